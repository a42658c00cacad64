"""Slows guessing down without ever locking the owner out.

A wrong try is counted for the name that was tried and for the place it came from: its network, or
the browser itself when this person has signed in with it before. After five in a quarter of an hour
from one place that place waits, twice as long each time, at most a quarter of an hour. When a name
is tried from everywhere (fifty a day) each network gets one try in a quarter of an hour: the owner
still gets in from home, and their own browser only waits for what was typed on it.
"""

import ipaddress
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from app.errors import TooManyRequests
from app.ids import fingerprint
from app.people.models import FailedSignIn

WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
TRIES_A_DAY = 50
TRIES_A_NETWORK = 40


def network_of(address: str) -> str:
    """Fingerprint of the network an address belongs to: an IPv4 address or an IPv6 /64.

    A socket open to both shows IPv4 addresses as `::ffff:…`; they are not one network.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return fingerprint("unknown")
    if parsed.version == 4:
        return fingerprint(str(parsed))
    if parsed.ipv4_mapped is not None:
        return fingerprint(str(parsed.ipv4_mapped))
    return fingerprint(str(ipaddress.ip_network((parsed, 64), strict=False)))


def device_of(secret: str) -> str:
    """The place of a browser that is known, by the secret in its device cookie."""
    return fingerprint(f"device {secret}")


def require_patience(
    db: Session,
    account: str,
    place: str,
    now: datetime,
    *,
    is_known: bool,
    is_each_once: bool = False,
) -> None:
    """Raises `TooManyRequests` with the seconds to wait while it is too soon for another try.

    `is_known` is whether `place` is a browser that this person has signed in with before. With
    `is_each_once` a place waits for how many names were tried there, not for how often.
    """
    recent = _tries(db, account, place, now - WINDOW)
    count, last = len(recent), max(recent, default=None)
    is_calm = is_known or _tries_today(db, account, now) < TRIES_A_DAY
    allowed = FREE_TRIES if is_calm else 1
    waits = timedelta(0)
    if last is not None and count >= allowed:
        waits = min(WINDOW, timedelta(seconds=2 ** min(count - allowed, 10) * 15))
        if allowed == 1:
            waits = WINDOW
        _wait_until(last + waits, now)
    read = _last_of_each if is_each_once else _network_tries
    busy = read(db, place, now - WINDOW)
    if len(busy) >= TRIES_A_NETWORK:
        _wait_until(min(busy) + WINDOW, now)


def _wait_until(ready_at: datetime, now: datetime) -> None:
    if ready_at > now:
        raise TooManyRequests(int((ready_at - now).total_seconds()) + 1)


def note_failure(db: Session, account: str, place: str, now: datetime) -> None:
    """Counts a wrong try, and forgets those that no longer matter."""
    db.exec(delete(FailedSignIn).where(col(FailedSignIn.at) < now - timedelta(days=1)))
    db.add(FailedSignIn(account=account, network=place, at=now))


def forget_failures(db: Session, account: str, place: str) -> None:
    """A right passphrase clears what this place got wrong before."""
    db.exec(
        delete(FailedSignIn).where(
            col(FailedSignIn.account) == account, col(FailedSignIn.network) == place
        )
    )


def _tries(db: Session, account: str, place: str, since: datetime) -> list[datetime]:
    return list(
        db.exec(
            select(FailedSignIn.at).where(
                FailedSignIn.account == account,
                FailedSignIn.network == place,
                col(FailedSignIn.at) > since,
            )
        )
    )


def _network_tries(db: Session, network: str, since: datetime) -> list[datetime]:
    return list(
        db.exec(
            select(FailedSignIn.at).where(
                FailedSignIn.network == network, col(FailedSignIn.at) > since
            )
        )
    )


def _last_of_each(db: Session, network: str, since: datetime) -> list[datetime]:
    """When each name was tried last."""
    return list(
        db.exec(
            select(func.max(col(FailedSignIn.at)))
            .where(FailedSignIn.network == network, col(FailedSignIn.at) > since)
            .group_by(col(FailedSignIn.account))
        )
    )


def _tries_today(db: Session, account: str, now: datetime) -> int:
    return db.exec(
        select(func.count())
        .select_from(FailedSignIn)
        .where(FailedSignIn.account == account, col(FailedSignIn.at) > now - timedelta(days=1))
    ).one()
