import hashlib
import hmac
import os

KEY = os.environ["CALEY_WEBHOOK_KEY"].encode()


def is_from_caley_by_operator(body: bytes, signature: str) -> bool:
    # Wrong: ends at the first character that differs.
    return hmac.new(KEY, body, hashlib.sha256).hexdigest() == signature


def is_from_caley(body: bytes, signature: str) -> bool:
    # Right: takes the same time whatever is sent.
    return hmac.compare_digest(hmac.new(KEY, body, hashlib.sha256).hexdigest(), signature)
