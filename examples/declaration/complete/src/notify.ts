/** Reminders and figures, by services that caley.yaml declares. */
import { PostHog } from 'posthog-node';
import { Resend } from 'resend';

const resend = new Resend(process.env.RESEND_KEY);
const posthog = new PostHog(process.env.POSTHOG_KEY ?? '');

// Right: a declared service, for the data and the purpose that are declared.
export async function remind(guest: { email: string }): Promise<void> {
  await resend.emails.send({ from: 'Acme <us@acme-bookings.io>', to: guest.email, subject: 'Tomorrow', text: 'See you tomorrow.' });
}

// Right: so is this one.
export function identify(user: { id: string; email: string }): void {
  posthog.identify({ distinctId: user.id, properties: { email: user.email } });
}

// Right: a host of one's own.
export async function save(user: { email: string }): Promise<void> {
  await fetch('https://api.acme-bookings.io/users', { method: 'POST', body: JSON.stringify({ email: user.email }) });
}
