"""What flags were before tasks: they are still there, each with its task, and go back again."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, MetaData, Table, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from app import schema
from app.check_ins.models import CheckIn, FormResponse, Review
from app.database import Database
from app.flags.models import Flag, FlagCode, Task, TaskKind, TaskOutcome, Urgency
from app.flags.wording import said
from app.installation import open_installation
from app.people.models import Language
from app.programs.models import Centre
from app.settings import Settings
from tests.support import postgres
from tests.support.house import ORIGIN

BEFORE = "138f4abbfac2"
AT, DAY = datetime(2026, 3, 8, 22, tzinfo=UTC), date(2026, 3, 8)
CLIENT, COUNSELOR = uuid4(), uuid4()
WAITING, LOOKED_AT, CALM = uuid4(), uuid4(), uuid4()
ANSWERS = {
    "mood": 1, "craving": 9, "sleep": 5, "difficulty": 1, "halt": [], "use": "yes", "line": None,
}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgres"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database from before there were tasks, with check-ins in it."""
    with ExitStack() as left:
        url = ""
        if request.param == "postgres":
            server = request.getfixturevalue("postgres_server")
            url = left.enter_context(postgres.new_database(server))
        settings = Settings(home=tmp_path / "home", database_url=url, origin=ORIGIN, _env_file=None)
        database = open_installation(settings).database
        left.callback(database.dispose)
        schema.migrate(database, BEFORE)
        with database.engine.begin() as connection:
            for name, rows in _rows().items():
                table = Table(name, MetaData(), autoload_with=connection)
                for row in rows:
                    connection.execute(table.insert().values(_plainly(connection, row)))
        yield database


def _rows() -> dict[str, list[dict[str, object]]]:
    def person(person_id: UUID, name: str) -> dict[str, object]:
        return {
            "id": person_id, "shown_name": name, "sign_in_name": f"{name.lower()}-10000",
            "language": "en", "time_zone": "UTC", "created_at": AT,
        }  # fmt: skip

    def check_in(check_in_id: UUID, reviewed_at: datetime | None) -> dict[str, object]:
        return {
            "client_id": CLIENT, "id": check_in_id, "instrument": "daily",
            "instrument_version": 1, "answers": ANSWERS, "on_day": DAY, "occurred_at": AT,
            "zone": "UTC", "happened_at": AT, "time_uncertain": False, "received_at": AT,
            "content_hash": "x", "is_flagged": check_in_id != CALM, "reviewed_at": reviewed_at,
        }  # fmt: skip

    def flag(check_in_id: UUID, code: str, reason: str) -> dict[str, object]:
        return {"client_id": CLIENT, "check_in_id": check_in_id, "flag": code, "reason": reason}

    later = AT + timedelta(hours=3)
    return {
        "person": [person(CLIENT, "Ada"), person(COUNSELOR, "Bea")],
        "check_in": [check_in(WAITING, None), check_in(LOOKED_AT, later), check_in(CALM, None)],
        "check_in_flag": [
            flag(WAITING, "use", "Said they drank or used"),
            flag(WAITING, "craving_high", "Craving 9 of 10"),
            flag(LOOKED_AT, "backdated", "Answered 12 days after the day it is about"),
            flag(LOOKED_AT, "rather_not_say", "Would rather not say"),
        ],
        "review": [
            {
                "client_id": CLIENT, "check_in_id": LOOKED_AT, "reviewer_id": COUNSELOR,
                "reviewed_at": later,
            }
        ],
        "centre": [{"id": 1, "name": "House", "time_zone": "UTC", "server_epoch": uuid4()}],
    }  # fmt: skip


def test_flags_become_tasks_and_back_and_again(before: Database) -> None:
    for _ in range(2):
        schema.migrate(before)
        _is_as_now(before)
        _raise_what_was_not_known(before)
        _send_what_was_not_known(before)
        schema.migrate(before, BEFORE)
        with before.engine.connect() as connection:
            table = Table("check_in_flag", MetaData(), autoload_with=connection)
            found = connection.execute(select(table.c.flag)).scalars()
            assert sorted(found) == ["backdated", "craving_high", "rather_not_say", "use"]
            _can_be_read_as_before(connection)


def _raise_what_was_not_known(database: Database) -> None:
    with database.unit_of_work() as db:
        task = db.exec(select_rows(Task).where(Task.focus_id == WAITING)).one()
        for flag, measure in ((FlagCode.may_use, ""), (FlagCode.self_harm, "phq-9")):
            db.add(
                Flag(task_id=task.id, flag=flag, measure=measure, client_id=CLIENT, raised_at=AT)
            )


def _send_what_was_not_known(database: Database) -> None:
    """A questionnaire without daily answers that raised a flag and was looked at, and daily answers
    of the second version."""
    with database.unit_of_work() as db:
        sitting: dict[str, Any] = {
            "client_id": CLIENT, "instrument": "daily", "instrument_version": 2, "on_day": DAY,
            "occurred_at": AT, "zone": "UTC", "happened_at": AT, "received_at": AT,
            "content_hash": "x", "reviewed_at": AT,
        }  # fmt: skip
        forms_only, second = uuid4(), uuid4()
        db.add(CheckIn(id=forms_only, **sitting))
        db.add(CheckIn(id=second, answers=ANSWERS | {"may_use": True}, **sitting))
        task = Task(
            client_id=CLIENT, kind=TaskKind.check_in, focus_id=forms_only, opened_at=AT,
            urgency=Urgency.today, due_at=AT, closed_at=AT,
        )  # fmt: skip
        db.add(task)
        db.flush()
        db.add(Flag(task_id=task.id, flag=FlagCode.backdated, client_id=CLIENT, raised_at=AT))
        db.add(
            FormResponse(
                client_id=CLIENT, check_in_id=forms_only, instrument="gad-7", version=1,
                language="en", wording="x", answers={"1": 3}, is_complete=False, on_day=DAY,
            )
        )  # fmt: skip
        for check_in_id in (forms_only, second):
            db.add(
                Review(
                    client_id=CLIENT, check_in_id=check_in_id, reviewer_id=COUNSELOR, reviewed_at=AT
                )
            )


def _can_be_read_as_before(connection: Connection) -> None:
    """Every check-in has the answers of version 1, and no more; every review its check-in."""
    table = Table("check_in", MetaData(), autoload_with=connection)
    rows = connection.execute(select(table.c.id, table.c.answers, table.c.instrument_version)).all()
    for row in rows:
        answers = json.loads(row.answers) if isinstance(row.answers, str) else row.answers
        assert (answers, row.instrument_version) == (ANSWERS, 1)
    reviews = Table("review", MetaData(), autoload_with=connection)
    about = connection.execute(select(reviews.c.check_in_id)).scalars()
    assert set(about) <= {row.id for row in rows}


def _is_as_now(database: Database) -> None:
    with Session(database.engine) as db:
        tasks = {task.focus_id: task for task in db.exec(select_rows(Task))}
        assert tasks.keys() == {WAITING, LOOKED_AT}
        waiting, done = tasks[WAITING], tasks[LOOKED_AT]
        assert (waiting.urgency, waiting.owner_id) == (Urgency.today, None)
        assert (waiting.closed_at, waiting.due_at) == (None, AT + timedelta(days=1))
        assert (done.urgency, done.outcome) == (Urgency.soon, TaskOutcome.looked)
        assert (done.closed_by, done.closed_at) == (COUNSELOR, AT + timedelta(hours=3))
        rows = db.exec(select_rows(Flag).order_by(col(Flag.flag)))
        words = {flag.flag: said(flag, Language.en) for flag in rows}
        assert words == {
            FlagCode.use: "Said they drank or used",
            FlagCode.craving_high: "Craving 9 of 10",
            FlagCode.backdated: "Answered 12 days after the day it is about",
            FlagCode.rather_not_say: "Would rather not say whether they drank or used",
        }
        assert db.get_one(Centre, 1).opening_hours == {}


def _plainly(connection: Connection, values: dict[str, object]) -> dict[str, object]:
    """As the database keeps them: reflected columns know neither ids nor zones on SQLite."""
    if connection.dialect.name != "sqlite":
        return values
    return {
        key: value.hex if isinstance(value, UUID)
        else value.replace(tzinfo=None) if isinstance(value, datetime)
        else value
        for key, value in values.items()
    }  # fmt: skip
