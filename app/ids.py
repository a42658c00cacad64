"""Identifiers and secrets. An id names a row and opens nothing; a secret opens one thing."""

import hashlib
import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): sorts by the millisecond in which it was made."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def new_secret() -> str:
    """256 random bits for a cookie or a link, URL-safe. Only its `fingerprint` is stored."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """SHA-256 of a secret, hex. Enough without salt: the secret itself is 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
