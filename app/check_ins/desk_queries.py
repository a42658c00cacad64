"""Reading check-ins for whoever reviews them, from what the viewer may see.

Sorting out one item never costs another question: everything is asked for all of them at once.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, String, and_, case, cast, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.access.models import Data
from app.access.policy import visible
from app.check_ins.models import CheckIn, FormResponse, Review
from app.errors import NotFound
from app.flags.models import Task, TaskHop, TaskKind, Urgency
from app.flags.queries import Key
from app.people.models import Person
from app.people.viewers import Viewer

Owner = aliased(Person)
_ITS_TASK = and_(
    col(Task.client_id) == col(CheckIn.client_id),
    col(Task.focus_id) == col(CheckIn.id),
    col(Task.kind) == TaskKind.check_in,
)
_ITS_REVIEW = and_(
    col(Review.client_id) == col(CheckIn.client_id), col(Review.check_in_id) == col(CheckIn.id)
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One check-in with whose it is, its task, and whose that is."""

    check_in: CheckIn
    client_name: str
    task: Task | None
    owner: str | None

    @property
    def key(self) -> Key:
        return self.check_in.client_id, self.check_in.id


@dataclass(frozen=True, slots=True)
class Before:
    """The newest check-in with daily answers before one; the newest of those that somebody looked
    at, that look, and whose it was."""

    last: CheckIn | None = None
    looked: CheckIn | None = None
    look: Review | None = None
    by: str | None = None


FormWithBefore = tuple[FormResponse, FormResponse | None]


def waiting(db: Session, viewer: Viewer, limit: int) -> list[Sitting]:
    """Visible check-ins nobody has looked at: the most urgent first, within that what is overdue,
    within that the oldest; one more than `limit` if there are more. A provider's own are not theirs
    to review."""
    rows = db.exec(
        _sittings()
        .where(
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            col(CheckIn.client_id) != viewer.id,
            col(CheckIn.reviewed_at).is_(None),
        )
        .order_by(
            _urgency(),
            case((and_(col(Task.due_at) <= viewer.now, _is_open()), 0), else_=1),
            col(CheckIn.received_at),
            col(CheckIn.id),
        )
        .limit(limit + 1)
    )
    return [Sitting(*row) for row in rows]


def one_sitting(
    db: Session, viewer: Viewer, client_id: UUID, check_in_id: UUID
) -> tuple[Sitting, Review | None, str | None]:
    """One visible check-in of a client, and who looked at it; `NotFound` for a stranger's, and for
    one's own."""
    reviewer = aliased(Person)
    found = db.exec(  # type: ignore[call-overload]
        _sittings()
        .add_columns(Review, reviewer.shown_name)  # type: ignore[arg-type]
        .outerjoin(Review, _ITS_REVIEW)
        .outerjoin(reviewer, col(reviewer.id) == col(Review.reviewer_id))
        .where(
            col(CheckIn.client_id) == client_id,
            col(CheckIn.client_id) != viewer.id,
            col(CheckIn.id) == check_in_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    *sitting, review, by = found
    return Sitting(*sitting), review, by


def _sittings() -> Select[CheckIn, str, Task, str]:
    return (
        select(CheckIn, col(Person.shown_name), Task, col(Owner.shown_name))
        .select_from(CheckIn)
        .join(Person, col(Person.id) == col(CheckIn.client_id))
        .outerjoin(Task, _ITS_TASK)
        .outerjoin(Owner, col(Owner.id) == col(Task.owner_id))
    )


def _is_open() -> ColumnElement[bool]:
    return col(Task.closed_at).is_(None)


def _urgency() -> ColumnElement[int]:
    """A task that was answered already asks for no hurry; the flag of old rows stands for one."""
    ranks = {urgency: number for number, urgency in enumerate(Urgency)}
    hurry = [
        (and_(col(Task.urgency) == urgency, _is_open()), rank) for urgency, rank in ranks.items()
    ]
    flagged_before_tasks = and_(col(Task.id).is_(None), col(CheckIn.is_flagged))
    return case(*hurry, (flagged_before_tasks, ranks[Urgency.today]), else_=ranks[Urgency.soon])


def _one_before(*, looked_at: bool = False) -> ScalarSelect[UUID]:
    """The id of a client's newest check-in with daily answers before the one of the outer query."""
    other = aliased(CheckIn)
    query = select(other.id).where(
        other.client_id == CheckIn.client_id,
        col(other.on_day) <= col(CheckIn.on_day),
        or_(
            col(other.on_day) < col(CheckIn.on_day),
            col(other.happened_at) < col(CheckIn.happened_at),
        ),
        cast(other.answers, String) != "null",
    )
    if looked_at:
        query = query.where(col(other.reviewed_at).is_not(None))
    newest_first = (col(other.on_day).desc(), col(other.happened_at).desc())
    return query.order_by(*newest_first).limit(1).correlate(CheckIn).scalar_subquery()


def before(db: Session, keys: Collection[Key]) -> dict[Key, Before]:
    """What came before each of these check-ins, which the viewer was found to see."""
    if not keys:
        return {}
    last, looked, review, reviewer = (
        aliased(CheckIn), aliased(CheckIn), aliased(Review), aliased(Person),
    )  # fmt: skip
    rows = db.exec(
        select(CheckIn.client_id, CheckIn.id, last, looked, review, reviewer.shown_name)  # type: ignore[call-overload]
        .select_from(CheckIn)
        .outerjoin(last, _is_of(last, _one_before()))
        .outerjoin(looked, _is_of(looked, _one_before(looked_at=True)))
        .outerjoin(
            review,
            and_(
                col(review.client_id) == col(looked.client_id),
                col(review.check_in_id) == col(looked.id),
            ),
        )
        .outerjoin(reviewer, col(reviewer.id) == col(review.reviewer_id))
        .where(tuple_(col(CheckIn.client_id), col(CheckIn.id)).in_(keys))
    )
    return {
        (client_id, check_in_id): Before(last, looked, review, by)
        for client_id, check_in_id, last, looked, review, by in rows
    }


def _is_of(other: type[CheckIn], wanted: ScalarSelect[UUID]) -> ColumnElement[bool]:
    return and_(col(other.client_id) == col(CheckIn.client_id), col(other.id) == wanted)


def forms_of(db: Session, keys: Collection[Key]) -> dict[Key, list[FormWithBefore]]:
    """The questionnaires of these check-ins, each with the same one the time before."""
    found: defaultdict[Key, list[FormWithBefore]] = defaultdict(list)
    if not keys:
        return found
    rows = db.exec(
        _forms_with_before()
        .where(tuple_(col(FormResponse.client_id), col(FormResponse.check_in_id)).in_(keys))
        .order_by(col(FormResponse.instrument))
    )
    for row, last in rows:
        found[row.client_id, row.check_in_id].append((row, last))
    return found


def _forms_with_before() -> Select[FormResponse, FormResponse]:
    last, other = aliased(FormResponse), aliased(FormResponse)
    newest = (
        select(other.check_in_id)
        .where(
            other.client_id == FormResponse.client_id,
            other.instrument == FormResponse.instrument,
            col(other.on_day) < col(FormResponse.on_day),
        )
        .order_by(col(other.on_day).desc(), col(other.check_in_id).desc())
        .limit(1)
        .correlate(FormResponse)
        .scalar_subquery()
    )
    return (
        select(FormResponse, last)
        .select_from(FormResponse)
        .outerjoin(
            last,
            and_(
                col(last.client_id) == col(FormResponse.client_id),
                col(last.instrument) == col(FormResponse.instrument),
                col(last.check_in_id) == newest,
            ),
        )
    )


def forms_since(db: Session, viewer: Viewer, client_id: UUID, first: date) -> list[FormWithBefore]:
    """One visible client's questionnaires about `first` and the days after it, oldest first."""
    rows = db.exec(
        _forms_with_before()
        .where(
            FormResponse.client_id == client_id,
            col(FormResponse.client_id).in_(visible(viewer, Data.check_ins)),
            FormResponse.on_day >= first,
        )
        .order_by(col(FormResponse.on_day), col(FormResponse.instrument))
    )
    return list(rows)


def forms_between(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> list[FormResponse]:
    """One visible client's questionnaires about a stretch of days, oldest first."""
    return list(
        db.exec(
            select(FormResponse)
            .where(
                FormResponse.client_id == client_id,
                col(FormResponse.client_id).in_(visible(viewer, Data.check_ins)),
                FormResponse.on_day >= first,
                FormResponse.on_day <= last,
            )
            .order_by(col(FormResponse.on_day), col(FormResponse.check_in_id))
        )
    )


def daily_between(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> list[tuple[date, dict[str, object]]]:
    """One visible client's daily answers about a stretch of days, oldest first."""
    rows = db.exec(
        select(CheckIn.on_day, CheckIn.answers)  # type: ignore[call-overload]
        .where(
            CheckIn.client_id == client_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            CheckIn.on_day >= first,
            CheckIn.on_day <= last,
        )
        .order_by(col(CheckIn.on_day), col(CheckIn.happened_at))
    )
    return [(on_day, answers) for on_day, answers in rows if answers]


def hops_of(db: Session, task_id: UUID) -> list[tuple[TaskHop, str | None, str | None]]:
    """Whom a task came to, in order, with their names and those who handed it over."""
    by = aliased(Person)
    return list(
        db.exec(
            select(TaskHop, col(Owner.shown_name), col(by.shown_name))
            .select_from(TaskHop)
            .outerjoin(Owner, col(Owner.id) == col(TaskHop.owner_id))
            .outerjoin(by, col(by.id) == col(TaskHop.by))
            .where(TaskHop.task_id == task_id)
            .order_by(col(TaskHop.number))
        )
    )
