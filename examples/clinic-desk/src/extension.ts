import { start } from './partner';

export function startHidden(): void {
  // Wrong: what this does is known once it has been done.
  new Function(Buffer.from('c3RhcnQoKQ==', 'base64').toString())();
}

export function startOpenly(): void {
  // Right: a file of its own, which can be read.
  start();
}
