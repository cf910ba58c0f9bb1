"""Redeems what the consent screen gave."""
import requests


def sign_in(username: str, password: str) -> dict:
    # Wrong: who has the password may do everything, and nobody was asked.
    form = {"grant_type": "password", "username": username, "password": password}
    return requests.post("https://auth.caley.app/oauth/token", data=form, timeout=10).json()


def redeem(code: str, verifier: str) -> dict:
    # Right: the user has said yes to what the code stands for.
    form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
    return requests.post("https://auth.caley.app/oauth/token", data=form, timeout=10).json()
