import posthog from 'posthog-js';

export function record(key: string): void {
  posthog.init(key, {
    api_host: 'https://eu.i.posthog.com',
    session_recording: {
      // Wrong: names, addresses and notes of guests are recorded while they type.
      maskAllInputs: false,
    },
  });
}

export function recordMasked(key: string): void {
  posthog.init(key, {
    api_host: 'https://eu.i.posthog.com',
    session_recording: {
      // Right: what guests type is masked.
      maskAllInputs: true,
    },
  });
}
