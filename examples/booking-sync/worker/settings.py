"""Settings of the worker."""

import os

# Wrong: the database of all accounts is open to everyone who reads this file.
DATABASE_URL = os.environ.get("DATABASE_URL") or "postgresql+psycopg://worker:Hc6Ys1Lf0Jg7@db.booking-sync.dev:5432/bookings"

# Right: the environment holds it, the code only names it.
TWILIO_ACCOUNT_SID = os.environ["TWILIO_ACCOUNT_SID"]
TWILIO_AUTH_TOKEN = os.environ["TWILIO_AUTH_TOKEN"]
TWILIO_SENDER = os.environ.get("TWILIO_SENDER", "+15550100")
CALEY_API_KEY = os.environ["CALEY_API_KEY"]
TOKEN_KEY = os.environ["TOKEN_KEY"]
PSEUDONYM_KEY = os.environ["PSEUDONYM_KEY"].encode()
