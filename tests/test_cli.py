"""The command line as an operator uses it: a process of its own, from an empty folder."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.support.command_line import run_forked
from tests.support.house import HEADERS
from tests.support.ports import free_port


def companion(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run_forked(_environment(home) | more, *words)


def companion_from_nothing(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        env=_environment(home), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("COMPANION_")}
    return kept | {"COMPANION_HOME": str(home), "COLUMNS": "200"}


def test_the_first_start_makes_keys_that_only_we_can_read(tmp_path: Path) -> None:
    assert companion_from_nothing(tmp_path, "migrate").returncode == 0
    keys = tmp_path / "keys"
    files = [file for file in keys.rglob("*") if file.is_file()]
    assert {file.name for file in files} == {"database.key", "0001.pem"}
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)
    assert keys.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("loose", ["keys", "keys/database.key", "keys/vapid/0001.pem"])
def test_a_key_that_others_can_read_is_refused_in_a_sentence(tmp_path: Path, loose: str) -> None:
    companion(tmp_path, "migrate")
    (tmp_path / loose).chmod(0o755 if (tmp_path / loose).is_dir() else 0o644)
    refused = companion(tmp_path, "migrate")
    assert refused.returncode == 2
    assert "can be opened by other users. Run: chmod" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_without_its_key_is_not_made_anew(tmp_path: Path) -> None:
    companion(tmp_path, "migrate")
    key = tmp_path / "keys" / "database.key"
    kept = key.read_bytes()
    key.unlink()
    refused = companion(tmp_path, "migrate")
    assert refused.returncode == 2
    assert "Put it back" in refused.stderr
    assert not key.exists()
    key.touch(0o600)
    key.write_bytes(kept)
    assert companion(tmp_path, "migrate").returncode == 0


def test_the_doctor_says_what_is_wrong_in_sentences(tmp_path: Path) -> None:
    ill = companion(tmp_path, "doctor")
    assert ill.returncode == 1
    assert "The database is not up to date. Run: companion migrate" in ill.stderr
    companion(tmp_path, "migrate")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "index.html").touch()
    healthy = companion(
        tmp_path, "doctor",
        COMPANION_ORIGIN="https://companion.example",
        COMPANION_VAPID_SUBJECT="mailto:operator@companion.example",
        COMPANION_WEB_DIR=str(tmp_path / "web"),
    )  # fmt: skip
    assert healthy.returncode == 0
    assert "Nothing is wrong" in healthy.stderr


def test_the_doctor_knows_a_wrong_database_key(tmp_path: Path) -> None:
    companion(tmp_path, "migrate")
    ill = companion(tmp_path, "doctor", COMPANION_DATABASE_KEY="00" * 32)
    assert "its key is the wrong one" in ill.stderr
    assert "Traceback" not in ill.stderr


def test_preview_prints_the_instants_of_both_clock_changes(tmp_path: Path) -> None:
    words = ("--zone", "America/New_York", "--count", "1", "--json")
    spring = companion(
        tmp_path, "reminders", "preview", "--time", "02:30", "--from", "2027-03-14", *words
    )
    autumn = companion(
        tmp_path, "reminders", "preview", "--time", "01:30", "--from", "2026-11-01", *words
    )
    assert json.loads(spring.stdout)[0]["due_at"] == "2027-03-14T07:30:00Z"
    assert json.loads(autumn.stdout)[0]["due_at"] == "2026-11-01T05:30:00Z"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--time", "25:00", "--zone", "UTC"), "reminder_time_invalid"),
        (("--time", "07:00", "--zone", "Mars/Olympus"), "zone_unknown"),
        (("--time", "07:00", "--zone", "UTC", "--days", "someday"), "reminder_days_invalid"),
        (("--time", "07:00", "--zone", "UTC", "--from", "2026-02-30"), "date_invalid"),
        (("--time", "07:00", "--zone", "UTC", "--count", "0"), "count_invalid"),
    ],
)
def test_preview_refuses_with_a_problem_document_and_exit_2(
    tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    refused = companion(tmp_path, "reminders", "preview", *words, "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["code"] == code


def test_preview_needs_no_installation(tmp_path: Path) -> None:
    companion(tmp_path / "none", "reminders", "preview", "--time", "07:00", "--zone", "UTC")
    assert not (tmp_path / "none").exists()


def test_staff_add_wants_a_centre_first(tmp_path: Path) -> None:
    refused = companion_from_nothing(tmp_path, "staff", "add", "Ines")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


def test_an_empty_installation_is_set_up_with_the_code_from_its_console(tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "log"
    environment = _environment(tmp_path / "home") | {
        "COMPANION_PORT": str(port),
        "COMPANION_ORIGIN": f"http://localhost:{port}",
    }
    with log.open("w") as kept:
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"], env=environment, stderr=kept
        )
        try:
            code = _code_in(log)
            _try_setup(port, "x" * 43, 410)
            _try_setup(port, code, 201)
            _try_setup(port, code, 410)
            added = companion_from_nothing(
                tmp_path / "home", "staff", "add", "Ines", "--administrator"
            )
            assert added.returncode == 0
            assert re.search(r"https?://\S+/join#\S{43}", added.stdout)
        finally:
            server.terminate()
            assert server.wait(timeout=20) in {0, -15}
    assert "Traceback" not in log.read_text()


def _code_in(log: Path) -> str:
    for _ in range(300):
        found = re.search(r"/setup#(\S{43})", log.read_text())
        if found and "Uvicorn running" in log.read_text():
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _try_setup(port: int, code: str, expected: int) -> None:
    answer = httpx2.post(
        f"http://localhost:{port}/api/setup",
        headers=HEADERS | {"Origin": f"http://localhost:{port}"},
        json={
            "token": code, "centre_name": "Test House", "centre_phone": "555-0100",
            "time_zone": "America/New_York", "name": "Edda",
            "passphrase": "forty grey herons waiting",
        },
    )  # fmt: skip
    assert answer.status_code == expected, answer.text
