"""Takes webhooks of several services and puts them into a queue."""
import hashlib
import hmac
import os

import structlog
from flask import Flask, abort, jsonify, request, session

from .notify import notify_team
from .store import Store

app = Flask(__name__)
app.secret_key = os.environ["FLASK_SECRET"]
log = structlog.get_logger()
store = Store(os.environ["REDIS_URL"], os.environ["DATABASE_URL"])


def verified(secret: str) -> bool:
    expected = hmac.new(secret.encode(), request.get_data(), hashlib.sha256).hexdigest()
    given = request.headers.get("X-Hub-Signature-256", "")
    if not hmac.compare_digest(f"sha256={expected}", given):
        log.warning("signature mismatch", headers=dict(request.headers))
        return False
    return True


@app.before_request
def remember_caller() -> None:
    log.debug("request", path=request.path, ip=request.remote_addr, agent=request.user_agent.string)


@app.post("/hooks/<service>")
def hook(service: str):
    if not verified(os.environ[f"{service.upper()}_SECRET"]):
        abort(401)
    event = request.get_json()
    log.info("hook received", service=service, kind=event.get("type"))
    store.push(service, event)
    customer = event.get("customer", {})
    if event.get("type") == "meeting.cancelled":
        notify_team(f"{customer['name']} ({customer['email']}) cancelled", channel="#meetings")
    return jsonify(received=True)


@app.post("/login")
def login():
    form = request.form
    user = store.user_by_email(form["email"])
    if user is None or not user.check(form["password"]):
        app.logger.warning("failed login for %s with %s", form["email"], form["password"])
        abort(403)
    session["user_id"] = user.id
    app.logger.info("user %s logged in", user.id)
    return jsonify(user.public())


@app.errorhandler(Exception)
def broken(error: Exception):
    log.error("unhandled", error=str(error), body=request.get_data(as_text=True))
    return jsonify(error="internal"), 500
