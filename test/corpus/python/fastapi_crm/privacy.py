"""Ways to speak of a person without naming them."""
import hashlib
import hmac
import os

_KEY = os.environ["PSEUDONYM_KEY"].encode()


def pseudonym(value: str) -> str:
    return hmac.new(_KEY, value.encode(), hashlib.sha256).hexdigest()[:16]


def masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"
