/** Reminders and figures, by services of which not all are declared. */
import Redis from 'ioredis';
import Mixpanel from 'mixpanel';
import { PostHog } from 'posthog-node';

const mixpanel = Mixpanel.init(process.env.MIXPANEL_TOKEN ?? '');
const posthog = new PostHog(process.env.POSTHOG_KEY ?? '');
const redis = new Redis();

// Wrong: a service that is not declared; that its host is listed as one's own changes nothing.
export function track(user: { id: string; email: string }): void {
  mixpanel.people.set(user.id, { $email: user.email });
}

// Wrong: declared, but analytics is no purpose that is disclosed for addresses.
export function identify(user: { id: string; email: string }): void {
  posthog.identify({ distinctId: user.id, properties: { email: user.email } });
}

// Wrong: in clear; with --drafts also that nobody said that numbers are collected.
export async function remember(user: { id: string; phoneNumber: string }): Promise<void> {
  await redis.set(`phone:${user.id}`, user.phoneNumber);
}

// Wrong: accepted without a word why, which hides nothing.
export function greet(user: { email: string }): void {
  // caley-ignore log/personal-data
  console.log(user.email);
}
