"""The gate: what holds when, for whom and for what, by the same rule in SQL and on rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import product
from unittest.mock import patch
from uuid import UUID

from sqlmodel import col, select

from app import clock
from app.access.models import Data
from app.access.policy import visible
from app.ids import new_id
from app.people.models import Person, Role, SignIn
from app.people.viewers import Viewer
from app.privacy.gate import consented, holds, in_force
from app.privacy.models import (
    Consent,
    ConsentEnd,
    ConsentPurpose,
    EndReason,
    Recipient,
    RecipientKind,
)
from tests.support.house import Actor, House

A_MOMENT = timedelta(microseconds=1)


def viewer(house: House, actor: Actor, now: datetime, *roles: Role) -> Viewer:
    with house.database.unit_of_work() as db:
        sign_in = db.exec(select(SignIn).where(SignIn.person_id == actor.id)).first()
        assert sign_in is not None
        return Viewer(db.get_one(Person, actor.id), frozenset(roles), sign_in, now)


def sees(house: House, who: Viewer, client: Actor, data: Data) -> bool:
    grant = consented(who, data)
    if grant is None:
        return False
    with house.database.unit_of_work() as db:
        found = select(Person.id).where(Person.id == client.id, col(Person.id).in_(grant))
        shown = db.exec(found).first() is not None
        everything = select(Person.id).where(col(Person.id).in_(visible(who, data)))
        assert not shown or client.id in db.exec(everything).all()
        return shown


@contextmanager
def meanwhile(house: House, recipient_id: UUID, **change: object) -> Iterator[None]:
    """As if the recipient had been different for a while."""
    with house.database.unit_of_work() as db:
        row = db.get_one(Recipient, recipient_id)
        before = {name: getattr(row, name) for name in change}
        row.sqlmodel_update(change)
        db.add(row)
    yield
    with house.database.unit_of_work() as db:
        db.add(db.get_one(Recipient, recipient_id).sqlmodel_update(before))


def test_who_is_shown_what_and_until_when(house: House) -> None:
    now = clock.utc_now()
    ends_at = now + timedelta(days=1)
    gone = house.client_of(house.cleo, "Ines")
    shown = house.signs_for(gone, house.bea, Data.check_ins, expires_at=ends_at)
    bea = viewer(house, house.bea, now, Role.provider)
    assert sees(house, bea, gone, Data.check_ins)
    assert sees(house, bea, gone, Data.profile)
    assert not sees(house, bea, gone, Data.craving_logs)
    assert not sees(house, bea, house.dov, Data.check_ins)
    assert not sees(house, viewer(house, house.cleo, now, Role.provider), gone, Data.check_ins)
    assert not sees(house, viewer(house, house.bea, now, Role.relative), gone, Data.check_ins)
    for at, is_shown in ((ends_at - A_MOMENT, True), (ends_at, False), (ends_at + A_MOMENT, False)):
        late = viewer(house, house.bea, at, Role.provider)
        assert sees(house, late, gone, Data.check_ins) is is_shown, at
    for change in (
        {"ended_at": now}, {"person_id": house.cleo.id}, {"kind": "relative"},
        {"client_id": house.dov.id}, {"person_id": None},
    ):  # fmt: skip
        with meanwhile(house, shown, **change):
            assert not sees(house, bea, gone, Data.check_ins), change
    assert sees(house, bea, gone, Data.check_ins)


def test_a_relatives_kinds_are_no_providers_and_nobody_is_their_own_relative(house: House) -> None:
    now = clock.utc_now()
    shown = house.signs_for(house.gus, house.fay, Data.family_plan)
    with house.database.unit_of_work() as db:
        db.add(db.get_one(Recipient, shown).sqlmodel_update({"kind": "relative"}))
    fay = viewer(house, house.fay, now, Role.relative)
    assert sees(house, fay, house.gus, Data.family_plan)
    for data in set(Data) - {Data.family_plan}:
        assert not sees(house, fay, house.gus, data), data
    as_provider = viewer(house, house.fay, now, Role.provider)
    assert not sees(house, as_provider, house.gus, Data.family_plan)
    assert not sees(house, as_provider, house.gus, Data.profile)
    with meanwhile(house, shown, person_id=house.gus.id):
        own = viewer(house, house.gus, now, Role.client, Role.relative)
        assert not sees(house, own, house.gus, Data.family_plan)


def test_rows_and_queries_agree_on_what_holds(house: House) -> None:
    now = clock.utc_now()
    cases = product((None, *EndReason), (None, now - A_MOMENT, now, now + A_MOMENT), (None, now))
    for at, (why, expires_at, left_at) in enumerate(cases):
        client = house.gus if at % 2 else house.ada
        with house.database.unit_of_work() as db:
            recipient = Recipient(
                id=new_id(), client_id=client.id, kind=RecipientKind.provider, name="Cleo",
                made_at=now, ended_at=left_at,
            )  # fmt: skip
            db.add(recipient)
            db.flush()
            consent = _consent(db.exec(select(SignIn.id)).first(), recipient, expires_at, now)
            end = ConsentEnd(consent_id=consent.id, at=now, why=why) if why else None
            db.add(consent)
            db.flush()
            db.add_all([end] if end else [])
            db.flush()
            found = db.exec(
                select(Consent.id).join(Recipient).where(Consent.id == consent.id, in_force(now))
            ).first()
            expected = not (why or left_at or (expires_at is not None and expires_at <= now))
            assert (found is not None) == expected == holds(consent, end, recipient, now)


def _consent(
    sign_in_id: UUID | None, recipient: Recipient, expires_at: datetime | None, now: datetime
) -> Consent:
    assert sign_in_id is not None
    return Consent(
        id=new_id(), client_id=recipient.client_id, recipient_id=recipient.id,
        purpose=ConsentPurpose.care, expires_at=expires_at, statement="Read",
        statement_version="test", statement_hash="0" * 64, language="en", signature="Gus",
        signed_at=now, sign_in_id=sign_in_id,
    )  # fmt: skip


def test_a_day_that_passes_needs_no_job(house: House) -> None:
    ends_at = clock.utc_now() + timedelta(minutes=5)
    gone = house.client_of(house.cleo, "Ines")
    house.signs_for(gone, house.bea, expires_at=ends_at)
    path = f"/api/clients/{gone.id}/weeks"
    assert house.bea.browser.get(path).status_code == 200
    with patch.object(clock, "utc_now", lambda: ends_at):
        assert house.bea.browser.get(path).status_code == 404
