/** Uses Caley's SDK. */
import { CaleyClient } from '@caley/sdk';
// Wrong: the package keeps this file to itself.
import { rawRequest } from '@caley/sdk/dist/internal/http';

// Right: what the package exports.
const client = new CaleyClient({ token: process.env['CALEY_TOKEN'] });

// Wrong: a member that is private by its name.
export const flags = () => (client as any)._request('GET', '/flags');

// Right: members that are documented.
export const list = () => client.bookings.list();

export const raw = () => rawRequest;
