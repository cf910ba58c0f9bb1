"""What makes data safe to pass on."""

import hashlib
import hmac
import re

from cryptography.fernet import Fernet

from .settings import PSEUDONYM_KEY, TOKEN_KEY

_fernet = Fernet(TOKEN_KEY)


def mask_phone(number: str) -> str:
    """`+15550123` becomes `***0123`."""
    return "***" + number[-4:]


def mask_email(address: str) -> str:
    """`ada@example.com` becomes `***@example.com`."""
    return re.sub(r"^[^@]+", "***", address)


def pseudonym(identifier: str) -> str:
    """The same person gets the same pseudonym; without the key nobody gets back."""
    return hmac.new(PSEUDONYM_KEY, identifier.encode(), hashlib.sha256).hexdigest()


def seal(text: str) -> str:
    return _fernet.encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    return _fernet.decrypt(text.encode()).decode()
