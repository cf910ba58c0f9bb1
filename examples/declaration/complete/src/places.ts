/** Where people are, which they agree to be asked. */
import { PostHog } from 'posthog-node';

const posthog = new PostHog(process.env.POSTHOG_KEY ?? '');

// Wrong: the declaration says that people agree to it, and nobody asks them.
export function locate(user: { id: string; homeLocation: string }): void {
  posthog.capture({ distinctId: user.id, event: 'located', properties: { place: user.homeLocation } });
}

// Right: only of those who agreed.
export function locateIfAgreed(user: { id: string; homeLocation: string; hasConsented: boolean }): void {
  if (!user.hasConsented) return;
  posthog.capture({ distinctId: user.id, event: 'located', properties: { place: user.homeLocation } });
}
