"""A start and a slip that is shown to the team, for the walk over all routes."""

from typing import Any

from sqlmodel import select

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare
from tests.support.house import ZONE, Actor, House, fresh_id

SAID = clock.utc_now().isoformat()
SLIP = fresh_id()


def start_body(**other: Any) -> dict[str, Any]:
    """The body of a start."""
    return {"starts_on": "2026-03-01", "occurred_at": SAID, "zone": ZONE} | other


def slip_body(**other: Any) -> dict[str, Any]:
    """The body of one writing of a slip."""
    return {
        "slip_id": SLIP, "on_day": "2026-04-12", "is_mistake": False, "trigger": "Furniture",
        "thought": None, "act": None, "next_time": None, "shared_with": "team",
        "occurred_at": SAID, "zone": ZONE,
    } | other  # fmt: skip


def milestone_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of milestones that takes one."""
    return {
        "PUT /api/recovery-starts/{start_id}": start_body(),
        "PUT /api/slip-entries/{slip_entry_id}": slip_body(),
    }


def furnish_milestones(client: Actor) -> dict[str, str]:
    """A start and a slip: their ids."""
    ids = {"start_id": fresh_id(), "slip_entry_id": fresh_id()}
    client.browser.put(f"/api/recovery-starts/{ids['start_id']}", json=start_body())
    client.browser.put(f"/api/slip-entries/{ids['slip_entry_id']}", json=slip_body())
    return ids


def set_team(house: House, client: Actor, primary: Actor | None, *others: Actor) -> None:
    """A client's team from now on; who is not named has left."""
    wanted = {one.id for one in (primary, *others) if one}
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        query = select(CareTeamMember).where(CareTeamMember.episode_id == stay.id)
        known = {row.provider_id: row for row in db.exec(query)}
        for provider_id in wanted - known.keys():
            known[provider_id] = CareTeamMember(
                episode_id=stay.id, provider_id=provider_id, joined_at=clock.utc_now()
            )
        for provider_id, row in known.items():
            row.is_primary = primary is not None and provider_id == primary.id
            row.left_at = None if provider_id in wanted else clock.utc_now()
            db.add(row)
