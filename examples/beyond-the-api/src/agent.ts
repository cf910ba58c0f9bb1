/** How requests leave the house. */
import { HttpsProxyAgent } from 'https-proxy-agent';

export function changing(user: string, password: string): HttpsProxyAgent<string> {
  // Wrong: another address with each request, so that nobody can tell who asks.
  return new HttpsProxyAgent(`http://${user}:${password}@brd.superproxy.io:22225`);
}

export function own(): HttpsProxyAgent<string> {
  // Right: the one proxy of one's own network.
  return new HttpsProxyAgent(process.env.HTTPS_PROXY ?? '');
}
