"""A small centre with a cast: whom a test sends to a route, and whom it must refuse.

Ada is a client; Bea is her primary counselor; Cleo is a provider who is not on Ada's team; Dov is
another client, Cleo's; Edda administers; Fay is a relative; Gus is an alumnus of Bea's who has
signed that she may see all that a team sees.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, func, select, text
from sqlmodel import Session, col
from sqlmodel import select as pick
from sqlmodel.sql.expression import SelectOfScalar
from starlette.datastructures import State

from app import clock
from app.access.models import Data
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.ids import fingerprint, new_id
from app.installation import Installation
from app.main import create_app
from app.people.models import Language, Person, Profession, Role, SignIn
from app.people.queries import roles_of
from app.people.service import new_person
from app.people.sign_ins import open_sign_in
from app.people.viewers import SIGN_IN_COOKIE
from app.privacy.gate import FOR_PROVIDERS
from app.privacy.models import (
    Consent,
    ConsentPurpose,
    ConsentScope,
    Recipient,
    RecipientKind,
)
from app.programs.design import plain_design
from app.programs.models import Centre, Programme, ProgrammeKind
from app.rooms import METADATA
from tests.support.kept_rows import KeptRows

ORIGIN = "https://companion.example"
ZONE = "America/New_York"
HEADERS = {"X-Requested-By": "companion", "Origin": ORIGIN}


class Browser(TestClient):
    """Somebody's signed-in browser. Those of a house share one event loop, as at a real server."""

    def __init__(
        self,
        app: Any,
        portal: BlockingPortal | None = None,
        secret: str | None = None,
        address: str = "192.0.2.1",
    ) -> None:
        super().__init__(
            app,
            base_url=ORIGIN,
            headers=HEADERS,
            raise_server_exceptions=False,
            client=(address, 50_000),
        )
        self.portal = portal
        if secret:
            self.cookies.set(SIGN_IN_COOKIE, secret, domain="companion.example", path="/")


_APPS: dict[tuple[Path, str], FastAPI] = {}


def _new_app(installation: Installation) -> FastAPI:
    """A copy of the first application for the same front end and address, with a state of its own.
    FastAPI works its routes out at the first request, which takes longer than most tests; they
    hold nothing of an installation."""
    settings = installation.settings
    known_by = (settings.web, settings.origin)
    app = copy(_APPS.setdefault(known_by, _APPS.get(known_by) or create_app(installation)))
    app.state = State()
    app.state.settings, app.state.push = settings, installation.push
    app.state.database = installation.database
    return app


@dataclass(frozen=True)
class Actor:
    """One of the cast."""

    id: UUID
    name: str
    browser: Browser

    @property
    def fingerprint(self) -> str:
        """Of the secret in their browser."""
        return fingerprint(self.browser.cookies[SIGN_IN_COOKIE])


@dataclass(frozen=True)
class _FirstCast:
    """The cast of the first house, to copy: by name the id, and the fingerprint of the secret."""

    rows: KeptRows
    programme_id: UUID
    named: dict[str, tuple[UUID, str]]


_FIRST_CAST: list[_FirstCast] = []


class House:
    """The centre, its cast and their browsers. A context manager."""

    ada: Actor
    bea: Actor
    cleo: Actor
    dov: Actor
    edda: Actor
    fay: Actor
    gus: Actor

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.database = installation.database
        self.app = _new_app(installation)
        self._open = ExitStack()
        self._portal = self._open.enter_context(start_blocking_portal())
        self.visitor = self.new_browser()
        self._build()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for actor in self.cast:
            actor.browser.close()
        self.visitor.close()
        self._open.close()

    @property
    def cast(self) -> tuple[Actor, ...]:
        return (self.ada, self.bea, self.cleo, self.dov, self.edda, self.fay, self.gus)

    def _build(self) -> None:
        now = clock.utc_now()
        with self.database.unit_of_work() as db:
            if _FIRST_CAST:
                self._copy(db, now, _FIRST_CAST[0])
                return
            is_empty = not KeptRows.of(db, now).rows
            self._write(db, now)
            if is_empty:
                named = {actor.name: (actor.id, actor.fingerprint) for actor in self.cast}
                kept = _FirstCast(KeptRows.of(db, now), self.programme_id, named)
                _FIRST_CAST.append(kept)

    def _write(self, db: Session, now: datetime) -> None:
        self.programme_id = _open_centre(db, now)
        self.bea = self._person(db, now, "Bea", Role.provider)
        self.cleo = self._person(db, now, "Cleo", Role.provider)
        self.edda = self._person(db, now, "Edda", Role.administrator)
        self.ada = self._client_of(db, now, self.bea, "Ada")
        self.dov = self._client_of(db, now, self.cleo, "Dov")
        self.fay = self._person(db, now, "Fay", Role.relative)
        self.gus = self._client_of(db, now, self.bea, "Gus", phase=Phase.alumni)
        _sign(db, self.gus, self.bea, FOR_PROVIDERS, now)

    def _copy(self, db: Session, now: datetime, first: "_FirstCast") -> None:
        written = first.rows.write(db, now)
        self.programme_id = written.ids[first.programme_id]
        for name, (old_id, old_fingerprint) in first.named.items():
            browser = self.new_browser(written.secrets[old_fingerprint])
            setattr(self, name.lower(), Actor(written.ids[old_id], name, browser))

    def person(self, name: str, *roles: Role, zone: str = ZONE) -> Actor:
        """Somebody who has joined and is signed in."""
        with self.database.unit_of_work() as db:
            return self._person(db, clock.utc_now(), name, *roles, zone=zone)

    def client_of(
        self, counselor: Actor, name: str, *, phase: Phase = Phase.treatment, zone: str = ZONE
    ) -> Actor:
        """A client with `counselor` as primary counselor."""
        with self.database.unit_of_work() as db:
            return self._client_of(db, clock.utc_now(), counselor, name, phase=phase, zone=zone)

    def signs_for(
        self, client: Actor, provider: Actor, *kinds: Data, expires_at: datetime | None = None
    ) -> UUID:
        """A client signs that a provider may see these kinds of data, all that can be shown them
        where none is named; returns whom that is kept as."""
        with self.database.unit_of_work() as db:
            chosen = frozenset(kinds) or FOR_PROVIDERS
            return _sign(db, client, provider, chosen, clock.utc_now(), expires_at)

    def _person(
        self, db: Session, now: datetime, name: str, *roles: Role, zone: str = ZONE
    ) -> Actor:
        person = new_person(
            db,
            shown_name=name,
            roles=frozenset(roles),
            time_zone=zone,
            language=Language.en,
            granted_by=None,
            now=now,
            profession=Profession.counselor if Role.provider in roles else None,
        )
        person.joined_at = now
        opened = open_sign_in(db, person, frozenset(roles), "A test", now)
        return Actor(person.id, name, self.new_browser(opened.secret))

    def _client_of(
        self,
        db: Session,
        now: datetime,
        counselor: Actor,
        name: str,
        *,
        phase: Phase = Phase.treatment,
        zone: str = ZONE,
    ) -> Actor:
        actor = self._person(db, now, name, Role.client, zone=zone)
        episode = EpisodeOfCare(
            client_id=actor.id,
            programme_id=self.programme_id,
            phase=phase,
            level="Level 1",
            opened_at=now,
            admitted_at=now,
        )
        db.add(episode)
        db.flush()
        db.add(
            CareTeamMember(
                episode_id=episode.id,
                provider_id=counselor.id,
                is_primary=True,
                joined_at=now,
            )
        )
        return actor

    def another_browser(self, actor: Actor) -> Browser:
        """A second sign-in of somebody."""
        now = clock.utc_now()
        with self.database.unit_of_work() as db:
            person = db.get_one(Person, actor.id)
            opened = open_sign_in(db, person, roles_of(db, person.id), "Another test", now)
        return self.new_browser(opened.secret)

    def new_browser(self, secret: str | None = None, address: str = "192.0.2.1") -> Browser:
        """A browser that nobody has used, or one with the secret of a sign-in in it, somewhere."""
        return Browser(self.app, self._portal, secret, address)

    def snapshot(self) -> dict[str, list[str]]:
        """Every row of every table, to compare with a later one. Without the time somebody was
        last seen."""
        found: dict[str, list[str]] = {}
        with self.database.engine.connect() as connection:
            for table in METADATA.sorted_tables:
                kept = [column for column in table.columns if column.name != "last_seen_at"]
                rows = connection.execute(select(*kept))
                found[table.name] = sorted(repr(tuple(row)) for row in rows)
        return found

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """The statements that reach the database meanwhile; beginning a transaction is none."""
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith("BEGIN"):
                seen.append(statement)

        event.listen(self.database.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(self.database.engine, "before_cursor_execute", note)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.database.engine.connect() as connection:
            return int(
                connection.execute(select(func.count()).select_from(text(table))).scalar_one()
            )


def _open_centre(db: Session, now: datetime) -> UUID:
    """A centre with one programme, whose id is returned."""
    db.add(Centre(name="Test House", phone="555-0100", time_zone=ZONE))
    programme = Programme(
        name="Evening programme",
        kind=ProgrammeKind.classic_group,
        design=plain_design("Level 1", "Level 2").model_dump(mode="json"),
        made_at=now,
        opened_at=now,
    )
    db.add(programme)
    db.flush()
    return programme.id


def _sign_ins_of(client: Actor) -> SelectOfScalar[UUID]:
    """The newest."""
    of_client = pick(SignIn.id).where(SignIn.person_id == client.id)
    return of_client.order_by(col(SignIn.created_at).desc()).limit(1)


def _sign(
    db: Session,
    client: Actor,
    provider: Actor,
    kinds: frozenset[Data],
    now: datetime,
    expires_at: datetime | None = None,
) -> UUID:
    recipient = Recipient(
        id=new_id(), client_id=client.id, kind=RecipientKind.provider, name=provider.name,
        person_id=provider.id, made_at=now, joined_at=now,
    )  # fmt: skip
    consent = Consent(
        id=new_id(), client_id=client.id, recipient_id=recipient.id, purpose=ConsentPurpose.care,
        expires_at=expires_at, statement="Read and signed", statement_version="test",
        statement_hash="0" * 64, language="en", signature=client.name, signed_at=now,
        sign_in_id=db.exec(_sign_ins_of(client)).one(),
    )  # fmt: skip
    db.add(recipient)
    db.flush()
    db.add(consent)
    db.flush()
    db.add_all(ConsentScope(consent_id=consent.id, data=data) for data in {Data.profile, *kinds})
    return recipient.id


def craving(intensity: int = 5, at: datetime | None = None, **other: Any) -> dict[str, Any]:
    """The body of a craving log."""
    said = (at or clock.utc_now()).isoformat()
    return {
        "intensity": intensity, "triggers": [], "note": None, "occurred_at": said, "zone": ZONE,
    } | other  # fmt: skip


def check_in(at: datetime | None = None, **answers: Any) -> dict[str, Any]:
    """The body of a daily check-in."""
    when = at or clock.utc_now()
    said = {
        "mood": 6, "craving": 3, "sleep": 7, "difficulty": 1, "halt": [], "use": "no", "line": None,
    } | answers  # fmt: skip
    return {
        "on_day": clock.local_day(when, ZONE).isoformat(),
        "occurred_at": when.isoformat(),
        "zone": ZONE,
        "answers": said,
    }


def fresh_id() -> str:
    """An id as a phone makes it."""
    return str(new_id())
