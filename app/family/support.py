"""A relative's own plan for themselves: theirs alone, nobody else reads it."""

from sqlmodel import Session, col, select

from app.family.models import SupportPlan
from app.family.problems import SupportPlanChanged
from app.family.schemas import SupportContent, SupportPlanRead
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.versions import ChangedMeanwhile, require_version


def own_plan(db: Session, viewer: Viewer) -> SupportPlanRead:
    """The viewer's own plan as it stands; empty before anything is written."""
    row = _newest(db, viewer)
    if row is None:
        return SupportPlanRead(number=0, content=SupportContent(), saved_at=None)
    content = SupportContent.model_validate(row.content)
    return SupportPlanRead(number=row.number, content=content, saved_at=row.saved_at)


def save(
    db: Session, viewer: Viewer, content: SupportContent, if_match: str | None
) -> SupportPlanRead:
    """Saves the next version. One that was written on an older version is refused with the newest
    one beside it, unless it says the same (sent twice)."""
    # Those who write at once take turns (FOR NO KEY UPDATE: others' references do not wait).
    db.exec(select(Person.id).where(Person.id == viewer.id).with_for_update(key_share=True)).one()
    now = own_plan(db, viewer)
    if now.number and now.content == content:
        return now
    try:
        require_version(now.number, if_match)
    except ChangedMeanwhile:
        raise SupportPlanChanged(current=now.model_dump(mode="json")) from None
    row = SupportPlan(
        person_id=viewer.id,
        number=now.number + 1,
        content=content.model_dump(mode="json"),
        saved_at=viewer.now,
    )
    db.add(row)
    db.flush()
    return SupportPlanRead(number=row.number, content=content, saved_at=row.saved_at)


def _newest(db: Session, viewer: Viewer) -> SupportPlan | None:
    rows = select(SupportPlan).where(SupportPlan.person_id == viewer.id)
    return db.exec(rows.order_by(col(SupportPlan.number).desc()).limit(1)).first()
