"""Who of some clients could come to which meetings, looked up once for all of them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.appointments.absences import Absence, absences
from app.appointments.conflicts import Taken, times_of_clients
from app.appointments.models import Appointment
from app.episodes.queries import daily_cap
from app.programs.kinds import Modality
from app.programs.queries import centre

_A_DAY = timedelta(days=2)


class Seat(StrEnum):
    here = "here"
    by_link = "by_link"


class Seating:
    """What the clients have between two instants, their daily caps and their absences. Call after
    `take_turns`; whoever is given a place is to be noted with `took`."""

    def __init__(
        self,
        db: Session,
        client_ids: Collection[UUID],
        starts_at: datetime,
        ends_at: datetime,
        *,
        without_away: bool = False,
    ) -> None:
        self.zone = centre(db).time_zone
        first, last = starts_at - _A_DAY, ends_at + _A_DAY
        self._times: defaultdict[UUID, list[Taken]] = defaultdict(list)
        self._away: dict[UUID, list[Absence]] = {}
        self._caps: dict[UUID, int | None] = {}
        if client_ids:
            self._times.update(times_of_clients(db, client_ids, first, last))
            self._away = {} if without_away else absences(db, client_ids, first, last)
            self._caps = {client_id: daily_cap(db, client_id) for client_id in client_ids}

    def seat(self, client_id: UUID, meeting: Appointment) -> Seat | None:
        """How a client could come to a meeting; None if something else is at that time, their day
        is full, or they are away. A place they have in this meeting counts for nothing."""
        others = [one for one in self._times[client_id] if one.appointment_id != meeting.id]
        if any(one.overlaps(meeting.starts_at, meeting.ends_at) for one in others):
            return None
        cap = self._caps.get(client_id)
        if cap is not None and len(self._on_day_of(meeting, others)) >= cap:
            return None
        return self._where(client_id, meeting)

    def took(self, client_id: UUID, meeting: Appointment) -> None:
        """Notes that a client now has a place in a meeting, at its time."""
        self.gave_up(client_id, meeting.id)
        hour = Taken(meeting.id, meeting.starts_at, meeting.ends_at)
        self._times[client_id].append(hour)

    def gave_up(self, client_id: UUID, meeting_id: UUID) -> None:
        """Notes that a client has no place in a meeting any more."""
        kept = [one for one in self._times[client_id] if one.appointment_id != meeting_id]
        self._times[client_id] = kept

    def _on_day_of(self, meeting: Appointment, others: list[Taken]) -> list[Taken]:
        day = clock.local_day(meeting.starts_at, self.zone)
        return [one for one in others if clock.local_day(one.starts_at, self.zone) == day]

    def _where(self, client_id: UUID, meeting: Appointment) -> Seat | None:
        away = [
            can_come_by_link
            for starts_at, ends_at, can_come_by_link in self._away.get(client_id, [])
            if starts_at < meeting.ends_at and meeting.starts_at < ends_at
        ]
        if not away:
            return Seat.by_link if meeting.modality is Modality.remote else Seat.here
        return Seat.by_link if all(away) and can_be_joined_by_link(meeting) else None


def can_be_joined_by_link(meeting: Appointment) -> bool:
    """Whether somebody who is elsewhere can take part in a meeting."""
    return meeting.modality is not Modality.in_person and meeting.join_link is not None
