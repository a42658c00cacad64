"""Forms that staff go through with a client, such as the C-SSRS screener. There is no score: the
published triage says how soon somebody acts, and high or moderate asks for somebody now."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.check_ins import queries
from app.check_ins.answering import NoSuchForm, as_shown
from app.check_ins.instruments import Instrument, load_instruments
from app.check_ins.models import StaffForm
from app.check_ins.reading import name_of
from app.check_ins.schemas import StaffFormRead, StaffFormWrite, Triage
from app.check_ins.scoring import Scored, score
from app.errors import NotFound, Unprocessable
from app.flags.models import FlagCode, TaskKind
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.offline import content_hash, keep_once
from app.people.models import Language
from app.people.viewers import Viewer

_GRADES = {"triage_high": Triage.high, "triage_moderate": Triage.moderate, "triage_low": Triage.low}
_NUMBERS = {Triage.moderate: 2, Triage.high: 3}


class FormForClients(Unprocessable):
    code = "form_for_clients"
    detail = "This questionnaire is one that clients answer by themselves."


def fill(
    db: Session, viewer: Viewer, client_id: UUID, form_id: UUID, body: StaffFormWrite
) -> StaffForm:
    """Keeps a form once, and asks for somebody now where the triage says so.

    Raises `NotFound` for a stranger's client and for oneself, `NoSuchForm`, `FormForClients`,
    `FormChanged`, `OpReused`, and what is wrong with the answers.
    """
    require_client(db, viewer, client_id)
    instrument = _led_by_staff(body.instrument)
    as_shown(instrument, body.language, instrument.version, body.wording)
    scored = score(instrument, body.answers)
    triage = triage_of(scored)
    digest = content_hash(body.model_dump(mode="json"))
    row = StaffForm(
        client_id=client_id,
        id=form_id,
        instrument=instrument.id,
        version=instrument.version,
        language=body.language,
        wording=body.wording,
        answers=dict(body.answers),
        result={"triage": triage.value, "missing": list(scored.missing)},
        note=body.note or None,
        by=viewer.id,
        at=viewer.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (client_id, form_id), digest)
    if is_new and triage in _NUMBERS:
        facts = {"triage": _NUMBERS[triage]}
        raised = [Raised(FlagCode.self_harm, facts, instrument.id)]
        look_at(db, client_id, TaskKind.staff_form, form_id, raised, now=viewer.now)
    audit.changed(db, viewer, Data.check_ins, [client_id])
    return kept


def forms_about(db: Session, viewer: Viewer, client_id: UUID) -> Sequence[tuple[StaffForm, str]]:
    """The forms of one visible client, newest first, with who filled in each."""
    require_client(db, viewer, client_id)
    audit.viewed(db, viewer, Data.check_ins, [client_id])
    return queries.staff_forms(db, client_id)


def triage_of(scored: Scored) -> Triage:
    """The published triage of the answers that are there. What is missing could only make it
    graver: then nothing less than moderate is told."""
    grades = [_GRADES[flag.code] for flag in scored.flags if flag.code in _GRADES]
    grade = grades[0] if grades else Triage.none
    return grade if scored.complete or grade in _NUMBERS else Triage.not_told


def staff_form_read(row: StaffForm, by: str, language: Language) -> StaffFormRead:
    """A form as the desk shows it, with the reasons of its triage in words."""
    instrument = load_instruments().get(row.instrument)
    flags = score(instrument, row.answers).flags if instrument else ()
    return StaffFormRead(
        id=row.id,
        instrument=row.instrument,
        name=name_of(row.instrument, language),
        language=row.language,
        answers=row.answers,
        missing=row.result["missing"],
        triage=Triage(row.result["triage"]),
        reasons=[one.reason_es if language is Language.es else one.reason_en for one in flags],
        note=row.note,
        by=by,
        at=row.at,
    )


def require_client(
    db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = False
) -> None:
    """Raises `NotFound` unless the viewer may see this client's check-ins and is somebody else."""
    if client_id == viewer.id:
        raise NotFound
    require_visible(db, viewer, client_id, Data.check_ins, to_change=to_change)


def _led_by_staff(name: str) -> Instrument:
    instrument = load_instruments().get(name)
    if instrument is None:
        raise NoSuchForm
    if instrument.who != "staff":
        raise FormForClients
    return instrument
