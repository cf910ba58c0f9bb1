/** Records what visitors of the settings page see, to find out where they get stuck. */
import * as Sentry from '@sentry/browser';

export function recordAll(): void {
  // Wrong: names, addresses and notes of meetings leave with the page.
  Sentry.addIntegration(Sentry.replayIntegration({ maskAllText: false }));
}

export function record(): void {
  // Right: the masks stay on, but for what holds nothing of a person.
  Sentry.addIntegration(Sentry.replayIntegration({ unmask: ['[data-public]'] }));
}
