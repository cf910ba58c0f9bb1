/** The logger of the integration. */
import pino from 'pino';

export const log = pino({ name: 'booking-sync', redact: ['headers.authorization', '*.password'] });
