/** Under which name the integration asks for access, and who it says it is. */
import { faker } from '@faker-js/faker';

export function connectAsCaley(state: string): string {
  // Wrong: people would agree that Caley's own application gets access.
  return `https://accounts.caley.app/oauth/authorize?response_type=code&client_id=caley-web&state=${state}`;
}

export function connect(state: string): string {
  // Right: the id that Caley gave this application.
  return `https://accounts.caley.app/oauth/authorize?response_type=code&client_id=acme-slots&state=${state}`;
}

export async function registerSomebody(): Promise<boolean> {
  // Wrong: nobody of that name and address asked for an account.
  const response = await fetch('https://api.caley.app/v1/users', { method: 'POST', body: JSON.stringify({ name: faker.person.fullName(), email: faker.internet.email() }), signal: AbortSignal.timeout(5_000) });
  return response.ok;
}

export async function register(user: { readonly name: string; readonly email: string }): Promise<boolean> {
  // Right: who asked for it.
  const response = await fetch('https://api.caley.app/v1/users', { method: 'POST', body: JSON.stringify(user), signal: AbortSignal.timeout(5_000) });
  return response.ok;
}
