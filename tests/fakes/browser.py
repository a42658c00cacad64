"""The part of a browser that a push is encrypted for."""

import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Self

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass(frozen=True)
class Browser:
    """A key pair on P-256 and a secret of 16 octets, as RFC 8291 §2 has them."""

    key: ec.EllipticCurvePrivateKey
    secret: bytes

    @classmethod
    def new(cls) -> Self:
        return cls(ec.generate_private_key(ec.SECP256R1()), os.urandom(16))

    @property
    def p256dh(self) -> str:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return _base64url(point)

    @property
    def auth_secret(self) -> str:
        return _base64url(self.secret)

    def decrypt(self, body: bytes) -> bytes:
        """Raises when the body is not for this browser."""
        plain: bytes = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )
        return plain


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
