"""Asks for the free slots of a calendar."""
import os

import requests

API = "https://api.caley.app/v1"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def slots_as_browser(user: str) -> dict:
    # Wrong: a program that says it is a browser.
    return requests.get(f"{API}/users/{user}/slots", headers={"User-Agent": BROWSER}, timeout=10).json()


def slots_as_page(user: str) -> dict:
    # Wrong: only Caley's own pages come from there.
    return requests.get(f"{API}/users/{user}/slots", headers={"Origin": "https://app.caley.app"}, timeout=10).json()


def slots_as_person(user: str) -> dict:
    # Wrong: the session of a person, who was not asked.
    headers = {"Cookie": os.environ["CALEY_COOKIE"]}
    return requests.get(f"https://app.caley.app/api/users/{user}/slots", headers=headers, timeout=10).json()


def slots(user: str, access_token: str) -> dict:
    # Right: the application's own name, and the token that the user gave it.
    headers = {"User-Agent": "booking-sync/2.1 (+https://booking-sync.acme.io)", "Authorization": f"Bearer {access_token}"}
    return requests.get(f"{API}/users/{user}/slots", headers=headers, timeout=10).json()
