"""Passphrases: what is good enough, and their argon2id hashes (ASVS 5.0 §11.4.2 floor)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import TooManyRequests, Unprocessable

CLIENT_MINIMUM = 10
STAFF_MINIMUM = 15
MAXIMUM = 256

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)
_NOBODYS_HASH = _HASHER.hash("a hash to compare with when there is no such account")
_HASHING = threading.BoundedSemaphore(2)
_WAITING = threading.BoundedSemaphore(14)


class PassphraseTooShort(Unprocessable):
    code = "passphrase_too_short"
    detail = "That passphrase is too short. A few words in a row work well."


class PassphraseTooLong(Unprocessable):
    code = "passphrase_too_long"
    detail = "A passphrase can have up to 256 characters."


class PassphraseTooCommon(Unprocessable):
    code = "passphrase_too_common"
    detail = "That passphrase is easy to guess. Try four words that do not belong together."


def require_good(passphrase: str, *, minimum: int, sign_in_name: str = "") -> None:
    """Raises if a passphrase is too short, too long or easy to guess. Any character is fine."""
    if len(passphrase) > MAXIMUM:
        raise PassphraseTooLong
    if len(passphrase) < minimum:
        raise PassphraseTooShort
    if _is_easy(passphrase.casefold(), sign_in_name.casefold()):
        raise PassphraseTooCommon


_COMMON = (
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "passphrase", "contraseña", "contrasena",
    "companion", "recovery", "recuperacion", "sobriety", "sober", "serenity", "onedayatatime",
    "letmein", "iloveyou", "loveyou", "teamo", "welcome", "bienvenido", "sunshine", "princess",
    "princesa", "football", "futbol", "baseball", "basketball", "soccer", "superman", "batman",
    "starwars", "pokemon", "dragon", "monkey", "shadow", "master", "trustno", "administrator",
    "changeme", "secret", "computer", "internet", "samsung", "whatever", "chocolate", "strawberry",
    "butterfly", "estrella", "california", "america", "mexico", "liverpool", "manchester",
    "barcelona", "realmadrid", "jesus", "michael", "jennifer", "christopher", "elizabeth",
    "alexander", "alejandro", "charlie", "jessica", "jordan", "ashley", "daniel", "matthew",
    "anthony", "nicole", "andrea", "carlos", "admin", "hello", "hola", "abc",
)  # fmt: skip
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn", "qazwsxedcrfvtgbyhnujm", "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
)  # fmt: skip
_RUNS = tuple(
    run
    for row in _ROWS
    for length in range(len(row), 3, -1)
    for start in range(len(row) - length + 1)
    for run in (row[start : start + length], row[start : start + length][::-1])
)
"""Four and more neighbours in the alphabet or on a keyboard, the longest first."""


def _is_easy(folded: str, sign_in_name: str) -> bool:
    rest = folded
    for word in (*_COMMON, *_RUNS, sign_in_name):
        rest = rest.replace(word, "") if word else rest
    rest = "".join(letter for letter in rest if letter.isalpha() or not letter.isascii())
    varied = len(set(folded)) >= 5
    return not varied or len(set(rest)) < 4


@contextmanager
def _a_place() -> Iterator[None]:
    # Two hashes at once keep both cores free for others; a long queue would eat every thread.
    if not _WAITING.acquire(blocking=False):
        raise TooManyRequests(2)
    try:
        with _HASHING:
            yield
    finally:
        _WAITING.release()


def hashed(passphrase: str) -> str:
    """The PHC string of a passphrase. Takes about 60 ms: call it outside a unit of work."""
    with _a_place():
        return _HASHER.hash(passphrase.encode("utf-8", "surrogatepass"))


def is_right(phc: str | None, passphrase: str) -> bool:
    """Whether `passphrase` belongs to `phc`. Takes as long when there is no account at all."""
    with _a_place():
        try:
            right = _HASHER.verify(
                phc or _NOBODYS_HASH, passphrase.encode("utf-8", "surrogatepass")
            )
        except (VerificationError, InvalidHashError):
            return False
    return right and phc is not None


def needs_rehash(phc: str) -> bool:
    """Whether a hash was made with older parameters."""
    return _HASHER.check_needs_rehash(phc)
