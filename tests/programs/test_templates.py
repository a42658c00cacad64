"""Programme templates: what is wrong with one is said by its line, and those we bring are right."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.installation import Installation
from app.main import create_app
from app.programs import templates
from app.programs.commands import programmes
from app.programs.hours import weeks_of
from app.programs.models import ProgrammeKind
from app.programs.templates import SHIPPED, BrokenTemplates, Unreadable, check_text, shipped

GOOD = (SHIPPED / "classic-8.toml").read_text()
VIRTUAL = (SHIPPED / "virtual.toml").read_text()
INDIVIDUAL = (SHIPPED / "individualized.toml").read_text()
PSYCHIATRIC = (SHIPPED / "psychiatric.toml").read_text()


def _companion(*words: str | Path) -> Result:
    return CliRunner().invoke(programmes, [str(word) for word in words])


def _line(text: str, part: str, number: int) -> int:
    lines = [at for at, line in enumerate(text.split("\n"), 1) if part in line]
    return lines[number]


# What to look for, which of those lines, what to put there, and what is said on that line.
PLANTED: dict[str, tuple[str, int, str, str]] = {
    "an unknown key": ("hours_floor = 9", 1, "hours_flor = 9", "Did you mean hours_floor?"),
    "a wrong type": ("hours_floor = 9", 1, 'hours_floor = "9"', "should be a valid number"),
    "a truth for a number": ("usual_weeks = 4", 0, "usual_weeks = true", "valid integer"),
    "half a session": ("individual_a_week = 1", 0, "individual_a_week = 1.5", "integer"),
    "a word for a truth": ("core = true", 2, 'core = "yes"', "valid boolean"),
    "a ceiling under the floor": ("hours_ceiling = 19", 1, "hours_ceiling = 8", "under the floor"),
    "usual hours outside": ("hours_target = 10", 0, "hours_target = 20", "outside floor and"),
    "a level that is not there": (
        'levels = ["level-2"]', 0, 'levels = ["level-3"]', "There is no level level-3.",
    ),
    "a track that is not there": ('track = "day"', 3, 'track = "night"', "no track night."),
    "a kind that is not there": ('kind = "skills"', 1, 'kind = "magic"', "should be 'psychoed"),
    "a day that is not there": ('days = ["mon", "wed"]', 0, 'days = ["moon"]', "should be 'mon'"),
    "a profession that is not there": ('by = ["case_manager"]', 0, 'by = ["wizard"]', "should be"),
    "no Spanish text": (
        'text = { en = "28 days', 0, 'text = { en = "28 days" }', "The Spanish text is missing.",
    ),
    "no Spanish name of a level": ('name_es = "Nivel 1"', 0, "", "The Spanish text is missing."),
    "no Spanish title": ('title_es = "Manejar el estr', 0, "", "The Spanish text is missing."),
    "a code twice": ('code = "stress-day"', 0, 'code = "learning-day"', "learning-day is there"),
    "a level twice": ('name = "Level 2"', 0, 'name = "Level 1"', "Two levels have the name"),
    "a benchmark twice": (
        'code = "daily-check-ins"', 0, 'code = "attendance"', "attendance is there twice.",
    ),
    "a code of capitals": ('code = "level-1"', 0, 'code = "Level 1"', "small letters, digits"),
    "two groups at once": (
        "local_time = 10:00:00", 0, "local_time = 09:30:00", "begins before Learning about",
    ),
    "a time with seconds": ("local_time = 10:00:00", 1, "local_time = 10:00:30", "such as 18:30"),
    "a time that is none": ("local_time = 10:00:00", 1, 'local_time = "noon"', "such as 18:30"),
    "no length": ("minutes = 60", 0, "", "minutes is missing."),
    "a share of 80": ("at_least = 0.8", 0, "at_least = 80", "a share lies between 0 and 1."),
    "weeks that do not add up": ("weeks = 8", 0, "weeks = 9", "The levels last 8 weeks together"),
    "aftercare that does not add up": ("months = 10", 0, "months = 9", "last 10 months together"),
    "aftercare that thickens": (
        "months = 3, every_weeks = 2", 0, "  { months = 3, every_weeks = 8 },", "thins out",
    ),
    "a kind of programme that is not there": (
        "template.kind", 0, 'template.kind = "residential"', "should be 'classic_group'",
    ),
    "no sources": ("template.version", 0, "template.version = 0", "greater than or equal to 1"),
}  # fmt: skip
ELSEWHERE = {
    "no Spanish name of a level": -1, "no Spanish title": -1, "no length": -4,
    "aftercare that thickens": 1,
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_a_fault_is_said_on_its_line(what: str) -> None:
    part, number, instead, said = PLANTED[what]
    line = _line(GOOD, part, number)
    lines = GOOD.split("\n")
    lines[line - 1] = instead
    template, wrong = check_text("\n".join(lines), "new.toml")
    assert template is None
    first = next(fault for fault in wrong if said in fault.sentence)
    assert first.line == line + ELSEWHERE.get(what, 0), str(first)
    assert str(first).startswith(f"new.toml:{first.line}:{first.column}: ")


@pytest.mark.parametrize(
    ("text", "part", "instead", "at", "said"),
    [
        (VIRTUAL, "al_a_week = 1", "al_a_week = 3", "hours_ceiling", "than the level's ceiling"),
        (INDIVIDUAL, "al_a_week = 10", "al_a_week = 3", "hours_floor", "8 h cannot be reached"),
        (INDIVIDUAL, "al_a_week = 10", "al_a_week = 16", "al_a_week", "there is room for 15."),
        (INDIVIDUAL, "a_day = 3", "a_day = 5", "sessions_a_day = ", "not among its choices."),
        (PSYCHIATRIC, "a_week = 5", "a_week = 4", "days_a_week", "on 5 days of the week; the"),
        (PSYCHIATRIC, "weeks = 12", "sessions_a_day = 3", "a_day = 3", "are 4 groups on Monday"),
    ],
)
def test_a_week_that_does_not_fit_is_said(
    text: str, part: str, instead: str, at: str, said: str
) -> None:
    changed = text.replace(part, instead, 1)
    _, wrong = check_text(changed, "new.toml")
    found = next(fault for fault in wrong if said in fault.sentence)
    assert found.line == _line(changed, at, 0)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("weeks = 1\nweeks 12\n", 2, 7),
        ("weeks = 1\n\nweeks = 2\n", 3, 10),
        ('weeks = 1\nsummary = "no end\n', 2, 18),
        ("[template]\n[template]\n", 2, 10),
        ("weeks = 08\n", 1, 10),
        ("weeks = 1\nlevels = [\n", 2, 1),
        ("levels = [1,,2]", 1, 13),
    ],
)
def test_what_is_not_toml_is_said_with_its_line(text: str, line: int, column: int) -> None:
    template, wrong = check_text(text, "new.toml")
    assert template is None
    assert [(one.line, one.column) for one in wrong] == [(line, column)], wrong
    assert wrong[0].sentence.startswith("This is not TOML: ")


def test_every_fault_of_a_file_is_said_from_its_first_line_to_its_last() -> None:
    text = GOOD.replace("hours_floor = 9", "hours_floor = 90").replace(
        "minutes = 60", "minutes = 1"
    )
    _, wrong = check_text(text, "new.toml")
    assert len(wrong) == text.count("minutes = 1\n") + 2
    assert [fault.line for fault in wrong] == sorted(fault.line for fault in wrong)


def test_a_group_may_stand_beside_the_one_whose_place_it_takes() -> None:
    part = 'instead_of = "process-day"'
    alone = GOOD.replace(part, "")
    said = [fault.sentence for fault in check_text(alone, "new.toml")[1]]
    assert len(said) == 1
    assert "women's group begins before Getting along with others is over on Friday" in said[0]


def test_hours_are_those_of_the_documents() -> None:
    hours = {
        (name, week.level.code, week.track): (round(week.planned, 2), week.level.hours_floor)
        for name, template in shipped().items()
        for week in weeks_of(template.design)
    }
    expected: dict[tuple[str, str, str | None], tuple[float, float]] = {
        ("classic-8", "level-1", "evening"): (9.83, 9),
        ("classic-20", "level-3", "day"): (6.83, 6),
        ("virtual", "eight-weeks", "teens"): (9, 9),
        ("step-down", "level-1", None): (21.33, 20),
        ("psychiatric", "five-days", None): (24.29, 20),
        ("individualized", "full-weeks", None): (8.33, 8),
    }
    assert {key: hours[key] for key in expected} == expected


def test_the_shipped_templates_hold_what_their_sources_say() -> None:
    found = {name: template.design for name, template in shipped().items()}
    assert {template.header.kind for template in shipped().values()} == set(ProgrammeKind)
    assert {found[f"classic-{weeks}"].weeks for weeks in (8, 12, 16, 20)} == {8, 12, 16, 20}
    assert found["individualized"].sessions_a_day_choices == [2, 3, 4]
    assert found["individualized"].individual_minutes == 50
    assert found["virtual"].aftercare.months == 10
    step_down = found["step-down"]
    assert step_down.must_be_substance_free
    assert all(level.mutual_help_a_week for level in step_down.levels)
    assert (step_down.levels[0].hours_floor, step_down.levels[0].hours_ceiling) == (20, 25)
    psychiatric = found["psychiatric"].levels
    assert (psychiatric[-1].hours_floor, psychiatric[0].hours_ceiling) == (6, 30)
    for name, design in found.items():
        for level in design.levels:
            assert level.benchmarks, (name, level.code)
            assert level.individual_a_week >= 1, (name, level.code)


def test_a_broken_template_of_ours_stops_the_start(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.toml").write_text(GOOD.replace("weeks = 8", "weeks = 9", 1))
    monkeypatch.setattr(templates, "SHIPPED", tmp_path)
    shipped.cache_clear()
    with pytest.raises(BrokenTemplates, match=r"template is broken.*broken\.toml:\d+:1: The level"):
        create_app(installation)
    monkeypatch.undo()
    create_app(installation)


def test_the_command_says_so_by_its_exit_code(tmp_path: Path) -> None:
    broken, good = tmp_path / "broken.toml", tmp_path / "good.toml"
    broken.write_text(GOOD.replace("weeks = 8", "weeks = 9", 1))
    good.write_text(GOOD)
    wrong = _companion("check", good, broken)
    line = _line(GOOD, "weeks = 8", 0)
    assert wrong.exit_code == 1
    assert wrong.stdout.startswith(f"{broken}:{line}:1: The levels last 8 weeks together")
    again = _companion("check", good, good)
    assert (again.exit_code, "has the id classic-8." in again.stdout) == (1, True)
    right = _companion("check", good)
    assert (right.exit_code, right.stderr) == (0, "")
    assert "Level 1, evenings: 9.8 h a week are planned (9 h in groups" in right.stdout


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG")
    for file in (tmp_path / "nowhere.toml", tmp_path, tmp_path / "picture.toml"):
        assert isinstance(_companion("check", file).exception, Unreadable)
    command = [sys.executable, "-m", "app", "programmes", "check", str(tmp_path / "nowhere.toml")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (said.returncode, said.stdout) == (2, "")
    assert "cannot be read as text." in said.stderr.replace("\n", " ")
    assert "Traceback" not in said.stderr


def test_without_a_file_all_of_ours_are_checked_and_listed() -> None:
    checked, listed = _companion("check"), _companion("list")
    assert (checked.exit_code, listed.exit_code) == (0, 0)
    for name in shipped():
        assert f"{SHIPPED / name}.toml: nothing is wrong." in checked.stdout
        assert f" {name} " in listed.stdout
