/** Asks for bookings. */
import { ask } from './client';

// Right: the document lists both.
export const booking = (id: string) => ask('GET', `/bookings/${id}`);
export const page = (number: number) => ask('GET', `/bookings?page=${number}`);

// Wrong: no such path is published.
export const history = (id: string) => ask('GET', `/bookings/${id}/history`);

// Right: Caley allows it in writing, see caley.yaml.
export const exported = (id: string) => ask('GET', `/exports/${id}`);

// Wrong: the path is published, changing it is not.
export const rename = (id: string, note: string) => ask('PATCH', `/bookings/${id}`, { note });

// Right: fields that the document names.
export const book = (start: string, note: string) => ask('POST', '/bookings', { start, note });

// Wrong: nobody documents this switch.
export const squeezeIn = (start: string) => ask('POST', '/bookings', { start, ignoreConflicts: true });

// Wrong: the operation is deprecated.
export const calendars = () => ask('GET', '/calendars');

// Right: what replaces it.
export const schedules = () => ask('GET', '/schedules');
