"""Writing versions of the safety plan, and turning the client's switch."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.notices.models import Notice, NoticeKind
from app.notices.service import About, tell
from app.offline import OpReused, content_hash, moment
from app.people.models import Person
from app.people.viewers import Viewer
from app.safety_plan import queries
from app.safety_plan.content import Content
from app.safety_plan.merging import merged, renamed
from app.safety_plan.models import SafetyPlanSharing, SafetyPlanVersion
from app.safety_plan.problems import ClientsChoice, NotSharedNow
from app.safety_plan.schemas import VersionCreate

NOTHING = Content()
TOLD_AGAIN_AFTER = timedelta(hours=1)


def write(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    version_id: UUID,
    body: VersionCreate,
    sent_at: str | None,
) -> tuple[SafetyPlanVersion, bool]:
    """Keeps a version exactly once, merged with what others wrote since `based_on`; returns it and
    whether it is new. Never refused for being late. Staff cannot change what is shown signed out
    (`ClientsChoice`); what they change the client is told."""
    _in_turn(db, client_id)
    _require_shared(db, viewer, client_id)
    digest = content_hash(body.model_dump(mode="json"))
    known = _by_id(db, client_id, version_id)
    if known is not None and known.content_hash != digest:
        raise OpReused
    is_new = known is None
    row = known or _add(db, viewer, client_id, version_id, body, digest, sent_at)
    audit.changed(db, viewer, Data.safety_plan, [client_id])
    if is_new and viewer.id != client_id:
        _tell_client(db, viewer, client_id)
    return row, is_new


def _tell_client(db: Session, viewer: Viewer, client_id: UUID) -> None:
    # Somebody who saves five times in an hour is one line in the client's inbox, not five.
    told = select(Notice.id).where(
        Notice.person_id == client_id,
        Notice.kind == NoticeKind.safety_plan_changed,
        Notice.by == viewer.id,
        col(Notice.seen_at).is_(None),
        Notice.at > viewer.now - TOLD_AGAIN_AFTER,
    )
    if db.exec(told.limit(1)).first() is None:
        kind = NoticeKind.safety_plan_changed
        tell(db, [client_id], kind, About(), by=viewer.id, now=viewer.now)


def _in_turn(db: Session, client_id: UUID) -> None:
    """Those who write one client's plan at once take turns (PostgreSQL: FOR NO KEY UPDATE, which
    others' references to the person do not wait for)."""
    db.exec(select(Person.id).where(Person.id == client_id).with_for_update(key_share=True)).one()


def _require_shared(db: Session, viewer: Viewer, client_id: UUID) -> None:
    # Asked again in turn: the client may have turned the switch since the route looked.
    if viewer.id != client_id and not queries.is_with_team(db, client_id):
        raise NotSharedNow


def _add(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    version_id: UUID,
    body: VersionCreate,
    digest: str,
    sent_at: str | None,
) -> SafetyPlanVersion:
    newest = _newest(db, client_id)
    sent = Content.model_validate(body.content.model_dump())
    base, mine = _base(db, client_id, body, sent)
    if viewer.id != client_id and body.content.shown_signed_out != base.shown_signed_out:
        raise ClientsChoice
    theirs = Content.model_validate(newest.content) if newest else NOTHING
    whole = merged(base, theirs, mine)
    row = SafetyPlanVersion(
        client_id=client_id,
        number=newest.number + 1 if newest else 1,
        id=version_id,
        based_on=body.based_on,
        content=whole.model_dump(mode="json"),
        written=sent.model_dump(mode="json") if whole != sent else None,
        is_merged=whole != sent,
        written_by=viewer.id,
        occurred_at=moment(body.occurred_at, sent_at, viewer.now).happened_at,
        received_at=viewer.now,
        content_hash=digest,
    )
    db.add(row)
    db.flush()
    return row


def _base(
    db: Session, client_id: UUID, body: VersionCreate, sent: Content
) -> tuple[Content, Content]:
    """What the writer had before them, and what they made of it. A version this server does not
    have (it came back from an older backup) is as if there had been none: then nothing is taken
    for taken out."""
    before = _by_id(db, client_id, body.after) if body.after else None
    if before is not None:
        became = Content.model_validate(before.content)
        known = Content.model_validate(before.written or before.content)
        return renamed(known, became, known), renamed(known, became, sent)
    found = db.get(SafetyPlanVersion, (client_id, body.based_on))
    return (Content.model_validate(found.content) if found else NOTHING), sent


def _by_id(db: Session, client_id: UUID, version_id: UUID) -> SafetyPlanVersion | None:
    return db.exec(
        select(SafetyPlanVersion).where(
            SafetyPlanVersion.client_id == client_id, SafetyPlanVersion.id == version_id
        )
    ).first()


def _newest(db: Session, client_id: UUID) -> SafetyPlanVersion | None:
    rows = select(SafetyPlanVersion).where(SafetyPlanVersion.client_id == client_id)
    return db.exec(rows.order_by(col(SafetyPlanVersion.number).desc()).limit(1)).first()


def share(db: Session, client: Viewer, *, with_team: bool) -> None:
    """The client lets the care team read and write the plan, or no longer. Counts from the team's
    next request on."""
    _in_turn(db, client.id)
    turn = queries.newest_turn(db, client.id)
    if (turn is None or turn.with_team) != with_team:
        number = turn.number + 1 if turn else 1
        db.add(
            SafetyPlanSharing(
                client_id=client.id, number=number, with_team=with_team, at=client.now
            )
        )
        db.flush()
    audit.changed(db, client, Data.safety_plan, [client.id])
