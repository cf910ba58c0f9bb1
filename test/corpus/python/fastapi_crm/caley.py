"""A client of Caley's API."""
import logging
from typing import Any

import httpx

from .schemas import Booking
from .settings import Settings

log = logging.getLogger(__name__)


class CaleyClient:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._http = httpx.AsyncClient(
            base_url=settings.caley_base_url,
            headers={"Authorization": f"Bearer {settings.caley_token}"},
            verify=settings.verify_tls,
            timeout=10,
        )

    async def booking(self, booking_id: str) -> Booking:
        response = await self._http.get(f"/bookings/{booking_id}")
        if response.status_code >= 400:
            log.error("caley said %s to a request: %s", response.status_code, response.text)
        response.raise_for_status()
        return Booking.model_validate(response.json())

    async def bookings(self, **filters: Any) -> list[Booking]:
        response = await self._http.get("/bookings", params=filters)
        log.debug("request headers were %s", response.request.headers)
        return [Booking.model_validate(item) for item in response.json()["items"]]

    async def close(self) -> None:
        await self._http.aclose()
