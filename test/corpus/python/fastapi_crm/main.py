"""Receives booking events and brings them to the CRM."""
import hmac
import logging

import requests
from fastapi import Depends, FastAPI, Header, HTTPException, Request

from .caley import CaleyClient
from .crm import create_contact, note_meeting
from .schemas import BookingEvent, SyncResult
from .settings import Settings, load

log = logging.getLogger("uvicorn.error")
app = FastAPI()
settings = load()


def get_client() -> CaleyClient:
    return CaleyClient(settings)


def get_settings() -> Settings:
    return settings


@app.post("/hooks/bookings", response_model=SyncResult)
async def booking_event(event: BookingEvent, signature: str = Header(alias="X-Signature"), config: Settings = Depends(get_settings)) -> SyncResult:
    if not hmac.compare_digest(signature, config.crm_token):
        log.warning("bad signature %s for booking %s", signature, event.booking.id)
        raise HTTPException(401)
    log.info("%s by %s <%s>", event.type, event.booking.organizer.full_name, event.booking.organizer.email)
    created = sum(create_contact(attendee, config.crm_token) for attendee in event.booking.attendees)
    note_meeting(event.booking, config.crm_token)
    audit(event, config)
    return SyncResult(booking_id=event.booking.id, created=created, skipped=len(event.booking.attendees) - created)


@app.post("/hooks/raw")
async def raw_event(request: Request) -> dict[str, str]:
    payload = await request.json()
    print("unexpected event", payload)
    return {"status": "ignored"}


@app.get("/bookings/{booking_id}/emails")
async def emails(booking_id: str, client: CaleyClient = Depends(get_client)) -> list[str]:
    booking = await client.booking(booking_id)
    return [each.email for each in booking.attendees]


def audit(event: BookingEvent, config: Settings) -> None:
    if not config.audit_webhook:
        return
    requests.post(config.audit_webhook, json=event.model_dump(), timeout=5, verify=False)
