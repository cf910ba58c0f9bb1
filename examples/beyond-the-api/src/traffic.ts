/** Finds out what Caley's app asks for. */
// Wrong: a tool that takes the traffic of other programs apart.
import { Proxy } from 'http-mitm-proxy';

export function listen(onAddress: (address: string) => void): void {
  const proxy = new Proxy();
  proxy.onRequest((context, next) => {
    onAddress(context.clientToProxyRequest.url ?? '');
    next();
  });
  proxy.listen({ port: 8081 });
}

export async function operations(): Promise<unknown> {
  // Right: the published document says what there is.
  const response = await fetch('https://api.caley.app/openapi.json', { signal: AbortSignal.timeout(10_000) });
  return response.json();
}
