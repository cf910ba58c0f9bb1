"""What comes in, and what goes out."""
from datetime import datetime
from typing import Optional

from pydantic import BaseModel, EmailStr


class Attendee(BaseModel):
    id: str
    full_name: str
    email: EmailStr
    phone_number: Optional[str] = None
    timezone: str = "UTC"


class Booking(BaseModel):
    id: str
    title: str
    starts_at: datetime
    organizer: Attendee
    attendees: list[Attendee] = []


class BookingEvent(BaseModel):
    type: str
    booking: Booking


class SyncResult(BaseModel):
    booking_id: str
    created: int
    skipped: int
