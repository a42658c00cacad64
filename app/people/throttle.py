"""Slows guessing down without ever locking the owner out.

A wrong try is counted for the name that was tried and for the network it came from. After five in
a quarter of an hour from one network that network waits, twice as long each time, at most a
quarter of an hour. When a name is tried from everywhere (fifty a day) each network gets one try
in a quarter of an hour: the owner still gets in from home, and a browser that has signed in
before is not slowed at all.
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
    """Fingerprint of the network an address belongs to: an IPv4 address or an IPv6 /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return fingerprint("unknown")
    if parsed.version == 6:
        return fingerprint(str(ipaddress.ip_network((parsed, 64), strict=False)))
    return fingerprint(str(parsed))


def require_patience(db: Session, account: str, network: str, now: datetime) -> None:
    """Raises `TooManyRequests` with the seconds to wait while it is too soon for another try."""
    recent = _tries(db, account, network, now - WINDOW)
    count, last = len(recent), max(recent, default=None)
    allowed = FREE_TRIES if _tries_today(db, account, now) < TRIES_A_DAY else 1
    waits = timedelta(0)
    if last is not None and count >= allowed:
        waits = min(WINDOW, timedelta(seconds=2 ** min(count - allowed, 10) * 15))
        if allowed == 1:
            waits = WINDOW
        _wait_until(last + waits, now)
    busy = _network_tries(db, network, now - WINDOW)
    if len(busy) >= TRIES_A_NETWORK:
        _wait_until(min(busy) + WINDOW, now)


def _wait_until(ready_at: datetime, now: datetime) -> None:
    if ready_at > now:
        raise TooManyRequests(int((ready_at - now).total_seconds()) + 1)


def note_failure(db: Session, account: str, network: str, now: datetime) -> None:
    """Counts a wrong try, and forgets those that no longer matter."""
    db.exec(delete(FailedSignIn).where(col(FailedSignIn.at) < now - timedelta(days=1)))
    db.add(FailedSignIn(account=account, network=network, at=now))


def forget_failures(db: Session, account: str, network: str) -> None:
    """A right passphrase clears what this network got wrong before."""
    db.exec(
        delete(FailedSignIn).where(
            col(FailedSignIn.account) == account, col(FailedSignIn.network) == network
        )
    )


def _tries(db: Session, account: str, network: str, since: datetime) -> list[datetime]:
    return list(
        db.exec(
            select(FailedSignIn.at).where(
                FailedSignIn.account == account,
                FailedSignIn.network == network,
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


def _tries_today(db: Session, account: str, now: datetime) -> int:
    return db.exec(
        select(func.count())
        .select_from(FailedSignIn)
        .where(FailedSignIn.account == account, col(FailedSignIn.at) > now - timedelta(days=1))
    ).one()
