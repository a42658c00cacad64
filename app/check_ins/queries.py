"""Reading check-ins, from what the viewer may see."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    case,
    cast,
    exists,
    literal,
    null,
    union_all,
)
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from app.access.models import Data
from app.access.policy import visible
from app.check_ins.baseline import DAYS
from app.check_ins.models import CheckIn, CheckInRhythm, FormResponse, Review, StaffForm
from app.database import UtcDateTime
from app.episodes.alumni import Pace, newest_choice
from app.episodes.models import AlumniChoice, EpisodeStep
from app.errors import NotFound
from app.paging import before
from app.people.models import Person
from app.people.viewers import Viewer

_ITS_REVIEW = and_(
    col(Review.client_id) == col(CheckIn.client_id), col(Review.check_in_id) == col(CheckIn.id)
)

STAFF_FORMS_SHOWN = 50
SITTINGS_A_DAY = 3
"""More than anybody needs; older ones of a day do not count then."""


def has_answers() -> ColumnElement[bool]:
    """Whether a sitting has answers to the daily questions."""
    return cast(col(CheckIn.answers), String) != "null"


def own_page(
    db: Session, viewer: Viewer, place: str | None, limit: int
) -> list[tuple[CheckIn, Review | None, str | None]]:
    """The viewer's own check-ins with who looked at them, newest first, one more than `limit`
    if there are more."""
    query = (
        select(CheckIn, Review, col(Person.shown_name))
        .outerjoin(Review, _ITS_REVIEW)
        .outerjoin(Person, col(Person.id) == col(Review.reviewer_id))
        .where(CheckIn.client_id == viewer.id)
    )
    older = before(place, col(CheckIn.happened_at), col(CheckIn.id))
    if older is not None:
        query = query.where(older)
    newest_first = (col(CheckIn.happened_at).desc(), col(CheckIn.id).desc())
    return list(db.exec(query.order_by(*newest_first).limit(limit + 1)))


def own_review(db: Session, viewer: Viewer, check_in_id: UUID) -> tuple[Review, str] | None:
    """Who looked at one of the viewer's own check-ins."""
    return db.exec(
        select(Review, col(Person.shown_name))
        .join(Person, col(Person.id) == col(Review.reviewer_id))
        .where(Review.client_id == viewer.id, Review.check_in_id == check_in_id)
    ).one_or_none()


def own_reviews_since(
    db: Session, viewer: Viewer, since: datetime, limit: int
) -> list[tuple[Review, date, str]]:
    """Newest looks at the viewer's own check-ins: the review, the day it is about, and by whom."""
    rows = db.exec(
        select(Review, col(CheckIn.on_day), col(Person.shown_name))
        .join(CheckIn, _ITS_REVIEW)
        .join(Person, col(Person.id) == col(Review.reviewer_id))
        .where(Review.client_id == viewer.id, Review.reviewed_at > since)
        .order_by(col(Review.reviewed_at).desc())
        .limit(limit)
    )
    return list(rows)


def has_sitting(client_id: UUID, on_day: date) -> ColumnElement[bool]:
    """Whether a client has sent anything about a day, be it a questionnaire alone. For the client's
    own screens and reminders."""
    return exists().where(col(CheckIn.client_id) == client_id, col(CheckIn.on_day) == on_day)


def checked_in(client_id: UUID, on_day: date) -> ColumnElement[bool]:
    """Whether a client has answered the daily questions about a day. For the client's own screens
    and reminders."""
    about = and_(col(CheckIn.client_id) == client_id, col(CheckIn.on_day) == on_day)
    return exists().where(about, has_answers())


def has_checked_in(db: Session, client_id: UUID, on_day: date) -> bool:
    """`checked_in` asked by itself."""
    return db.exec(select(checked_in(client_id, on_day))).one()


def done_about(db: Session, client_id: UUID, on_day: date) -> tuple[bool, bool]:
    """`checked_in` and `has_sitting` in one question."""
    row = db.execute(columns(checked_in(client_id, on_day), has_sitting(client_id, on_day))).one()
    return row[0], row[1]


@dataclass(slots=True)
class Known:
    """What the schedule of one client is made from: the steps of their stay with their times,
    oldest first; their own rhythms (every so many days or None, and since when); the last day
    about which each instrument was answered, `daily` among them; and the language each
    questionnaire was answered in then; and how often they want to be asked as alumni. What two
    phones sent about one day counts once."""

    steps: list[tuple[str, datetime]] = field(default_factory=list)
    own: dict[str, tuple[int | None, datetime]] = field(default_factory=dict)
    answered: dict[str, date] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    pace: Pace | None = None


def known_about(db: Session, client_id: UUID, episode_id: UUID, since: date) -> Known:
    """All of it in one question; answers from `since` on. For those who may see the client."""
    no_day, no_number = cast(null(), Date), cast(null(), Integer)
    no_time: ColumnElement[datetime] = cast(null(), UtcDateTime)
    no_language = cast(null(), String)
    steps = columns(
        literal("step"),
        cast(col(EpisodeStep.phase), String),
        no_day,
        col(EpisodeStep.at),
        no_number,
        no_language,
    ).where(col(EpisodeStep.episode_id) == episode_id)
    own = columns(
        literal("own"), col(CheckInRhythm.instrument), no_day, col(CheckInRhythm.set_at),
        col(CheckInRhythm.every_days), no_language,
    ).where(col(CheckInRhythm.client_id) == client_id)  # fmt: skip
    last_day = func.max(col(FormResponse.on_day))
    forms = (
        columns(
            literal("answered"), col(FormResponse.instrument), last_day, no_time, no_number,
            col(FormResponse.language),
        )
        .where(col(FormResponse.client_id) == client_id, col(FormResponse.on_day) >= since)
        .group_by(col(FormResponse.instrument), col(FormResponse.language))
    )  # fmt: skip
    daily = columns(
        literal("answered"), literal("daily"), func.max(col(CheckIn.on_day)), no_time, no_number,
        no_language,
    ).where(
        col(CheckIn.client_id) == client_id, col(CheckIn.on_day) >= since, has_answers()
    )  # fmt: skip
    every = case((col(AlumniChoice.only_safety_plan), no_number), else_=AlumniChoice.every_days)
    pace = columns(
        literal("pace"), literal("daily"), no_day, col(AlumniChoice.chosen_at), every, no_language
    ).where(
        col(AlumniChoice.client_id) == client_id,
        col(AlumniChoice.number) == newest_choice(client_id),
    )
    found = Known()
    everything = union_all(steps, own, forms, daily, pace)
    for kind, name, day, at, number, language in db.execute(everything):
        if kind == "pace":
            found.pace = Pace(number, at)
        elif kind == "step":
            found.steps.append((name, at))
        elif kind == "own":
            found.own[name] = number, at
        elif day is not None and day >= found.answered.get(name, day):
            found.answered[name] = day
            found.languages[name] = language
    found.steps.sort(key=lambda step: step[1])
    return found


def languages_of(db: Session, client_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """By client, the language each questionnaire was last answered in. For what the service does by
    itself."""
    rows = db.exec(
        select(
            FormResponse.client_id, FormResponse.instrument, FormResponse.language,
            func.max(col(FormResponse.on_day)),
        )
        .where(col(FormResponse.client_id).in_(client_ids))
        .group_by(
            col(FormResponse.client_id), col(FormResponse.instrument), col(FormResponse.language)
        )
        .order_by(func.max(col(FormResponse.on_day)))
    )  # fmt: skip
    found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for client_id, instrument, language, _ in rows:
        found[client_id][instrument] = language
    return found


def days_before(db: Session, client_id: UUID, on_day: date) -> list[dict[str, Any]]:
    """A client's daily answers about the days before one, newest first: the last 28 answered days,
    of each the last sitting. For those who may see the client."""
    rows = db.exec(
        select(col(CheckIn.on_day), col(CheckIn.answers))
        .where(CheckIn.client_id == client_id, CheckIn.on_day < on_day, has_answers())
        .order_by(col(CheckIn.on_day).desc(), col(CheckIn.happened_at).desc())
        .limit(DAYS * SITTINGS_A_DAY)
    )
    found: dict[date, dict[str, Any]] = {}
    for day, answers in rows:
        found.setdefault(day, answers or {})
    return list(found.values())[:DAYS]


def last_use(db: Session, client_id: UUID, since: date | None, before_day: date) -> date | None:
    """The last day before one about which a client said that they drank or used, from `since` on.
    For those who may see the client."""
    query = select(func.max(col(CheckIn.on_day))).where(
        CheckIn.client_id == client_id,
        CheckIn.on_day < before_day,
        has_answers(),
        col(CheckIn.answers)["use"].as_string() == "yes",
    )
    if since is not None:
        query = query.where(CheckIn.on_day >= since)
    return db.exec(query).one()


def forms_of(
    db: Session, client_id: UUID, check_in_ids: Collection[UUID]
) -> dict[UUID, list[FormResponse]]:
    """The questionnaires of a client's sittings. For those who may see the client."""
    found: defaultdict[UUID, list[FormResponse]] = defaultdict(list)
    if check_in_ids:
        rows = db.exec(
            select(FormResponse)
            .where(
                FormResponse.client_id == client_id,
                col(FormResponse.check_in_id).in_(check_in_ids),
            )
            .order_by(col(FormResponse.instrument))
        )
        for row in rows:
            found[row.check_in_id].append(row)
    return found


def complete_forms(db: Session, client_id: UUID) -> list[FormResponse]:
    """Every questionnaire a client has completed, oldest first. For those who may see them."""
    return list(
        db.exec(
            select(FormResponse)
            .where(FormResponse.client_id == client_id, col(FormResponse.is_complete))
            .order_by(col(FormResponse.on_day), col(FormResponse.check_in_id))
        )
    )


def rhythms(db: Session, client_id: UUID) -> list[tuple[CheckInRhythm, str]]:
    """A client's own rhythms, and who set each. For those who may see the client."""
    return list(
        db.exec(
            select(CheckInRhythm, col(Person.shown_name))
            .join(Person, col(Person.id) == col(CheckInRhythm.set_by))
            .where(CheckInRhythm.client_id == client_id)
        )
    )


def staff_forms(db: Session, client_id: UUID) -> list[tuple[StaffForm, str]]:
    """Forms that staff went through with a client, newest first, and who did. For those who may
    see the client."""
    return list(
        db.exec(
            select(StaffForm, col(Person.shown_name))
            .join(Person, col(Person.id) == col(StaffForm.by))
            .where(StaffForm.client_id == client_id)
            .order_by(col(StaffForm.at).desc(), col(StaffForm.id).desc())
            .limit(STAFF_FORMS_SHOWN)
        )
    )


def waiting(db: Session, viewer: Viewer, limit: int) -> list[tuple[CheckIn, str]]:
    """Visible check-ins nobody has looked at, with the client's name: flagged first, then oldest
    first; one more than `limit` if there are more. A provider's own are not theirs to review."""
    rows = db.exec(
        select(CheckIn, col(Person.shown_name))
        .join(Person, col(Person.id) == col(CheckIn.client_id))
        .where(
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            CheckIn.client_id != viewer.id,
            col(CheckIn.reviewed_at).is_(None),
        )
        .order_by(col(CheckIn.is_flagged).desc(), col(CheckIn.received_at), col(CheckIn.id))
        .limit(limit + 1)
    )
    return list(rows)


def check_in(db: Session, viewer: Viewer, client_id: UUID, check_in_id: UUID) -> CheckIn:
    """One visible check-in of a client; `NotFound` for a stranger's."""
    found = db.exec(
        select(CheckIn).where(
            CheckIn.client_id == client_id,
            CheckIn.id == check_in_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def between_days(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> list[tuple[CheckIn, Review | None, str | None]]:
    """One visible client's check-ins about a stretch of days with who looked at them, oldest
    first."""
    rows = db.exec(
        select(CheckIn, Review, col(Person.shown_name))
        .outerjoin(Review, _ITS_REVIEW)
        .outerjoin(Person, col(Person.id) == col(Review.reviewer_id))
        .where(
            CheckIn.client_id == client_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            CheckIn.on_day >= first,
            CheckIn.on_day <= last,
        )
        .order_by(col(CheckIn.on_day), col(CheckIn.happened_at), col(CheckIn.id))
    )
    return list(rows)


def summary(db: Session, viewer: Viewer) -> dict[UUID, tuple[datetime, int]]:
    """For each visible client: when their last check-in arrived, and how many wait for a look."""
    is_waiting = func.count().filter(col(CheckIn.reviewed_at).is_(None))
    rows = db.exec(
        select(CheckIn.client_id, func.max(col(CheckIn.received_at)), is_waiting)
        .where(col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)))
        .group_by(col(CheckIn.client_id))
    )
    return {client_id: (last, count) for client_id, last, count in rows}
