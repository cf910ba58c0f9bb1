"""Ends the connecting of an account."""
import requests
from flask import Flask, jsonify, request

app = Flask(__name__)


def redeem(code: str) -> dict:
    answer = requests.post("https://api.caley.app/oauth/token", data={"grant_type": "authorization_code", "code": code}, timeout=10)
    return answer.json()


@app.get("/callback/page")
def callback_to_page():
    grant = redeem(request.args["code"])
    # Wrong: every script of the page may ask Caley from now on.
    return jsonify(token=grant["access_token"])


@app.get("/callback")
def callback():
    grant = redeem(request.args["code"])
    # Right: the page hears that it worked; the token stays here.
    return jsonify(connected="access_token" in grant)
