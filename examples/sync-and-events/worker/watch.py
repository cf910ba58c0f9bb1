import requests
import schedule


def read_events() -> None:
    requests.get("https://api.caley.app/v1/events", timeout=10)


def watch() -> None:
    # Wrong: six questions a minute.
    schedule.every(10).seconds.do(read_events)


def reconcile() -> None:
    # Right: webhooks tell of changes.
    schedule.every(15).minutes.do(read_events)
