"""Medications as the client and their team see them."""

from datetime import datetime, timedelta
from uuid import UUID

from app.care_records.medications.adherence import (
    FORTNIGHT,
    MONTH,
    What,
    outcomes,
    taken_as_needed,
    tally,
)
from app.care_records.medications.models import Dose, Medication
from app.care_records.medications.queries import Kept, Shelf
from app.care_records.medications.schemas import (
    Adherence,
    DoseRead,
    Dot,
    Figures,
    MedicationChangeRead,
    MedicationRead,
    MedicationsRead,
    Prescriber,
    ReasonCount,
    TeamMedications,
)
from app.clock import local_day, start_of_day


def own_medications(shelf: Shelf, now: datetime) -> MedicationsRead:
    """Everything, for the client themself."""
    doses = [dose_read(dose, item.row) for item in shelf.items for dose in item.doses]
    return MedicationsRead(
        zone=shelf.client.time_zone,
        items=[medication_read(item, shelf.names) for item in shelf.items],
        doses=sorted(doses, key=lambda dose: (dose.happened_at, dose.id)),
        adherence=[adherence_of(item, shelf.client.time_zone, now) for item in shelf.items],
        prescribers=_prescribers(shelf),
    )


def team_medications(shelf: Shelf, viewer_id: UUID, now: datetime) -> TeamMedications:
    """For somebody of the team: how doses went only where they are the primary counselor, or
    prescribed that one themself."""
    is_primary = viewer_id == shelf.primary_id
    shown = [item for item in shelf.items if is_primary or item.row.prescriber_id == viewer_id]
    return TeamMedications(
        zone=shelf.client.time_zone,
        items=[medication_read(item, shelf.names) for item in shelf.items],
        adherence=[adherence_of(item, shelf.client.time_zone, now) for item in shown],
        prescribers=_prescribers(shelf),
        sees_doses=is_primary or bool(shown),
    )


def medication_read(item: Kept, names: dict[UUID, str]) -> MedicationRead:
    """One medication with its history, and the names of those who wrote it."""
    row = item.row
    who = {
        "prescriber": names.get(row.prescriber_id) if row.prescriber_id else None,
        "entered_by": names.get(row.entered_by, ""),
        "changed_by": names.get(row.changed_by, ""),
        "stopped_by": names.get(row.stopped_by) if row.stopped_by else None,
        "changes": [
            MedicationChangeRead(
                version=change.version,
                before=change.before,
                at=change.at,
                by=names.get(change.by, ""),
            )
            for change in item.changes
        ],
    }
    return MedicationRead.model_validate(row.model_dump() | who, extra="ignore")


def dose_read(dose: Dose, row: Medication) -> DoseRead:
    """One thing said, marked when its medication had been stopped by then."""
    after_stop = row.stopped_at is not None and dose.happened_at > row.stopped_at
    said = {
        "due_time": f"{dose.due_time:%H:%M}" if dose.due_time is not None else None,
        "after_stop": after_stop,
    }
    return DoseRead.model_validate(dose.model_dump() | said, extra="ignore")


def adherence_of(item: Kept, zone: str, now: datetime) -> Adherence:
    """The last fourteen and thirty days of one medication, whole days of the client's zone."""
    found = outcomes(
        item.schedules(),
        item.doses,
        zone,
        timedelta(minutes=item.row.window_minutes),
        _days_ago(MONTH, zone, now),
        now,
    )
    as_needed = taken_as_needed(item.doses)
    tallies = [
        tally(found, as_needed, days, _days_ago(days, zone, now)) for days in (FORTNIGHT, MONTH)
    ]
    recent = _days_ago(FORTNIGHT, zone, now)
    return Adherence(
        medication_id=item.row.id,
        figures=[
            Figures(
                days=one.days,
                on_time=one.counts[What.on_time],
                later=one.counts[What.later],
                skipped=one.counts[What.skipped],
                not_said=one.counts[What.not_said],
                as_needed=one.as_needed,
                reasons=[
                    ReasonCount(why=why, count=count) for why, count in one.reasons.most_common()
                ],
            )
            for one in tallies
        ],
        dots=[
            Dot(on=one.due.on, at=f"{one.due.at:%H:%M}", what=one.what)
            for one in found
            if one.due.due_at > recent
        ],
    )


def _days_ago(days: int, zone: str, now: datetime) -> datetime:
    """The instant before the first of so many days, today the last of them."""
    first = local_day(now, zone) - timedelta(days=days - 1)
    return start_of_day(first, zone) - timedelta(microseconds=1)


def _prescribers(shelf: Shelf) -> list[Prescriber]:
    return [Prescriber(id=each, name=shelf.names.get(each, "")) for each in shelf.team]
