"""What a programme asks: shapes that are refused, and what is asked where nothing is said."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.programs.commands import programmes
from app.programs.design import ProgrammeDesign, usual_check_ins
from app.programs.templates import SHIPPED, check_text
from app.rooms import METADATA

SIMPLE = (SHIPPED / "classic-8.toml").read_text()
GOOD = '[[check_ins]]\ninstrument = "pacs"\nphases = ["treatment"]\nevery_days = 7\n'
BROKEN = (
    ("instrument", '"phq9"', "There is no check-in or questionnaire phq9"),
    ("instrument", '"c-ssrs-screener"', "There is no check-in or questionnaire c-ssrs-screener"),
    ("instrument", "9", "instrument"),
    ("phases", "[]", "phases"),
    ("phases", '["sometimes"]', "should be 'assessment'"),
    ("every_days", "0", "every_days"),
    ("every_days", '"weekly"', "every_days"),
    ("every_days", "7.5", "every_days"),
    ("every_weeks", "1", "There is no key every_weeks here."),
    ("levels", '["no-such-level"]', "There is no level no-such-level."),
    ("first_after_days", "-1", "first_after_days"),
    ("for_days", "0", "for_days"),
)


@pytest.mark.parametrize(("key", "value", "sentence"), BROKEN)
def test_a_shape_that_is_not_known_is_refused_with_its_place(
    key: str, value: str, sentence: str
) -> None:
    assert METADATA.tables  # the rooms are known, and with them what clients can be asked
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} ")]
    text = SIMPLE + "\n" + "\n".join([*lines, f"{key} = {value}"]) + "\n"
    template, faults = check_text(text, "mine.toml")
    assert template is None
    assert any(sentence in fault.sentence for fault in faults), faults
    assert min(fault.line for fault in faults) > len(SIMPLE.splitlines())


def test_the_command_says_where(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SIMPLE + "\n" + GOOD.replace("pacs", "pasc"))
    answer = CliRunner().invoke(programmes, ["check", str(file)])
    assert answer.exit_code == 1
    assert "There is no check-in or questionnaire pasc that clients can be asked." in answer.stdout


def test_entries_of_its_own_replace_what_is_usual() -> None:
    template, faults = check_text(SIMPLE + "\n" + GOOD, "mine.toml")
    assert faults == []
    assert template is not None
    assert [one.instrument for one in template.design.check_ins] == ["pacs"]


def test_what_was_kept_before_asks_what_is_usual() -> None:
    found, _ = check_text(SIMPLE, "classic-8.toml")
    assert found is not None
    kept = found.design.model_dump(mode="json")
    del kept["check_ins"]
    assert ProgrammeDesign.model_validate(kept).check_ins == usual_check_ins()
