"""The modules that a level brings: what a programme may name, and what the editor leaves alone."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.learning.curriculum import shipped
from app.programs import checks
from app.programs.commands import programmes
from app.programs.design import ProgrammeDesign
from app.programs.templates import SHIPPED, check_text
from app.programs.templates import shipped as templates
from app.rooms import METADATA
from tests.support.house import House
from tests.support.learning_desk_furniture import bring, own_source

TEMPLATE = (SHIPPED / "classic-8.toml").read_text()
FIRST = '{ module = "what-to-expect", week = 1 }'
MS = {f"ms-{number:02}" for number in range(1, 15)}
OD = {f"od-{number:02}" for number in range(1, 23)}


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ('{ module = "what-to-expct", week = 1 }', "There is no module what-to-expct."),
        ('{ module = "sleep", week = 1 }', "The module sleep is there twice at this level."),
        ('{ module = "Sleep", week = 1 }', "module has small letters, digits and hyphens alone"),
        ('{ module = "halt", week = 0 }', "week: input should be greater than or equal to 1."),
        ('{ module = "halt", day = 1 }', "There is no key day here."),
        ('"halt"', "valid dictionary"),
    ],
)
def test_a_module_that_cannot_be_given_is_a_fault_on_its_line(
    instead: str, said: str, tmp_path: Path
) -> None:
    assert METADATA.tables  # the rooms are known, and with them which modules there are
    file = tmp_path / "mine.toml"
    file.write_text(TEMPLATE.replace(FIRST, instead))
    answer = CliRunner().invoke(programmes, ["check", str(file)])
    lines = TEMPLATE.split("\n")
    line = next(number for number, each in enumerate(lines, 1) if FIRST in each)
    if "twice" in said:
        line = next(number for number, each in enumerate(lines, 1) if '"sleep"' in each)
    assert answer.exit_code == 1
    assert f"mine.toml:{line}:" in answer.stdout
    assert said in answer.stdout


def test_what_begins_like_a_centres_own_is_for_its_database_to_know() -> None:
    mine = FIRST.replace("what-to-expect", "own-parking")
    template, faults = check_text(TEMPLATE.replace(FIRST, mine), "mine.toml")
    assert template is not None
    assert faults == []
    codes = [fault.code for fault in checks.faults(template.design, {"own-other"})]
    assert codes == ["no_such_module"]
    assert checks.faults(template.design, {"own-parking"}) == []


def test_the_templates_that_come_with_it_name_modules_for_clients_within_their_weeks() -> None:
    about: dict[str, set[str]] = {}
    for template_id, template in templates().items():
        for level in template.design.levels:
            assert level.modules, (template_id, level.code)
            weeks = [each.week for each in level.modules]
            assert weeks == sorted(weeks)
            assert weeks[-1] <= (level.usual_weeks or 104), (template_id, level.code)
            for each in level.modules:
                for text in shipped()[each.module].texts.values():
                    assert "client" in text.audience, each.module
                    about.setdefault(template_id, set()).update(text.topics)
    assert about["classic-16"] >= MS
    assert about["classic-12"] >= OD


def test_a_design_kept_before_brings_nothing() -> None:
    kept = templates()["classic-8"].design.model_dump(mode="json")
    for level in kept["levels"]:
        del level["modules"]
    assert [level.modules for level in ProgrammeDesign.model_validate(kept).levels] == [[], []]


def test_saving_something_else_leaves_the_modules_as_they_are(house: House) -> None:
    bring(house, "sleep", "stress")
    path = f"/api/programs/{house.programme_id}"

    def put(design: dict[str, Any], version: int) -> tuple[int, Any]:
        body = {"name": "Evening programme", "design": design}
        headers = {"If-Match": f'"{version}"'}
        answer = house.edda.browser.put(path, json=body, headers=headers)
        return answer.status_code, answer.json()

    found = house.edda.browser.get(path).json()
    design, version = found["design"], found["version"]
    own = [{"module": "own-parking", "week": 3}]
    levels = [design["levels"][0] | {"modules": own}, *design["levels"][1:]]
    status, problem = put(design | {"levels": levels}, version)
    assert (status, problem["errors"][0]["field"]) == (422, "design.levels.0.modules.0.module")
    assert put(design | {"notes": "Changed"}, version)[0] == 200
    kept = house.bea.browser.get(path).json()
    assert kept["design"]["levels"][0]["modules"] == design["levels"][0]["modules"]
    assert len(kept["design"]["levels"][0]["modules"]) == 2
    house.edda.browser.put("/api/own-modules", json={"source": own_source()})
    assert put(design | {"levels": levels}, kept["version"])[0] == 200
