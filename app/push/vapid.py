"""Our name towards push services (RFC 8292): the keys, and the tokens signed with them."""

import hashlib
import re
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from py_vapid import Vapid02

from app.keys import private_folder, read_secret, write_secret

LIFETIME = timedelta(hours=12)
"""Push services refuse a token that is good for more than 24 hours (RFC 8292 §2)."""

_MANY = 1_000
_CONTACT = re.compile(r"(?:mailto:[^@\s<>,?]{1,64}@|https://)([A-Za-z0-9.-]{1,253})(?::\d+)?/?")


class ContactRefused(ValueError):
    """`COMPANION_VAPID_SUBJECT` would make push services answer 403 to everything."""


class UnknownKey(LookupError):
    """A subscription was made with a VAPID key that is no longer in the keys folder."""


def check_contact(contact: str) -> str:
    """The address push services may write to. Raises `ContactRefused` when it is not a `mailto:`
    or `https:` address of a real host."""
    parts = _CONTACT.fullmatch(contact)
    host = parts[1].lower() if parts else ""
    if "." not in host or host.endswith((".localhost", ".local")) or _is_address(host):
        raise ContactRefused(
            "Push services want an address they can write to. "
            "Set COMPANION_VAPID_SUBJECT to mailto:you@your-centre.example."
        )
    return contact


@dataclass(frozen=True, slots=True)
class VapidKey:
    """`id` is a fingerprint of the public key: a lost key is never mistaken for its successor."""

    id: str
    public: str
    private: ec.EllipticCurvePrivateKey

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        """Raises `ValueError` when it is not a P-256 private key."""
        private = load_pem_private_key(pem, password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(
            private.curve, ec.SECP256R1
        ):
            raise ValueError("a VAPID key is a P-256 private key in PEM")
        point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        public = urlsafe_b64encode(point).rstrip(b"=").decode()
        return cls(hashlib.sha256(point).hexdigest()[:16], public, private)


class VapidKeys:
    """The keys in one folder, `0001.pem` and up. The highest number is the current one: new
    subscriptions are made with it. The others still sign for the subscriptions made with them."""

    def __init__(self, folder: Path) -> None:
        """Raises `LooseKey` when the folder or a file in it is open to others."""
        self._folder = private_folder(folder)
        self._tokens: dict[tuple[str, str, str], tuple[datetime, str]] = {}
        self._read()

    @classmethod
    def load_or_create(cls, folder: Path) -> Self:
        """The keys of `folder`, with a first one made when there is none."""
        keys = cls(folder)
        if not keys._keys:
            keys._create(1)
        return keys

    @property
    def current_id(self) -> str:
        """What a subscription made now is stored with."""
        return self._current.id

    @property
    def application_server_key(self) -> str:
        """The current public key, base64url, for `pushManager.subscribe()`."""
        return self._current.public

    def id_of(self, application_server_key: str) -> str | None:
        """The id of the key a browser subscribed with, if it is one of ours."""
        bare = application_server_key.rstrip("=")
        return next((key.id for key in self._keys.values() if key.public == bare), None)

    def add(self) -> str:
        """Makes a new key the current one and gives its id. Running processes go on signing for
        both; they hand the new one out after a restart."""
        self._create(max((int(file.stem) for file in self._files()), default=0) + 1)
        return self.current_id

    def authorization(self, origin: str, key_id: str, *, contact: str, now: datetime) -> str:
        """The `Authorization` value for one push service (`origin`, which becomes `aud`).

        Signed once for each origin and key, good for `LIFETIME`, made anew at half of it. Raises
        `UnknownKey`.
        """
        name = (origin, key_id, contact)
        made_at, token = self._tokens.get(name, (None, ""))
        if made_at is None or not made_at <= now < made_at + LIFETIME / 2:
            token = self._sign(origin, self._key(key_id), contact, now)
            if len(self._tokens) >= _MANY:
                self._tokens.clear()
            self._tokens[name] = (now, token)
        return token

    def _create(self, number: int) -> None:
        pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        # When another process was first with this number, its key is as good as ours.
        with suppress(FileExistsError):
            write_secret(self._folder / f"{number:04}.pem", pem)
        self._read()

    def _sign(self, origin: str, key: VapidKey, contact: str, now: datetime) -> str:
        claims = {"aud": origin, "exp": int((now + LIFETIME).timestamp()), "sub": contact}
        # py_vapid's own test of `sub` refuses ports and lets "localhost" pass; `check_contact`
        # is ours.
        signed: str = Vapid02(key.private, conf={"no-strict": True}).sign(claims)["Authorization"]
        return signed

    def _key(self, key_id: str) -> VapidKey:
        if key_id not in self._keys:
            self._read()  # another process may have added it since
        if key_id not in self._keys:
            raise UnknownKey(key_id)
        return self._keys[key_id]

    def _read(self) -> None:
        keys = [VapidKey.from_pem(read_secret(file)) for file in self._files()]
        self._keys = {key.id: key for key in keys}
        if keys:
            self._current = keys[-1]

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9][0-9][0-9][0-9].pem"))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
