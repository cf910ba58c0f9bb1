"""Asks for bookings."""
import os

import requests

# Wrong: the package keeps this module to itself.
from caley_sdk._http import raw_request

BASE = "https://api.caley.app/v1"


class Bookings:
    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {os.environ['CALEY_TOKEN']}"

    def _get(self, path: str, **options):
        return self.session.get(BASE + path, timeout=10, **options).json()

    # Right: the document lists it.
    def one(self, booking_id: str):
        return self._get(f"/bookings/{booking_id}")

    # Wrong: no such path is published.
    def history(self, booking_id: str):
        return self._get(f"/bookings/{booking_id}/history")

    # Wrong: the path is published, changing it is not.
    def rename(self, booking_id: str, note: str):
        return self.session.patch(f"{BASE}/bookings/{booking_id}", json={"note": note}, timeout=10)

    # Right: fields that the document names.
    def book(self, start: str, note: str):
        return self.session.post(f"{BASE}/bookings", json={"start": start, "note": note}, timeout=10)

    # Wrong: nobody documents this switch.
    def squeeze_in(self, start: str):
        return self.session.post(f"{BASE}/bookings", json={"start": start, "ignore_conflicts": True}, timeout=10)

    # Wrong: the operation is deprecated.
    def calendars(self):
        return self._get("/calendars")

    # Right: the address is made at run time, so that it is counted and not judged.
    def next_page(self, page: dict):
        return self.session.get(page["next"], timeout=10).json()


# Right: handed on as it is.
raw = raw_request
