"""Asks Caley for the events of a calendar."""

import httpx

API = "https://api.caley.app/v1"


def events_of_nobody(token: str) -> dict:
    # Wrong: Caley is told the name of a library.
    return httpx.get(f"{API}/events", headers={"Authorization": f"Bearer {token}"}, timeout=10).json()


def events(token: str) -> dict:
    # Right: the product's name and version, and an address for questions.
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "embedded-widget/2.1 (+https://widget.acme.io)"}
    return httpx.get(f"{API}/events", headers=headers, timeout=10).json()


def register_as_caley(redirect_uri: str) -> dict:
    # Wrong: the consent screen would say that Caley asks.
    return httpx.post(f"{API}/apps", json={"app_name": "Caley", "redirect_uri": redirect_uri}, headers={"User-Agent": "embedded-widget/2.1"}, timeout=10).json()


def register(redirect_uri: str) -> dict:
    # Right: the product's own name.
    return httpx.post(f"{API}/apps", json={"app_name": "Acme for Caley", "redirect_uri": redirect_uri}, headers={"User-Agent": "embedded-widget/2.1"}, timeout=10).json()
