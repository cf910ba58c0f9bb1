"""What analytics may know."""
import hashlib

import sentry_sdk
from posthog import Posthog

from .models import Subscriber

posthog = Posthog("phc_public", host="https://eu.posthog.com")


def identify(subscriber: Subscriber) -> None:
    posthog.identify(str(subscriber.pk), {"email": subscriber.email, "born": subscriber.date_of_birth})
    sentry_sdk.set_user({"id": subscriber.pk, "email": subscriber.email})


def track(subscriber_id: int, event: str, **properties: object) -> None:
    posthog.capture(str(subscriber_id), event, properties)


def audience_hash(subscriber: Subscriber) -> str:
    return hashlib.sha256(subscriber.email.encode()).hexdigest()
