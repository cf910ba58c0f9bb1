import { send } from './mail';

const leave = 'https://acme.example/leave';

export function publish(readers: readonly string[], text: string): void {
  // Wrong: forEach waits for nobody, so that all go out together.
  readers.forEach((reader) => {
    void send(reader, 'News of Acme', text, leave);
  });
}

export async function publishSlowly(readers: readonly string[], text: string): Promise<void> {
  // Right: one after the other.
  for (const reader of readers) await send(reader, 'News of Acme', text, leave);
}
