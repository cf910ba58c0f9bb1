"""Hears of bookings."""
import hashlib
import hmac
import os

from flask import Blueprint, Flask, abort, request

from .queue import enqueue

open_events = Blueprint("open_events", __name__)
events = Flask(__name__)


@open_events.post(
    # Wrong: whoever knows the address reports bookings.
    "/webhooks/caley"
)
def hear():
    enqueue(request.get_json()["id"])
    return "", 202


@events.post(
    # Right: the signature of the raw body is compared before anything is believed.
    "/webhooks/caley"
)
def hear_caley():
    expected = hmac.new(os.environ["CALEY_WEBHOOK_SECRET"].encode(), request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("Caley-Signature", "")):
        abort(401)
    enqueue(request.get_json()["id"])
    return "", 202
