"""What clients read of their own check-ins and scores."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.check_ins import queries
from app.check_ins.flags import care_for
from app.check_ins.instruments import Instrument, load_instruments
from app.check_ins.models import CheckIn, FormResponse, Review
from app.check_ins.schemas import (
    BandName,
    CheckInRead,
    DailyAnswers,
    FormAnswered,
    OwnScores,
    ReviewForClient,
    ScoreBand,
    ScorePoint,
)
from app.check_ins.scoring import bands
from app.flags.models import TaskKind
from app.flags.policy import policy
from app.flags.queries import responses_about
from app.flags.schemas import Response
from app.people.viewers import Viewer

Looked = tuple[CheckIn, Review | None, str | None]


def own(db: Session, client: Viewer, rows: Sequence[Looked]) -> list[CheckInRead]:
    """The viewer's own check-ins with their questionnaires, and who looks at each by when."""
    ids = [row.id for row, _, _ in rows]
    forms = queries.forms_of(db, client.id, ids)
    responses = responses_about(db, TaskKind.check_in, [(client.id, each) for each in ids])
    craving_at, language = policy(db).craving_at, client.person.language
    return [
        _read(
            row,
            [form_answered(form, language) for form in forms.get(row.id, ())],
            _seen(review, name),
            responses.get((client.id, row.id)),
            craving_at,
        )
        for row, review, name in rows
    ]


def _read(
    row: CheckIn,
    forms: list[FormAnswered],
    review: ReviewForClient | None,
    response: Response | None,
    craving_at: int,
) -> CheckInRead:
    answers = DailyAnswers.model_validate(row.answers) if row.answers else None
    said_on = clock.local_day(row.happened_at, row.zone)
    return CheckInRead.model_validate(
        {
            **row.model_dump(exclude={"answers"}),
            "answers": answers,
            "forms": forms,
            "review": review,
            "care": care_for(answers, craving_at) if answers else None,
            "response": response,
            "is_late": max(0, (said_on - row.on_day).days),
        },
        extra="ignore",
    )


def _seen(review: Review | None, name: str | None) -> ReviewForClient | None:
    if review is None or name is None:
        return None
    return ReviewForClient(
        by=name,
        at=review.reviewed_at,
        line=review.line_to_client,
        seen=review.seen_by_client_at is not None,
    )


def form_answered(row: FormResponse, language: str) -> FormAnswered:
    """One questionnaire with its scores and their bands in words. One that is known no more keeps
    its answers and scores."""
    instrument = load_instruments().get(row.instrument)
    return FormAnswered(
        instrument=row.instrument,
        name=name_of(row.instrument, language),
        complete=row.is_complete,
        missing=row.missing,
        answers=row.answers,
        scores=row.scores,
        bands=_band_names(instrument, row.scores, language) if instrument else {},
        late_days=max(0, (row.on_day - row.due_on).days) if row.due_on else 0,
    )


def name_of(instrument_id: str, language: str) -> str:
    """What an instrument is called; its id when it is known no more."""
    instrument = load_instruments().get(instrument_id)
    if instrument is None:
        return instrument_id
    return instrument.name.es if language == "es" else instrument.name.en


def _band_names(
    instrument: Instrument, scores: Mapping[str, int], language: str
) -> dict[str, BandName]:
    found = {key: bands(instrument, key, value) for key, value in scores.items()}
    return {
        key: BandName(code=band.code, text=band.text.es if language == "es" else band.text.en)
        for key, band in found.items()
        if band is not None
    }


def own_scores(rows: Sequence[FormResponse], language: str) -> list[OwnScores]:
    """One's own completed questionnaires over time, by instrument. Without those that have no
    score."""
    points: dict[str, list[ScorePoint]] = {}
    for row in rows:
        if row.scores:
            point = ScorePoint(on_day=row.on_day, scores=row.scores)
            points.setdefault(row.instrument, []).append(point)
    return [_scores(name, found, language) for name, found in sorted(points.items())]


def _scores(name: str, points: list[ScorePoint], language: str) -> OwnScores:
    instrument = load_instruments().get(name)
    if instrument is None:
        return OwnScores(instrument=name, name=name, names={}, points=points, bands=[])
    is_spanish = language == "es"
    return OwnScores(
        instrument=name,
        name=name_of(name, language),
        names={
            key: rule.name.es if is_spanish else rule.name.en
            for key, rule in instrument.scores.items()
        },
        points=points,
        bands=[
            ScoreBand(
                score=band.score, code=band.code, least=band.from_, most=band.to,
                text=band.text.es if is_spanish else band.text.en,
            )
            for band in instrument.bands
        ],
    )  # fmt: skip


def own_one(db: Session, client: Viewer, check_in_id: UUID, row: CheckIn) -> CheckInRead:
    """One of the viewer's own check-ins."""
    review, name = queries.own_review(db, client, check_in_id) or (None, None)
    return own(db, client, [(row, review, name)])[0]
