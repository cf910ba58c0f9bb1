"""Writes people to the CRM, which the customer has connected."""
import logging

import requests

from .privacy import masked, pseudonym
from .schemas import Attendee, Booking

log = logging.getLogger("crm")

CRM_URL = "https://api.hubapi.com/crm/v3/objects/contacts"


def contact_of(attendee: Attendee) -> dict[str, str]:
    first, _, last = attendee.full_name.partition(" ")
    return {"email": attendee.email, "firstname": first, "lastname": last, "phone": attendee.phone_number or ""}


def create_contact(attendee: Attendee, token: str) -> bool:
    response = requests.post(CRM_URL, json={"properties": contact_of(attendee)}, headers={"Authorization": f"Bearer {token}"}, timeout=10)
    if response.status_code == 409:
        log.info("contact %s is there already", pseudonym(attendee.email))
        return False
    if not response.ok:
        log.warning("could not create contact for %s: %s", attendee.email, response.status_code)
    log.info("created a contact for %s", masked(attendee.email))
    return response.ok


def note_meeting(booking: Booking, token: str) -> None:
    body = f"Met on {booking.starts_at:%Y-%m-%d}: " + ", ".join(each.full_name for each in booking.attendees)
    requests.post("https://api.hubapi.com/crm/v3/objects/notes", json={"properties": {"hs_note_body": body}}, headers={"Authorization": f"Bearer {token}"}, timeout=10)
    log.info("noted a meeting of %d people", len(booking.attendees))
