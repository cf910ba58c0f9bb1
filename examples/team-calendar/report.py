"""A weekly report of what was booked."""
import http.client
import os

import requests
from flask import Flask

# Wrong: each token that is sent stands in the log.
http.client.HTTPConnection.debuglevel = 1

app = Flask(__name__)


@app.get("/health")
def health():
    answer = requests.get("https://api.caley.app/v1/ping", timeout=10)
    return {"ok": answer.ok}


def serve() -> None:
    # Right: as the environment says, off where it says nothing.
    app.run(host="0.0.0.0", port=8080, debug=os.environ.get("FLASK_DEBUG") == "1")


def serve_beta() -> None:
    # Wrong: whoever reaches it runs what they type.
    app.run(host="0.0.0.0", port=8081, debug=True)
