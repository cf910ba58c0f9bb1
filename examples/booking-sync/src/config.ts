/** Settings of the integration. */

// Wrong: whoever reads the repository, or its history, can act as this integration.
export const caleyApiKey = 'q7Zt4Kx9Rb2Wm8Pd5Vn3Hc6Ys1Lf0Jg';

// Wrong: the password of the database that holds the bookings.
export const databaseUrl = 'postgresql://booking_sync:Vn3Hc6Ys1Lf0@db.booking-sync.dev:5432/bookings';

// Right: credentials come from the environment; the code only names them.
export const config = {
  caleyClientId: process.env.CALEY_CLIENT_ID ?? '',
  caleyClientSecret: required('CALEY_CLIENT_SECRET'),
  tokenKey: Buffer.from(required('TOKEN_KEY'), 'base64'),
  pseudonymKey: required('PSEUDONYM_KEY'),
  hubspotToken: required('HUBSPOT_TOKEN'),
  logtailToken: required('LOGTAIL_TOKEN'),
};

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`set ${name}`);
  return value;
}
