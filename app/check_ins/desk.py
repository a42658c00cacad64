"""What the review desk shows of check-ins: what is different first, items before sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.check_ins import changes, desk_queries
from app.check_ins.desk_forms import FormSeen, form_changes, seen, short, with_items
from app.check_ins.desk_queries import Before, Sitting
from app.check_ins.desk_schemas import (
    Changes,
    CheckInDetail,
    CheckInForReview,
    QueueItem,
    ReviewRead,
)
from app.check_ins.models import CheckIn, Review
from app.flags.models import Flag, Task, TaskHop, TaskKind
from app.flags.queries import flags_about, is_overdue, key_of, state_of
from app.flags.schemas import FlagRead, HopRead, Named, TaskShort
from app.flags.wording import said
from app.people.models import Language
from app.people.viewers import Viewer


@dataclass(frozen=True, slots=True)
class _Around:
    """One check-in and all that belongs to it."""

    row: Sitting
    flags: Sequence[Flag]
    before: Before
    forms: Sequence[FormSeen]


def queue(db: Session, viewer: Viewer, rows: Sequence[Sitting]) -> list[QueueItem]:
    """What is shown of each of these, in their order."""
    return [
        QueueItem(**_common(viewer, each), forms=[short(form) for form in each.forms])
        for each in _around(db, viewer, rows)
    ]


def detail(
    db: Session, viewer: Viewer, row: Sitting, review: Review | None, by: str | None
) -> CheckInDetail:
    """One check-in in full."""
    around = _around(db, viewer, [row])[0]
    way = desk_queries.hops_of(db, row.task.id) if row.task else []
    return CheckInDetail(
        **_common(viewer, around),
        forms=[with_items(form) for form in around.forms],
        way=[_hop(*each) for each in way],
        review=_review(viewer, review, by) if review and by else None,
    )


def _around(db: Session, viewer: Viewer, rows: Sequence[Sitting]) -> list[_Around]:
    keys = [row.key for row in rows]
    flags = flags_about(db, TaskKind.check_in, keys)
    before = desk_queries.before(db, keys)
    forms = desk_queries.forms_of(db, keys)
    language = viewer.person.language
    return [
        _Around(
            row,
            flags.get(row.key, []),
            before.get(row.key, Before()),
            seen(forms.get(row.key, []), language),
        )
        for row in rows
    ]


def _common(viewer: Viewer, around: _Around) -> dict[str, object]:
    language, row = viewer.person.language, around.row
    check_in = row.check_in
    return {
        "check_in": CheckInForReview.model_validate(check_in.model_dump(), extra="ignore"),
        "client": Named(id=check_in.client_id, shown_name=row.client_name),
        "flags": [_flag(flag, language) for flag in around.flags],
        "task": _task(viewer, row.task, row.owner) if row.task else None,
        "changed": _changed(check_in, around.before, around.forms, language),
        "waiting_since": check_in.received_at,
    }


def _changed(
    now: CheckIn, before: Before, forms: Sequence[FormSeen], language: Language
) -> list[Changes]:
    """Since the check-in before; and, where that was another one, since somebody looked."""
    grave, items, sums = form_changes(forms, language)
    found = []
    last = before.last
    day = changes.of_the_day(now.answers, last.answers if last else None, language)
    if last or grave or items or sums:
        is_same = last is not None and before.looked is not None and last.id == before.looked.id
        found.append(
            Changes(
                since="check_in",
                on_day=last.on_day if last else None,
                by=before.by if is_same else None,
                at=before.look.reviewed_at if is_same and before.look else None,
                sentences=[*grave, *day, *items, *sums],
            )
        )
    looked = before.looked
    if looked is not None and before.look is not None and (last is None or looked.id != last.id):
        found.append(
            Changes(
                since="look",
                on_day=looked.on_day,
                by=before.by,
                at=before.look.reviewed_at,
                sentences=changes.of_the_day(now.answers, looked.answers, language),
            )
        )
    return found


def _flag(flag: Flag, language: Language) -> FlagRead:
    return FlagRead(
        key=key_of(flag),
        code=flag.flag,
        measure=flag.measure,
        reason=said(flag, language),
        rating=flag.rating,
    )


def _task(viewer: Viewer, task: Task, owner: str | None) -> TaskShort:
    return TaskShort(
        id=task.id,
        urgency=task.urgency,
        due_at=task.due_at,
        owner=owner,
        is_mine=task.owner_id == viewer.id,
        state=state_of(task),
        overdue=is_overdue(task, viewer.now),
        hops=task.hop,
    )


def _hop(hop: TaskHop, owner: str | None, by: str | None) -> HopRead:
    return HopRead(
        number=hop.number,
        owner=owner,
        at=hop.at,
        due_at=hop.due_at,
        why=hop.why,
        by=by,
        line=hop.line,
        took_at=hop.took_at,
    )


def _review(viewer: Viewer, review: Review, by: str) -> ReviewRead:
    is_own = review.reviewer_id == viewer.id
    return ReviewRead(
        by=by,
        at=review.reviewed_at,
        note_to_self=review.note_to_self if is_own else None,
        line_to_client=review.line_to_client,
    )
