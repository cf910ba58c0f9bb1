"""Hears of bookings."""
import hashlib
import hmac
import os

from flask import Blueprint, Flask, abort, request

from .queue import enqueue

open_events = Blueprint("open_events", __name__)
events = Flask(__name__)


# Wrong: whoever knows the address reports bookings.
@open_events.post("/webhooks/caley")
def hear():
    enqueue(request.get_json()["id"])
    return "", 202


# Right: the signature of the raw body is compared before anything is believed.
@events.post("/webhooks/caley/v2")
def hear_caley():
    expected = hmac.new(os.environ["CALEY_WEBHOOK_SECRET"].encode(), request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("Caley-Signature", "")):
        abort(401)
    enqueue(request.get_json()["id"])
    return "", 202
