import requests

CALEY = "https://api.caley.app/v1"


def events_by_query(access_token: str) -> dict:
    # Wrong: every proxy and server on the way writes the token into its log.
    return requests.get(f"{CALEY}/events", params={"access_token": access_token}, timeout=10).json()


def events(access_token: str) -> dict:
    # Right: headers are not written down.
    return requests.get(f"{CALEY}/events", headers={"Authorization": f"Bearer {access_token}"}, timeout=10).json()
