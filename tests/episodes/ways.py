"""Walking clients along their way in tests."""

from typing import Any
from uuid import UUID

from httpx2 import Response
from sqlmodel import select, update

from app import clock
from app.episodes.models import EpisodeOfCare
from app.people.models import Person
from app.programs.models import Programme, ProgrammeKind
from tests.support.house import ZONE, Actor, House


def begin(house: House, by: Actor, **other: Any) -> str:
    """The id of somebody new, referred unless said otherwise."""
    body = {
        "name": "Hal", "programme_id": str(house.programme_id), "time_zone": ZONE,
        "phase": "referral",
    } | other  # fmt: skip
    answer = by.browser.post("/api/clients", json=body)
    assert answer.status_code == 201, answer.text
    client_id: str = answer.json()["client"]["id"]
    return client_id


def step(by: Actor, client_id: str | UUID, phase: str, **other: Any) -> Response:
    """The answer to a step."""
    body = {"phase": phase, "why": "As agreed"} | other
    if phase == "treatment" and "outcome" not in other:
        body = {"level": "Level 1"} | body
    return by.browser.post(f"/api/clients/{client_id}/steps", json=body)


def assess(by: Actor, client_id: str | UUID, **said: Any) -> Response:
    """The answer to an assessment."""
    return by.browser.put(f"/api/clients/{client_id}/assessment", json=said)


def episode(by: Actor, client_id: str | UUID) -> dict[str, Any]:
    """A stay as somebody of the team sees it."""
    answer = by.browser.get(f"/api/clients/{client_id}/episode")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def put_on_team(by: Actor, client: Actor | str, provider: Actor, **said: Any) -> Response:
    """The answer to naming somebody for a team."""
    client_id = client if isinstance(client, str) else client.id
    return by.browser.put(f"/api/clients/{client_id}/team/{provider.id}", json=said)


def team(by: Actor, client: Actor | str) -> dict[str, bool]:
    """Names on a team, and whether each is primary."""
    client_id = client if isinstance(client, str) else client.id
    items = by.browser.get(f"/api/clients/{client_id}/team").json()["items"]
    return {item["shown_name"]: item["primary"] for item in items}


def code(answer: Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]


def change_design(house: House, **fields: Any) -> None:
    """Changes parts of the programme's design."""
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.design = programme.design | fields
        db.add(programme)


def make_individualized(house: House) -> None:
    """The programme becomes one of individual sessions."""
    with house.database.unit_of_work() as db:
        db.exec(update(Programme).values(kind=ProgrammeKind.individualized))


def close_programme(house: House) -> None:
    """The programme takes nobody new."""
    with house.database.unit_of_work() as db:
        db.exec(update(Programme).values(closed_at=clock.utc_now()))


def close_account(house: House, actor: Actor) -> None:
    """Somebody's account is closed."""
    with house.database.unit_of_work() as db:
        db.get_one(Person, actor.id).disabled_at = clock.utc_now()


def stays_of(house: House, client_id: str | UUID) -> list[EpisodeOfCare]:
    """All stays of somebody, in the order they began."""
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(EpisodeOfCare)
            .where(EpisodeOfCare.client_id == UUID(str(client_id)))
            .order_by(EpisodeOfCare.opened_at)  # type: ignore[arg-type]
        )
        return list(rows)
