"""A module half read, a card answered and a reflection shared, for the walk over all routes; and
texts that no longer come with the service, to be put into the table by hand."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import select

from app import clock
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.ids import new_id
from app.learning.curriculum import Text, parse, shipped
from app.learning.models import AssignedFor, ModuleAssignment, ModuleOnShelf, ModuleText
from app.people.models import Language
from app.programs.models import Programme
from tests.support.house import Actor, House, fresh_id

HALT = shipped()["halt"]
"""A module in both languages."""
FOR_FAMILIES = shipped()["talking-with-family"]
SAID = clock.utc_now().isoformat()
UNKNOWN_DIGEST = "0" * 64


def en(module_id: str = "halt") -> Text:
    """The shipped English text of a module."""
    return shipped()[module_id].texts[Language.en]


def mark_body(**other: Any) -> dict[str, Any]:
    """The body of a reading mark."""
    return {
        "key": HALT.key, "digest": en().digest, "block": 3, "is_finished": False,
        "occurred_at": SAID,
    } | other  # fmt: skip


def review_body(**other: Any) -> dict[str, Any]:
    """The body of an answer to a card."""
    return {"key": HALT.key, "card_id": "c1", "rating": 3, "occurred_at": SAID} | other


def reflection_body(**other: Any) -> dict[str, Any]:
    """The body of a reflection."""
    return {
        "key": HALT.key, "prompt_id": "r1", "prompt": "Which of the four?", "words": "Furniture",
        "shared_with": "team", "occurred_at": SAID,
    } | other  # fmt: skip


def learning_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of a client's learning that takes one."""
    return {
        "PUT /api/reading-marks/{mark_id}": mark_body(),
        "PUT /api/card-reviews/{card_review_id}": review_body(),
        "PUT /api/reflections/{reflection_id}": reflection_body(),
    }


def furnish_learning(client: Actor) -> dict[str, str]:
    """A mark, an answer and a reflection: their ids, and a text."""
    ids = {name: fresh_id() for name in ("mark_id", "card_review_id", "reflection_id")}
    put = client.browser.put
    put(f"/api/reading-marks/{ids['mark_id']}", json=mark_body())
    put(f"/api/card-reviews/{ids['card_review_id']}", json=review_body())
    put(f"/api/reflections/{ids['reflection_id']}", json=reflection_body())
    return ids | {"digest": en("where-i-stand").digest}


def older_text(house: House, module_id: str = "halt", **was: str) -> Text:
    """An English text of a module that came with the service once, as it is kept for those who
    began it. `was`: what it said then of some keys."""
    source = en(module_id).source
    for key, words in was.items():
        source = re.sub(rf'^{key} = ".*"$', f'{key} = "{words}"', source, count=1, flags=re.M)
    return keep(house, module_id, Language.en, source + "\nThis is how it ended once.\n")


def keep(
    house: House, module_id: str, language: Language, source: str, by: UUID | None = None
) -> Text:
    """Puts a text into the table."""
    text = parse(source, f"{language}/{module_id}.md")
    row = ModuleText(
        digest=text.digest, module_id=module_id, language=language, version=text.version,
        source=source, kept_at=clock.utc_now(), published_by=by,
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)
    return text


def own_module(house: House, module_id: str = "own-parking") -> Text:
    """A module of the centre's own, in English."""
    on_shelf(house, module_id, is_own=True)
    source = en().source.replace('id = "halt"', f'id = "{module_id}"')
    return keep(house, module_id, Language.en, source, by=house.edda.id)


def on_shelf(
    house: House, module_id: str, *, is_own: bool = False, withdrawn_at: datetime | None = None
) -> None:
    """What the centre says of a module from now on."""
    with house.database.unit_of_work() as db:
        row = db.get(ModuleOnShelf, module_id) or ModuleOnShelf(
            module_id=module_id, is_own=is_own, changed_by=house.edda.id,
            changed_at=clock.utc_now(),
        )  # fmt: skip
        row.withdrawn_at = withdrawn_at
        db.add(row)


def assign(
    house: House, client: Actor, module_id: str, *, by: Actor | None = None, **other: Any
) -> UUID:
    """A counselor gives a client a module."""
    usual: dict[str, Any] = {"source": AssignedFor.person, "assigned_at": clock.utc_now()}
    row = ModuleAssignment(
        id=new_id(), client_id=client.id, module_id=module_id,
        assigned_by=(by or house.bea).id, **(usual | other),
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)
        return row.id


def level_modules(house: House, **modules: list[tuple[str, int]]) -> None:
    """What the levels of the house's programme bring, by their codes with `_` for `-`."""
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        levels = [
            level
            | {
                "modules": [
                    {"module": module_id, "week": week}
                    for module_id, week in modules.get(level["code"].replace("-", "_"), [])
                ]
            }
            for level in programme.design["levels"]
        ]
        programme.design = programme.design | {"levels": levels}
        db.add(programme)


def came_to(house: House, client: Actor, *steps: tuple[str, datetime]) -> None:
    """The levels a client in treatment has been at, and since when."""
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        for level, at in steps:
            step = EpisodeStep(
                episode_id=stay.id, phase=Phase.treatment, level=level, at=at, why="Furniture"
            )
            db.add(step)
            stay.level = level
        stay.admitted_at = min((at for _, at in steps), default=stay.admitted_at)
        db.add(stay)
