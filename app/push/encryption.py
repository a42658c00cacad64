"""Encrypts a message for one browser (RFC 8291), so that no push service can read it."""

import binascii
from base64 import urlsafe_b64decode
from http import HTTPStatus

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from pywebpush import WebPusher

from app.errors import Problem

BLOCK = 512
MAX_PAYLOAD = 7 * BLOCK
"""Octets before encryption: with the header of 86 and the 17 that encryption adds, the next
block would pass the 4,096 that every push service takes (RFC 8030 §7.2)."""


class DeviceKeysRefused(Problem):
    """The keys of a subscription are not a point on P-256 and a secret of 16 octets."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "push_keys_refused"
    detail = "This browser's notification keys cannot be used. Please turn reminders on again."


def check_device_keys(p256dh: str, auth: str) -> None:
    """Both as the browser gives them, base64url. Raises `DeviceKeysRefused`."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _decoded(p256dh, octets=65))
        _decoded(auth, octets=16)
    except ValueError as error:
        raise DeviceKeysRefused from error


def encrypt(payload: bytes, p256dh: str, auth: str) -> bytes:
    """The body of a push: `payload`, a JSON object, padded and encrypted with `aes128gcm`.

    The padding is white space after the JSON text (RFC 8259 §2), so that the length tells nobody
    which message it is. Raises `DeviceKeysRefused`, and `ValueError` when the payload is not an
    object or is longer than `MAX_PAYLOAD`.
    """
    if not payload.endswith(b"}") or len(payload) > MAX_PAYLOAD:
        raise ValueError("a push carries one JSON object of limited length")
    padded = payload + b" " * (-len(payload) % BLOCK)
    try:
        _decoded(p256dh, octets=65), _decoded(auth, octets=16)
        browser = WebPusher({"endpoint": "", "keys": {"p256dh": p256dh, "auth": auth}})
        body: bytes = browser.encode(padded, content_encoding="aes128gcm")["body"]
    except ValueError as error:
        raise DeviceKeysRefused from error
    return body


def _decoded(text: str, octets: int) -> bytes:
    unpadded = text.rstrip("=")
    if not unpadded.isascii() or any(sign in unpadded for sign in "+/"):
        raise ValueError("not base64url")
    try:
        raw = urlsafe_b64decode(unpadded + "=" * (-len(unpadded) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if len(raw) != octets:
        raise ValueError("wrong length")
    return raw
