import pLimit from 'p-limit';
import { send } from './mail';

const polite = pLimit(5);

export async function remindAll(addresses: readonly string[]): Promise<void> {
  // Wrong: a Monday with three thousand meetings is three thousand mails in one instant.
  await Promise.all(addresses.map((address) => send(address, 'Your meeting is tomorrow', 'See you')));
}

export async function remindAllPolitely(addresses: readonly string[]): Promise<void> {
  // Right: five at a time.
  await Promise.all(addresses.map((address) => polite(() => send(address, 'Your meeting is tomorrow', 'See you'))));
}

export async function remindTeam(): Promise<void> {
  // Right: two that are written out are no crowd.
  await Promise.all(['desk@acme.example', 'boss@acme.example'].map((address) => send(address, 'Tomorrow', 'See you')));
}
