import http from 'k6/http';
import { sleep } from 'k6';

export const options = { stages: [{ duration: '2m', target: 200 }] };

export default function () {
  // Wrong: it is Caley that is measured, and everybody who uses it.
  http.get('https://api.caley.app/v1/slots');
  // Right: a server of one's own that answers as Caley does.
  http.get(`${__ENV.MOCK}/v1/slots`);
  sleep(1);
}
