"""Device bridges and laboratories: who may post a reading, and about whom."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Request
from sqlmodel import Session, col, exists, select, update

from app import clock
from app.access import audit
from app.access.models import Data
from app.care_records.monitoring.models import (
    Certainty,
    DeviceLink,
    Integration,
    MonitoringResult,
    Outcome,
)
from app.care_records.monitoring.queries import require_on_team
from app.care_records.monitoring.schemas import (
    IntegrationCreate,
    LinkEnd,
    LinkWrite,
    ReadingWrite,
)
from app.care_records.monitoring.telling import tell_client, tell_primary
from app.database import Database
from app.episodes.models import EpisodeOfCare, Phase
from app.errors import Conflict, NotFound, Problem
from app.ids import fingerprint, new_secret
from app.notices.models import NoticeKind
from app.offline import OpReused, content_hash, insert_once, moment
from app.people import throttle
from app.people.viewers import Viewer

_SCHEME = "bearer "


class ReadingRefused(Problem):
    """One answer for a token nobody has, an ended one, a reference nobody has, an ended one, and
    one of somebody who is not in care."""

    status = HTTPStatus.UNAUTHORIZED
    code = "reading_refused"
    detail = "This reading was not taken. Nothing was saved."

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": "Bearer"})


class ReferenceTaken(Conflict):
    code = "reference_taken"
    detail = "This reference was used before and stays with whoever had it. Please choose another."


@dataclass(frozen=True, slots=True)
class Caller:
    """Whatever came with a token: its fingerprint, that of the network it came from, and `place`,
    that of the two together. Whether the token is good is found out together with the reference, so
    that nobody learns which of the two was wrong."""

    token_hash: str
    network: str
    now: datetime

    @property
    def place(self) -> str:
        return fingerprint(f"{self.token_hash} {self.network}")


class ByToken:
    """Admits whoever brings `Authorization: Bearer` (RFC 6750 §2.1). A cookie opens nothing here,
    and the token nothing anywhere else."""

    def admit(self, db: Session, request: Request) -> Caller:
        """The caller; `ReadingRefused` without a token."""
        del db
        header = request.headers.get("Authorization", "")
        token = header[len(_SCHEME) :].strip()
        if header[: len(_SCHEME)].lower() != _SCHEME or not token:
            raise ReadingRefused
        network = throttle.network_of(request.client.host if request.client else "")
        # Apart from people's own wrong tries: a misled device shuts nobody out who works there.
        return Caller(fingerprint(token), fingerprint(f"device {network}"), clock.utc_now())


Device = Annotated[Caller, ByToken()]


def make_integration(
    db: Session, viewer: Viewer, body: IntegrationCreate
) -> tuple[Integration, str]:
    """A new integration and its token, of which only the fingerprint is kept."""
    token = new_secret()
    row = Integration(
        name=body.name, token_hash=fingerprint(token), made_by=viewer.id, made_at=viewer.now
    )
    db.add(row)
    db.flush()
    return row, token


def end_integration(db: Session, viewer: Viewer, integration_id: UUID) -> Integration:
    """Its token opens nothing any more, for good."""
    found = db.get(Integration, integration_id)
    if found is None:
        raise NotFound
    if found.ended_at is None:
        found.ended_at = viewer.now
        db.add(found)
    return found


def link(
    db: Session, viewer: Viewer, client_id: UUID, integration_id: UUID, body: LinkWrite
) -> None:
    """From now on what an integration posts with this reference is about this client, for as long
    as they are in care in this stay. A reference is never another's later: what a device sends late
    would be about the wrong person. Raises `NotFound` for a stranger and an ended integration,
    `ReferenceTaken`."""
    require_on_team(db, viewer, client_id)
    integration = db.get(Integration, integration_id)
    if integration is None or integration.ended_at is not None:
        raise NotFound
    row = DeviceLink(
        integration_id=integration_id,
        reference=body.reference,
        client_id=client_id,
        specimen=body.specimen,
        made_by=viewer.id,
        made_at=viewer.now,
    )
    kept, _ = insert_once(db, row, (integration_id, body.reference))
    if kept.client_id != client_id:
        raise ReferenceTaken
    kept.ended_at, kept.specimen = None, body.specimen
    kept.made_by, kept.made_at = viewer.id, viewer.now
    db.add(kept)
    audit.changed(db, viewer, Data.monitoring, [client_id])


def end_link(
    db: Session, viewer: Viewer, client_id: UUID, integration_id: UUID, body: LinkEnd
) -> None:
    """Nothing that comes with this reference is taken any more. What came stays."""
    require_on_team(db, viewer, client_id)
    held = db.get(DeviceLink, (integration_id, body.reference))
    if held is None or held.client_id != client_id:
        raise NotFound
    if held.ended_at is None:
        held.ended_at = viewer.now
        db.add(held)
    audit.changed(db, viewer, Data.monitoring, [client_id])


def end_links(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Care is over: nothing that a device sends is about this client any more, in a later stay
    neither unless somebody links it anew. A step of the end of care."""
    del by
    is_open = (col(DeviceLink.client_id) == client_id, col(DeviceLink.ended_at).is_(None))
    db.exec(update(DeviceLink).where(*is_open).values(ended_at=now))


def post_reading(
    units: Database, caller: Caller, reading_id: UUID, body: ReadingWrite, sent_at: str | None
) -> None:
    """Keeps a reading exactly once. Raises `ReadingRefused`, `TooManyRequests` after too many
    refused ones of this device, or of too many devices with this token (and for one more refused
    from a network with too many, whatever the token), `OpReused` for an id that this integration
    used for something else."""
    account = fingerprint(f"{caller.token_hash} {body.reference}")
    with units.unit_of_work() as db:
        # A device that nobody knows waits by itself, however often it posts. Too many of them hold
        # up the known ones too: otherwise whoever has the token could tell by trying which are.
        throttle.require_patience(
            db, account, caller.place, caller.now, is_known=False, is_each_once=True
        )
        is_taken = _take(db, caller, reading_id, body, sent_at)
        if not is_taken and _is_open(db, caller):
            throttle.note_failure(db, account, caller.place, caller.now)
    if not is_taken:
        _slow_network(units, caller, account)
        raise ReadingRefused


def _slow_network(units: Database, caller: Caller, account: str) -> None:
    """Counts a refused reading for its network too, and lets only refused ones wait there: a faulty
    device or a guesser shuts out no other integration, and a token that is good waits like one that
    is not. Apart from the reading's own unit of work, which has counted it already for a token that
    is good: others are counted here alone, so that guessing fills no table."""
    apart = fingerprint(f"network {account}")
    with units.unit_of_work() as db:
        throttle.require_patience(db, apart, caller.network, caller.now, is_known=False)
        throttle.note_failure(db, apart, caller.network, caller.now)


def _take(
    db: Session, caller: Caller, reading_id: UUID, body: ReadingWrite, sent_at: str | None
) -> bool:
    """Whether the reading is one that is taken; it is kept then."""
    found = _linked(db, caller, body.reference)
    if found is None:
        return False
    integration, held = found
    row = _reading(held, reading_id, body, sent_at, caller.now)
    digest = row.content_hash
    kept, is_new = insert_once(db, row, (reading_id,))
    if (kept.integration_id, kept.reference) != (held.integration_id, held.reference):
        return False
    if kept.content_hash != digest:
        raise OpReused
    if is_new:
        integration.last_used_at = caller.now
        db.add(integration)
        tell_primary(db, held.client_id, by=None, now=caller.now)
        kind = NoticeKind.monitoring_result
        tell_client(db, held.client_id, kind, by=None, now=caller.now)
    return True


def _is_open(db: Session, caller: Caller) -> bool:
    """Whether the token is that of an open integration."""
    found = select(Integration.id).where(
        Integration.token_hash == caller.token_hash, col(Integration.ended_at).is_(None)
    )
    return db.exec(found).first() is not None


def _linked(db: Session, caller: Caller, reference: str) -> tuple[Integration, DeviceLink] | None:
    """The open integration with its open link to somebody who is in care, made in that very stay (a
    link that somebody made while care ended outlives it by nothing); one question for all."""
    in_that_stay = exists().where(
        col(EpisodeOfCare.client_id) == col(DeviceLink.client_id),
        col(EpisodeOfCare.ended_at).is_(None),
        col(EpisodeOfCare.phase) != Phase.alumni,
        col(EpisodeOfCare.opened_at) <= col(DeviceLink.made_at),
    )
    return db.exec(
        select(Integration, DeviceLink)
        .join(DeviceLink, col(DeviceLink.integration_id) == col(Integration.id))
        .where(
            Integration.token_hash == caller.token_hash,
            DeviceLink.reference == reference,
            col(Integration.ended_at).is_(None),
            col(DeviceLink.ended_at).is_(None),
            in_that_stay,
        )
    ).first()


def _reading(
    held: DeviceLink, reading_id: UUID, body: ReadingWrite, sent_at: str | None, now: datetime
) -> MonitoringResult:
    """A number, which nobody has said the meaning of."""
    finding = {
        "substance": body.substance, "result": Outcome.measured.value,
        "value": body.value, "unit": body.unit,
    }  # fmt: skip
    return MonitoringResult(
        id=reading_id,
        client_id=held.client_id,
        specimen=held.specimen,
        findings=[finding],
        certainty=Certainty.screen,
        taken_at=moment(body.taken_at, sent_at, now).happened_at,
        entered_at=now,
        integration_id=held.integration_id,
        reference=held.reference,
        content_hash=content_hash(body.model_dump(mode="json")),
    )
