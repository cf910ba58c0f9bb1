/** Sends contacts on to other systems. */
import { Client } from '@hubspot/api-client';
import axios from 'axios';
import type { Attendee } from './caley-client';
import { config } from './config';
import { pseudonym } from './privacy';

const hubspot = new Client({ accessToken: config.hubspotToken });

export async function syncContact(attendee: Attendee): Promise<void> {
  // Wrong: a third party receives customer data, and nothing says that anyone agreed to it.
  await hubspot.crm.contacts.basicApi.create({ properties: { email: attendee.email, phone: attendee.phone ?? '' } });
  // Right: the CRM learns that something happened, not to whom.
  await hubspot.crm.contacts.basicApi.create({ properties: { external_id: pseudonym(attendee.id) } });

  // Wrong: readable by everyone on the way.
  await axios.post('http://mailer.booking-sync.dev/welcome', { to: attendee.email });
  // Wrong: nobody has said who runs this host.
  await axios.post('https://intake.lead-router.io/v2/leads', { name: attendee.name, email: attendee.email });
}

export async function debugContact(attendee: Attendee): Promise<void> {
  // Wrong: request bins are open to everyone who guesses the address.
  await fetch('https://webhook.site/0b1f7f3e-5b0c-4a55-9a53-3e5a3d1f7a10', { method: 'POST', body: JSON.stringify({ email: attendee.email }) });
  // Right: a server of one's own machine.
  await fetch('http://localhost:4000/debug', { method: 'POST', body: JSON.stringify({ id: attendee.id }) });
}
