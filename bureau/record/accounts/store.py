"""What is kept sealed: under a key that lies outside the database, one for each purpose."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class BrokenSealError(Exception):
    """It was changed, or sealed under another key."""


def seal(purpose: str, text: str) -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise BrokenSealError from None


def _box(purpose: str) -> Fernet:
    key = sha256(f"bureau.{purpose}\n".encode() + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
