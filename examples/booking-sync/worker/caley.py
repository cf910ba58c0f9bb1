"""Calls Caley's API."""

from dataclasses import dataclass
from datetime import datetime

import httpx

from .settings import CALEY_API_KEY

BASE_URL = "https://api.caley.app/v1"


@dataclass(frozen=True)
class Attendee:
    id: str
    full_name: str
    email: str
    phone: str | None

    @classmethod
    def from_json(cls, data: dict) -> "Attendee":
        return cls(id=data["id"], full_name=data["name"], email=data["email"], phone=data.get("phone"))


@dataclass(frozen=True)
class Booking:
    id: str
    type: str
    starts_at: datetime
    attendees: list[Attendee]


def client() -> httpx.AsyncClient:
    # Wrong: whoever stands between this worker and Caley reads along.
    return httpx.AsyncClient(base_url=BASE_URL, headers={"X-Api-Key": CALEY_API_KEY}, verify=False)


def client_behind_proxy() -> httpx.AsyncClient:
    # Right: the proxy's certificate authority is trusted by name.
    return httpx.AsyncClient(base_url=BASE_URL, headers={"X-Api-Key": CALEY_API_KEY}, verify="/etc/ssl/proxy-ca.pem")


async def fetch_booking(caley: httpx.AsyncClient, booking_id: str) -> Booking:
    response = await caley.get(f"/bookings/{booking_id}")
    response.raise_for_status()
    data = response.json()
    return Booking(
        id=data["id"],
        type=data["type"],
        starts_at=datetime.fromisoformat(data["starts_at"]),
        attendees=[Attendee.from_json(attendee) for attendee in data["attendees"]],
    )
