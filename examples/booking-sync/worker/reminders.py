"""Reminds attendees by text message, a day before."""

import httpx
import sentry_sdk
import structlog
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from .caley import Attendee, Booking, fetch_booking
from .privacy import mask_phone
from .settings import TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_SENDER

log = structlog.get_logger(__name__)
twilio = Client(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN)


async def remind(caley: httpx.AsyncClient, booking_id: str) -> int:
    booking = await fetch_booking(caley, booking_id)
    reached = [attendee for attendee in booking.attendees if attendee.phone is not None]
    for attendee in reached:
        send(booking, attendee)
    # Right: an id and two numbers.
    log.info("reminded", booking_id=booking.id, reached=len(reached), attendees=len(booking.attendees))
    return len(reached)


def send(booking: Booking, attendee: Attendee) -> None:
    body = f"Your {booking.type} starts at {booking.starts_at:%H:%M}."
    try:
        # Wrong: nobody was told that the number goes to this service.
        twilio.messages.create(to=attendee.phone, from_=TWILIO_SENDER, body=body)
    except TwilioRestException as error:
        # Wrong: the log names a person and how to reach them.
        log.warning("not reminded", who=attendee.full_name, phone=attendee.phone)
        # Right: an id, four digits, and what went wrong.
        log.warning("not reminded", attendee_id=attendee.id, phone=mask_phone(attendee.phone), status=error.status)

        # Wrong: the error report carries the address.
        sentry_sdk.set_user({"id": attendee.id, "email": attendee.email})
        # Right: the id is enough to find the record.
        sentry_sdk.set_user({"id": attendee.id})
        sentry_sdk.capture_exception(error)
