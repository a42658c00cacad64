"""What push services check in a message, written from the RFCs and not from the sender."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app import clock

_AUTHORIZATION = re.compile(
    r"vapid t=(?P<t>(?P<signed>[\w-]+\.[\w-]+)\.(?P<signature>[\w-]+)),\s*k=(?P<k>[\w-]+)"
)
_DAY = 86_400


class Refusal(Exception):
    """Why a message is not taken, and the status that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def check_headers(headers: Mapping[str, str]) -> None:
    """RFC 8030 §5.2-5.4 and RFC 8291 §4. Raises `Refusal` 400."""
    if not re.fullmatch(r"[0-9]{1,10}", headers.get("TTL", "")):
        raise Refusal(400, "TTL is missing")
    if "Topic" in headers and not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", headers["Topic"]):
        raise Refusal(400, "Topic is not 32 base64url characters")
    if headers.get("Urgency", "normal") not in {"very-low", "low", "normal", "high"}:
        raise Refusal(400, "Urgency is unknown")
    if headers.get("Content-Encoding") != "aes128gcm":
        raise Refusal(400, "not encrypted with aes128gcm")
    if headers.get("Content-Type") != "application/octet-stream":
        raise Refusal(400, "not an octet stream")


def check_vapid(authorization: str, origin: str, subscribed_with: str | None) -> dict[str, object]:
    """The claims of a token (RFC 8292 §2-4). Raises `Refusal` 401 or 403."""
    parts = _AUTHORIZATION.fullmatch(authorization)
    if parts is None:
        raise Refusal(401, "no VAPID token")
    if subscribed_with is not None and parts["k"] != subscribed_with:
        raise Refusal(403, "VAPID key is not the one of the subscription")
    _check_signature(parts["signed"], parts["signature"], parts["k"])
    claims: dict[str, object] = json.loads(_decoded(parts["signed"].split(".")[1]))
    left = float(str(claims.get("exp", 0))) - clock.utc_now().timestamp()
    if claims.get("aud") != origin:
        raise Refusal(403, "BadJwtToken: aud")
    if not 0 < left <= _DAY:
        raise Refusal(403, "BadJwtToken: exp")
    if not re.fullmatch(r"(mailto:[^@]+@|https://)[\w-]+(\.[\w-]+)+.*", str(claims.get("sub"))):
        raise Refusal(403, "BadJwtToken: sub")
    return claims


def _check_signature(signed: str, signature: str, key: str) -> None:
    raw = _decoded(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(key))
    try:
        public.verify(pair, signed.encode(), ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise Refusal(403, "BadJwtToken: signature") from error


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
