"""The inbox: everybody reads their own, and of clients only what they may still see."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from httpx2 import Response
from sqlmodel import select

from app import clock
from app.episodes.models import CareTeamMember
from app.notices.models import Notice, NoticeKind
from app.notices.service import About, tell
from tests.support.house import Actor, House, fresh_id


def told(
    house: House,
    who: Actor,
    *,
    about: Actor | None = None,
    by: Actor | None = None,
    ago: timedelta = timedelta(0),
    kind: NoticeKind = NoticeKind.client_cancelled,
) -> str:
    """A line in somebody's inbox; its id."""
    with house.database.unit_of_work() as db:
        told_of = About(
            appointment_id=uuid4(), title="Group", client_id=about.id if about else None,
            reason="sick", line="A line",
        )  # fmt: skip
        now = clock.utc_now() - ago
        tell(db, [who.id], kind, told_of, by=by.id if by else None, now=now)
        query = select(Notice.id).where(Notice.appointment_id == told_of.appointment_id)
        return str(db.exec(query).one())


def inbox(who: Actor, **params: str | int) -> Response:
    return who.browser.get("/api/notices", params=params)


def test_a_strangers_notice_and_a_missing_one_are_the_same_nothing(house: House) -> None:
    mine = told(house, house.bea)
    for notice_id in (mine, fresh_id()):
        answer = house.cleo.browser.put(f"/api/notices/{notice_id}/seen", json={})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert inbox(house.cleo).json() == {"items": [], "unseen": 0, "next": None}
    assert inbox(house.bea).json()["unseen"] == 1


@pytest.mark.parametrize("until", ["", "yesterday", "2026-06-01T10:00:00", "0001-01-01T00:00:00Z",
                                   None, 5])  # fmt: skip
def test_seen_up_to_no_instant_is_refused(house: House, until: object) -> None:
    told(house, house.bea)
    answer = house.bea.browser.put("/api/notices/seen", json={"until": until})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert inbox(house.bea).json()["unseen"] == 1


def test_a_client_who_is_no_longer_on_the_list_is_not_named(house: House) -> None:
    told(house, house.bea, about=house.ada, by=house.ada)
    [item] = inbox(house.bea).json()["items"]
    assert (item["about"]["shown_name"], item["by"], item["reason"]) == ("Ada", "Ada", "sick")
    with house.database.unit_of_work() as db:
        query = select(CareTeamMember).where(CareTeamMember.provider_id == house.bea.id)
        for member in db.exec(query):
            member.left_at = clock.utc_now()
            db.add(member)
    answer = inbox(house.bea)
    [item] = answer.json()["items"]
    assert [item[name] for name in ("about", "by", "reason", "line")] == [None] * 4
    assert (item["title"], item["kind"]) == ("Group", "client_cancelled")
    assert str(house.ada.id) not in answer.text


def test_a_client_reads_who_of_the_staff_did_it_and_nobody_elses_name(house: House) -> None:
    told(house, house.ada, by=house.bea, kind=NoticeKind.moved)
    told(house, house.ada, by=house.dov, kind=NoticeKind.moved)
    names = [item["by"] for item in inbox(house.ada).json()["items"]]
    assert names == [None, "Bea"]


def test_whoever_did_it_is_not_told_of_it(house: House) -> None:
    with house.database.unit_of_work() as db:
        people = [house.ada.id, house.bea.id, house.ada.id]
        now = clock.utc_now()
        tell(db, people, NoticeKind.booked, About(), by=house.bea.id, now=now)
    assert (inbox(house.ada).json()["unseen"], inbox(house.bea).json()["unseen"]) == (1, 0)


def test_pages_go_back_without_a_gap_and_the_count_is_of_all(house: House) -> None:
    ids = [told(house, house.bea, ago=timedelta(minutes=n)) for n in range(5)]
    first = inbox(house.bea, limit=2).json()
    told(house, house.bea)
    rest = inbox(house.bea, limit=3, before=first["next"]).json()
    assert [item["id"] for item in first["items"] + rest["items"]] == ids
    assert (first["unseen"], rest["unseen"], rest["next"]) == (5, 6, None)
    assert inbox(house.bea, before="nonsense").json()["code"] == "cursor_invalid"


def test_seen_is_seen_once_one_by_one_or_all_up_to_an_instant(house: House) -> None:
    old = told(house, house.bea, ago=timedelta(minutes=2))
    told(house, house.bea, ago=timedelta(minutes=1))
    new = told(house, house.bea)
    for _ in range(2):
        assert house.bea.browser.put(f"/api/notices/{old}/seen", json={}).status_code == 204
    first_look = inbox(house.bea).json()["items"][2]["seen_at"]
    until = (clock.utc_now() - timedelta(seconds=30)).isoformat()
    assert house.bea.browser.put("/api/notices/seen", json={"until": until}).status_code == 204
    answer = inbox(house.bea).json()
    assert [item["id"] for item in answer["items"] if item["seen_at"] is None] == [new]
    assert answer["items"][2]["seen_at"] == first_look
    assert datetime.fromisoformat(first_look) <= clock.utc_now()
    assert house.bea.browser.get("/api/notices/unseen").json() == {"unseen": 1}


def test_the_number_alone_leaves_no_trace_in_a_clients_record(house: House) -> None:
    told(house, house.bea, about=house.ada, by=house.ada)
    before = house.count("audit_event")
    assert house.bea.browser.get("/api/notices/unseen").json() == {"unseen": 1}
    assert house.count("audit_event") == before
    inbox(house.bea)
    assert house.count("audit_event") == before + 1


def test_a_long_inbox_is_few_queries(house: House) -> None:
    for number in range(30):
        told(house, house.bea, about=house.ada, by=house.ada, ago=timedelta(minutes=number))
    with house.statements() as seen:
        assert len(inbox(house.bea).json()["items"]) == 30
    assert len(seen) <= 6, seen
