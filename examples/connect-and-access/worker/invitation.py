"""Invites a colleague to a connected calendar."""
import random
import secrets


def guessable_invitation(email: str) -> dict:
    # Wrong: the next code follows from those that were sent before.
    invite_code = str(random.randint(100000, 999999))
    return {"to": email, "invite_code": invite_code}


def invitation(email: str) -> dict:
    # Right: nobody guesses it.
    invite_code = secrets.token_urlsafe(16)
    return {"to": email, "invite_code": invite_code}
