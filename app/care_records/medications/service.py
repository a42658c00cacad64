"""Writing down medications and doses. Nothing here is worked out or advised: what somebody says
they take is kept, changed in versions, and never deleted."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.care_records.medications.models import Dose, Medication, MedicationChange
from app.care_records.medications.queries import medication
from app.care_records.medications.schemas import (
    DoseCreate,
    MedicationWrite,
    OwnMedicationWrite,
    Stop,
)
from app.episodes import queries as episodes
from app.errors import Conflict, NotFound, Unprocessable
from app.offline import content_hash, insert_once, keep_once, moment
from app.people.viewers import Viewer

_CLIENTS_CHOICE = frozenset({"remind", "rings_in_quiet"})


class MedicationChanged(Conflict):
    """Carries the `version` there is now."""

    code = "medication_changed"
    detail = "Somebody changed this meanwhile. Please look at it again. Nothing was saved."


class MedicationStopped(Conflict):
    code = "medication_stopped"
    detail = "This was stopped. If it is taken again, please enter it anew. Nothing was saved."


class NotOfTheTeam(Unprocessable):
    code = "prescriber_unknown"
    detail = "Please name somebody of the team, or write the name of whoever prescribed it."


def write_own(
    db: Session, client: Viewer, medication_id: UUID, body: OwnMedicationWrite
) -> Medication:
    """Enters or changes one of the viewer's own. Raises `NotFound` for somebody else's,
    `MedicationChanged`, `MedicationStopped`, `NotOfTheTeam`."""
    return _write(db, client, client.id, medication_id, body)


def write_clients(
    db: Session, viewer: Viewer, client_id: UUID, medication_id: UUID, body: MedicationWrite
) -> Medication:
    """`write_own` for a client on whose team the viewer is; what the client's phone does stays as
    the client chose."""
    require_visible(db, viewer, client_id, Data.medications, to_change=True)
    return _write(db, viewer, client_id, medication_id, body)


def stop_own(db: Session, client: Viewer, medication_id: UUID, body: Stop) -> Medication:
    """Notes that one of the viewer's own is not taken any more."""
    return _stop(db, client, client.id, medication_id, body)


def stop_clients(
    db: Session, viewer: Viewer, client_id: UUID, medication_id: UUID, body: Stop
) -> Medication:
    """`stop_own` for a client on whose team the viewer is."""
    require_visible(db, viewer, client_id, Data.medications, to_change=True)
    return _stop(db, viewer, client_id, medication_id, body)


def say(
    db: Session, client: Viewer, dose_id: UUID, body: DoseCreate, sent_at: str | None
) -> tuple[Dose, Medication, bool]:
    """Keeps what the viewer says of a dose exactly once; what was said of it before stays. Never
    refused for when it was, how often, or that the medication was stopped. `NotFound` for a
    medication that is not theirs."""
    held = medication(db, client.id, body.medication_id)
    if held is None:
        raise NotFound
    digest = content_hash(body.model_dump(mode="json"))
    row = Dose(
        **body.model_dump(exclude={"occurred_at"}),
        client_id=client.id,
        id=dose_id,
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (client.id, dose_id), digest)
    audit.changed(db, client, Data.medications, [client.id])
    return kept, held, is_new


def _write(
    db: Session, viewer: Viewer, client_id: UUID, medication_id: UUID, body: MedicationWrite
) -> Medication:
    fields = _fields(body)
    held = medication(db, client_id, medication_id, locked=True)
    if held is None:
        held = _enter(db, viewer, client_id, medication_id, body, fields)
    changed = {name: value for name, value in fields.items() if getattr(held, name) != value}
    if changed:
        _change(db, viewer, held, body, changed)
    audit.changed(db, viewer, Data.medications, [client_id])
    return held


def _enter(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    medication_id: UUID,
    body: MedicationWrite,
    fields: dict[str, Any],
) -> Medication:
    if body.version != 0:
        raise MedicationChanged(version=0)
    _require_of_the_team(db, client_id, body.prescriber_id)
    row = Medication(
        id=medication_id,
        client_id=client_id,
        entered_by=viewer.id,
        entered_at=viewer.now,
        changed_by=viewer.id,
        changed_at=viewer.now,
        **fields,
    )
    kept, _ = insert_once(db, row, (medication_id,))
    if kept.client_id != client_id:
        raise NotFound
    return kept


def _change(
    db: Session, viewer: Viewer, held: Medication, body: MedicationWrite, changed: dict[str, Any]
) -> None:
    """A new version, unless it is only about the client's phone. The same content again changes
    nothing, so that asking twice is asking once."""
    if held.stopped_at is not None:
        raise MedicationStopped
    if body.version != held.version:
        raise MedicationChanged(version=held.version)
    if "prescriber_id" in changed:
        _require_of_the_team(db, held.client_id, body.prescriber_id)
    if changed.keys() - _CLIENTS_CHOICE:
        _keep_what_it_said(db, viewer, held)
    for name, value in changed.items():
        setattr(held, name, value)
    held.changed_by, held.changed_at = viewer.id, viewer.now
    db.add(held)
    db.flush()


def _keep_what_it_said(db: Session, viewer: Viewer, held: Medication) -> None:
    before = held.model_dump(mode="json", include=set(MedicationWrite.model_fields) - {"version"})
    held.version += 1
    change = MedicationChange(
        medication_id=held.id, version=held.version, before=before, at=viewer.now, by=viewer.id
    )
    db.add(change)


def _stop(
    db: Session, viewer: Viewer, client_id: UUID, medication_id: UUID, body: Stop
) -> Medication:
    held = medication(db, client_id, medication_id, locked=True)
    if held is None:
        raise NotFound
    if held.stopped_at is None:
        held.stopped_at, held.stopped_by, held.stopped_why = viewer.now, viewer.id, body.why
        db.add(held)
        db.flush()
    audit.changed(db, viewer, Data.medications, [client_id])
    return held


def _fields(body: MedicationWrite) -> dict[str, Any]:
    fields = body.said().model_dump(exclude={"version"})
    fields["times"] = [f"{at:%H:%M}" for at in body.times]
    fields["days"] = [day.value for day in body.days]
    return fields


def _require_of_the_team(db: Session, client_id: UUID, prescriber_id: UUID | None) -> None:
    """An id that was sent opens nothing to a stranger and tells nobody's name."""
    if prescriber_id is not None and prescriber_id not in episodes.team_ids(db, client_id):
        raise NotOfTheTeam
