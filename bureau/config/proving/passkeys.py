"""A software authenticator: makes passkeys and signs with them, as a device of a person would."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

PRESENT_AND_VERIFIED = 0b101
WITH_KEY = 0b1000000


@dataclass(slots=True)
class Device:
    """One device at one origin; it holds one key and counts how often it signed."""

    origin: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    handle: str = ""
    signed: int = 0

    def make(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to what a page asks in order to register a passkey."""
        self.handle = options["user"]["id"]
        said = self._client_data("webauthn.create", options["challenge"])
        data = self._data(options["rp"]["id"], PRESENT_AND_VERIFIED | WITH_KEY)
        data += bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential
        data += cbor.encode(self._public_key())
        whole = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"attestationObject": encode(whole)}, said)

    def use(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to what a page asks in order to sign in with a passkey."""
        self.signed += 1
        said = self._client_data("webauthn.get", options["challenge"])
        data = self._data(options["rpId"], PRESENT_AND_VERIFIED)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {"authenticatorData": encode(data), "signature": encode(signature)}
        return self._answer({**response, "userHandle": self.handle}, said)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, rp: str, flags: int) -> bytes:
        head = hashlib.sha256(rp.encode()).digest()
        return head + bytes([flags]) + self.signed.to_bytes(4, "big")

    def _public_key(self) -> dict[int, int | bytes]:
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return {1: 2, 3: -7, -1: 1, -2: x, -3: y}

    def _answer(self, response: dict[str, str], said: bytes) -> dict[str, Any]:
        return {
            "id": encode(self.credential),
            "rawId": encode(self.credential),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {"clientDataJSON": encode(said), **response},
        }


def encode(plain: bytes) -> str:
    return urlsafe_b64encode(plain).decode().rstrip("=")
