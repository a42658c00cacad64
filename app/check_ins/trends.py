"""A client's answers over time: the daily scales, and every questionnaire with its own bands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.check_ins import desk_queries
from app.check_ins.desk_forms import late_by
from app.check_ins.desk_schemas import (
    BandRead,
    DayOfTrends,
    InstrumentTrend,
    ScaleRead,
    TrendItem,
    TrendPoint,
    Trends,
)
from app.check_ins.form_words import FormWords, words_of
from app.check_ins.models import FormResponse
from app.episodes.queries import client as client_record
from app.people.viewers import Viewer


def trends(db: Session, viewer: Viewer, client_id: UUID, weeks: int) -> Trends:
    """The last `weeks` weeks of one visible client, in the client's own days. `NotFound` for a
    stranger's."""
    person, _, _ = client_record(db, viewer, client_id)
    last = clock.local_day(viewer.now, person.time_zone)
    first = last - timedelta(days=7 * weeks - 1)
    days = desk_queries.daily_between(db, viewer, client_id, first, last)
    forms = desk_queries.forms_between(db, viewer, client_id, first, last)
    audit.viewed(db, viewer, Data.check_ins, [client_id])
    return Trends(
        from_day=first,
        to_day=last,
        days=_days(days),
        instruments=_instruments(viewer, forms),
    )


def _days(answered: Iterable[tuple[date, dict[str, object]]]) -> list[DayOfTrends]:
    newest = dict(answered)
    return [
        DayOfTrends.model_validate({"on_day": day} | answers, extra="ignore")
        for day, answers in newest.items()
    ]


def _instruments(viewer: Viewer, forms: Iterable[FormResponse]) -> list[InstrumentTrend]:
    by_id: defaultdict[str, list[FormResponse]] = defaultdict(list)
    for row in forms:
        by_id[row.instrument].append(row)
    return [_instrument(viewer, rows) for _, rows in sorted(by_id.items())]


def _instrument(viewer: Viewer, rows: Sequence[FormResponse]) -> InstrumentTrend:
    newest = next((row for row in reversed(rows) if not row.has_other_wording), rows[-1])
    words = words_of(newest.instrument, newest.language, viewer.person.language)
    same = [row for row in rows if row.version == newest.version]
    return InstrumentTrend(
        instrument=newest.instrument,
        name=words.name,
        scales=[_scale(words, key, name) for key, name in words.score_names().items()],
        points=[_point(row) for row in same],
        items=[
            TrendItem(
                number=item.number,
                text=words.text(item),
                words=words.options(item),
                answers=[_answer(row, item.number) for row in same],
            )
            for item in words.items
        ],
    )


def _answer(row: FormResponse, number: str) -> int | None:
    """What was answered to an item as it is worded now."""
    return None if row.has_other_wording else row.answers.get(number)


def _scale(words: FormWords, key: str, name: str) -> ScaleRead:
    return ScaleRead(
        key=key,
        name=name,
        lowest=words.least(key),
        highest=words.most(key),
        bands=[
            BandRead(from_=first, to=last, text=text) for first, last, text in words.bands_of(key)
        ],
    )


def _point(row: FormResponse) -> TrendPoint:
    return TrendPoint(
        check_in_id=row.check_in_id,
        on_day=row.on_day,
        complete=row.is_complete,
        missing=row.missing,
        scores=row.scores,
        prorated=row.prorated,
        late_by_days=late_by(row),
    )
