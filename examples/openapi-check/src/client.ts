/** Sends requests to Caley: which ones, its callers say. */
const BASE = 'https://api.caley.app/v1';

export async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(BASE + path, { method, body: JSON.stringify(body), headers: { authorization: `Bearer ${process.env['CALEY_TOKEN'] ?? ''}` } });
  return response.json();
}
