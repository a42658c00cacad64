"""`companion instruments` as an operator uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from app.check_ins.commands import instruments
from app.check_ins.instruments import SHIPPED, load_instruments
from app.cli import main
from tests.check_ins.instruments.tables import CASES, Case


class Ended(NamedTuple):
    code: int
    said: Any


@pytest.fixture
def companion(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command in this process and returns how it ended and what it printed, as JSON."""

    def run(*words: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["companion", "instruments", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr().out
        return Ended(int(ended.value.code or 0), json.loads(printed))

    return run


def _file(folder: Path, content: bytes | str) -> Path:
    file = folder / "answers.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"1": 4}', "answer_outside_form"),
        ('{"1": -1}', "answer_outside_form"),
        ('{"1": 1.0}', "answer_outside_form"),
        ('{"1": 1e0}', "answer_outside_form"),
        ('{"1": true}', "answer_outside_form"),
        ('{"1": "1"}', "answer_outside_form"),
        ('{"1": null}', "answer_outside_form"),
        ('{"1": [1]}', "answer_outside_form"),
        ('{"1": 99999999999999999999}', "answer_outside_form"),
        ('{"11": 1}', "unknown_item"),
        ('{"": 1}', "unknown_item"),
        ('{"1": NaN}', "unreadable_answers"),
        ('{"1": Infinity}', "unreadable_answers"),
        ('{"1": ' + "9" * 5000 + "}", "unreadable_answers"),
        ('{"1": 1, "1": 2}', "unreadable_answers"),
        ("[1, 2]", "unreadable_answers"),
        ("3", "unreadable_answers"),
        ("null", "unreadable_answers"),
        ("", "unreadable_answers"),
        ("{", "unreadable_answers"),
        ("[" * 60_000, "unreadable_answers"),
        ('{"1": 1}' + " " * 70_000, "unreadable_answers"),
        (b'{"1": 1, "\xff": 2}', "unreadable_answers"),
        (b"\xff\xfe{\x00}\x00", "unreadable_answers"),
        (b"\x00", "unreadable_answers"),
    ],
)
def test_answers_outside_the_form_end_with_two_and_a_problem_document(
    companion: Any, tmp_path: Path, content: bytes | str, code: str
) -> None:
    ended = companion("score", "phq-9", "--answers", _file(tmp_path, content))
    assert ended.code == 2
    assert ended.said["code"] == code
    assert {"type", "title", "status", "detail"} <= set(ended.said)
    assert "99999" not in json.dumps(ended.said)


def test_a_skipped_item_a_wrong_period_and_an_unknown_instrument_are_refused(
    companion: Any, tmp_path: Path
) -> None:
    file = _file(tmp_path, '{"4": 0, "5": 1}')
    skipped = companion("score", "bam", "--answers", file)
    assert (skipped.code, skipped.said["code"]) == (2, "answer_to_skipped_item")
    assert skipped.said["field"] == "5"
    period = companion("score", "bam", "--answers", file, "--recall", "P7D")
    assert (period.code, period.said["code"]) == (2, "wrong_recall")
    unknown = companion("score", "bam-2", "--answers", file)
    assert (unknown.code, unknown.said["code"]) == (2, "unknown_instrument")
    assert "bam-2" not in json.dumps(unknown.said)


@pytest.mark.parametrize("place", ["nothing.json", "."])
def test_a_file_that_is_not_there_is_refused(companion: Any, tmp_path: Path, place: str) -> None:
    ended = companion("score", "phq-9", "--answers", tmp_path / place)
    assert (ended.code, ended.said["code"]) == (2, "unreadable_answers")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.of}-{case.scores}")
def test_scoring_prints_the_scores_and_nothing_else(
    companion: Any, tmp_path: Path, case: Case
) -> None:
    ended = companion("score", case.of, "--answers", _file(tmp_path, json.dumps(case.answers)))
    assert ended.code == 0
    assert list(ended.said) == ["scores", "flags", "complete", "missing"]
    assert ended.said["scores"] == case.scores
    assert [flag["code"] for flag in ended.said["flags"]] == list(case.flags)
    assert all(set(flag) == {"code", "reason"} for flag in ended.said["flags"])
    assert ended.said["complete"] is True
    assert ended.said["missing"] == []


def test_an_incomplete_form_is_answered_with_what_is_missing(
    companion: Any, tmp_path: Path
) -> None:
    file = _file(tmp_path, '{"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 0}')
    ended = companion("score", "phq-9", "--answers", file, "--recall", "P14D")
    assert ended.code == 0
    assert ended.said == {
        "scores": {}, "flags": [], "complete": False, "missing": ["9"],
        "prorated": {"total": 7.9},
    }  # fmt: skip


def test_the_list_as_json_has_every_instrument(companion: Any) -> None:
    ended = companion("list", "--json")
    assert ended.code == 0
    found = {one["id"]: one for one in ended.said}
    assert set(found) == set(load_instruments())
    assert found["bam-iop"]["recall"] == "P7D"
    assert found["bam-iop"]["scores"] == []
    assert found["gad-7"]["languages"] == ["en", "es"]
    assert len(found["gad-7"]["wording"]["es"]) == 64


def test_a_file_tells_what_to_record_of_its_wording(tmp_path: Path) -> None:
    text = (SHIPPED / "gad-7.toml").read_text()
    wordings = load_instruments()["gad-7"].wording
    recorded = [f"{language} {said.sha256}" for language, said in wordings.items()]
    (tmp_path / "new.toml").write_text(text.replace(wordings["en"].sha256, ""))
    printed = CliRunner().invoke(instruments, ["fingerprint", str(tmp_path / "new.toml")])
    assert printed.output.splitlines() == recorded


def test_the_command_line_works_as_a_process_of_its_own(tmp_path: Path) -> None:
    good = _file(tmp_path, '{"1": 3, "2": 3}')
    environment = os.environ | {"COMPANION_HOME": str(tmp_path / "home"), "COLUMNS": "120"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app", "instruments", *words],
            env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    scored = run("score", "phq-2", "--answers", str(good))
    assert scored.returncode == 0
    assert json.loads(scored.stdout)["scores"] == {"total": 6}
    refused = run("score", "phq-2", "--answers", str(tmp_path / "none"))
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["code"] == "unreadable_answers"
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "home").exists()
