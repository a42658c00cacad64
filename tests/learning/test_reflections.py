"""What somebody writes to a prompt is theirs; who reads it is theirs to say, and to say anew."""

from datetime import timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import update

from app import clock
from app.ids import new_id
from app.learning.models import Reflection, ReflectionReading, ReflectionSharing
from app.learning.reflection_queries import shared_reflection, shared_with
from app.learning.reflections import Writing, in_force
from app.people.models import Role
from app.people.viewers import SIGN_IN_COOKIE, recognise
from tests.support.house import Actor, House, fresh_id
from tests.support.learning_furniture import reflection_body
from tests.support.milestone_furniture import set_team

HOUR = timedelta(hours=1)


def _write(
    client: Actor, words: str, shared: str, *, at: timedelta = timedelta(0), **said: Any
) -> dict[str, Any]:
    body = reflection_body(
        words=words, shared_with=shared, occurred_at=(clock.utc_now() + at).isoformat(), **said
    )
    answer = client.browser.put(f"/api/reflections/{fresh_id()}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _own(client: Actor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.browser.get("/api/reflections").json()["items"]
    return found


def _shown(house: House, who: Actor) -> list[str]:
    """The words of what is shared with somebody."""
    with house.database.unit_of_work() as db:
        viewer = recognise(db, who.browser.cookies[SIGN_IN_COOKIE], clock.utc_now())
        return [one.row.words for one in shared_with(db, viewer)]


def _told(who: Actor) -> list[Any]:
    items = who.browser.get("/api/notices").json()["items"]
    return [item for item in items if item["kind"] == "reflection_shared"]


def _answer_to(house: House, reflection_id: str, client: Actor, by: Actor, line: str) -> None:
    with house.database.unit_of_work() as db:
        row = ReflectionReading(
            client_id=client.id, reflection_id=UUID(reflection_id), reader_id=by.id,
            read_at=clock.utc_now(), line=line,
        )  # fmt: skip
        db.add(row)


def test_what_makes_no_sense_is_refused_and_nothing_is_kept(house: House) -> None:
    wrong: list[dict[str, Any]] = [
        {"words": "x" * 4001}, {"words": "a\x00b"}, {"shared_with": "everybody"}, {"prompt": ""},
        {"prompt_id": "R 1"}, {"key": "halt"}, {"reader_id": "nobody"},
    ]  # fmt: skip
    for one in wrong:
        path = f"/api/reflections/{fresh_id()}"
        assert house.ada.browser.put(path, json=reflection_body(**one)).status_code == 422, one
    assert (house.count("module_reflection"), house.count("notice")) == (0, 0)


def test_what_is_kept_to_oneself_is_told_and_shown_to_nobody(house: House) -> None:
    found = _write(house.ada, "Mine alone", "nobody")
    assert (found["shared_with"], found["shared_names"], found["readings"]) == ("nobody", [], [])
    assert [_shown(house, who) for who in (house.bea, house.cleo, house.edda)] == [[], [], []]
    assert (house.count("notice"), _own(house.dov)) == (0, [])


def test_the_team_reads_it_and_nobody_else_whatever_they_are(house: House) -> None:
    set_team(house, house.ada, house.bea)
    found = _write(house.ada, "For my team", "team")
    assert found["shared_names"] == ["Bea"]
    assert [_shown(house, who) for who in (house.bea, house.cleo, house.edda, house.fay)] == [
        ["For my team"], [], [], [],
    ]  # fmt: skip
    # Who comes later reads what is for the team; who has left, nothing, and is not told.
    set_team(house, house.ada, house.cleo)
    assert [_shown(house, who) for who in (house.bea, house.cleo)] == [[], ["For my team"]]
    assert _own(house.ada)[0]["shared_names"] == ["Cleo"]
    readers = house.ada.browser.get("/api/reflections").json()["readers"]
    cleo = str(house.cleo.id)
    assert readers == {"primary": "Cleo", "primary_id": cleo, "team": ["Cleo"]}


def test_a_new_main_counselor_does_not_read_what_was_for_the_former(house: House) -> None:
    set_team(house, house.ada, house.bea, house.cleo)
    assert _write(house.ada, "For Bea", "primary")["shared_names"] == ["Bea"]
    assert [_shown(house, who) for who in (house.bea, house.cleo)] == [["For Bea"], []]
    set_team(house, house.ada, house.cleo, house.bea)
    assert [_shown(house, who) for who in (house.bea, house.cleo)] == [["For Bea"], []]
    set_team(house, house.ada, house.cleo)
    assert [_shown(house, who) for who in (house.bea, house.cleo)] == [[], []]
    assert _own(house.ada)[0]["shared_names"] == []
    assert _write(house.ada, "For Cleo now", "primary")["shared_names"] == ["Cleo"]
    assert _shown(house, house.cleo) == ["For Cleo now"]


def test_with_nobody_to_share_it_with_nobody_reads_it(house: House) -> None:
    alone = house.person("Ines", Role.client)
    for shared in ("primary", "team"):
        assert _write(alone, "To nobody yet", shared)["shared_names"] == []
    assert house.count("notice") == 0
    assert alone.browser.get("/api/reflections").json()["readers"] == {
        "primary": None,
        "primary_id": None,
        "team": [],
    }


def test_the_writing_made_last_counts_and_the_earlier_ones_stay(house: House) -> None:
    _write(house.ada, "Second", "nobody", at=-HOUR)
    assert _write(house.ada, "First", "nobody", at=-2 * HOUR)["words"] == "Second"
    _write(house.ada, "Another prompt", "nobody", at=-3 * HOUR, prompt_id="r2")
    assert [one["words"] for one in _own(house.ada)] == ["Second", "Another prompt"]
    assert house.count("module_reflection") == 3


def test_empty_words_take_it_back_and_new_ones_bring_it_again(house: House) -> None:
    _write(house.ada, "Said", "team", at=-HOUR)
    assert _write(house.ada, "  ", "team")["words"] == ""
    assert (_own(house.ada), _shown(house, house.bea)) == ([], [])
    _write(house.ada, "Said again", "team")
    assert _shown(house, house.bea) == ["Said again"]


def test_closing_counts_though_a_clock_ran_ahead_or_a_phone_was_late(house: House) -> None:
    _write(house.ada, "Ahead", "team", at=20 * HOUR)
    closed = _write(house.ada, "Now", "nobody")
    assert (closed["words"], closed["shared_with"]) == ("Now", "nobody")
    assert (_own(house.ada)[0]["words"], _shown(house, house.bea)) == ("Now", [])
    assert _write(house.ada, "", "team")["words"] == ""
    assert _own(house.ada) == []
    _write(house.dov, "Closed", "nobody", at=-HOUR)
    assert _shown(house, house.cleo) == []
    _write(house.dov, "Open, but before", "team", at=-2 * HOUR)
    assert (_shown(house, house.cleo), _told(house.cleo)) == ([], [])


def test_who_can_read_it_is_told_once_and_not_of_every_edit(house: House) -> None:
    set_team(house, house.ada, house.bea)
    for words in ("One", "Two"):
        _write(house.ada, words, "team")
    (told,) = _told(house.bea)
    assert (told["about"]["shown_name"], told["title"], told["line"]) == ("Ada", None, None)
    # Whoever could not read it before is told of it, and of another prompt everybody.
    set_team(house, house.ada, house.bea, house.cleo)
    _write(house.ada, "Three", "primary", prompt_id="r2")
    assert (len(_told(house.bea)), _told(house.cleo)) == (2, [])
    _write(house.ada, "Four", "team", prompt_id="r2")
    assert (len(_told(house.bea)), len(_told(house.cleo))) == (2, 1)
    assert _told(house.ada) == []


def test_an_edit_after_an_hour_is_told_again_and_a_replay_never(house: House) -> None:
    path, body = f"/api/reflections/{fresh_id()}", reflection_body()
    for _ in range(3):
        assert house.ada.browser.put(path, json=body).status_code == 200
    assert len(_told(house.bea)) == 1
    with house.database.unit_of_work() as db:
        db.exec(update(Reflection).values(received_at=clock.utc_now() - 2 * HOUR))
    _write(house.ada, "Once more", "team")
    assert len(_told(house.bea)) == 2


def test_the_client_sees_who_read_it_and_every_line_that_came_back(house: House) -> None:
    first = _write(house.ada, "First", "team", at=-HOUR)
    _answer_to(house, first["id"], house.ada, house.bea, "Thank you")
    second = _write(house.ada, "Second", "team")
    assert [(one["by"], one["line"]) for one in second["readings"]] == [("Bea", "Thank you")]
    assert _own(house.ada)[0]["readings"] == second["readings"]
    assert _write(house.dov, "First", "team")["readings"] == []


def test_one_writing_is_found_by_those_alone_with_whom_it_is_shared(house: House) -> None:
    shared = _write(house.ada, "For my team", "team")
    with house.database.unit_of_work() as db:
        viewers = {
            who.name: recognise(db, who.browser.cookies[SIGN_IN_COOKIE], clock.utc_now())
            for who in (house.bea, house.cleo, house.edda, house.ada)
        }
        found = shared_reflection(db, viewers["Bea"], house.ada.id, UUID(shared["id"]))
        assert found.words == "For my team"
        for name in ("Cleo", "Edda", "Ada"):
            assert shared_with(db, viewers[name], house.ada.id) == []


def test_the_list_of_reflections_asks_few_questions(house: House) -> None:
    for number in range(12):
        _write(house.ada, "Words", "team", prompt_id=f"r{number}")
    with house.statements() as seen:
        assert len(_own(house.ada)) == 12
    assert len(seen) <= 10, seen


CLIENT, BEA, CLEO = new_id(), new_id(), new_id()
BEGAN = clock.utc_now()
MOMENTS = st.integers(0, 9).map(lambda hours: BEGAN + hours * HOUR)
WRITINGS = st.builds(
    Writing,
    client_id=st.just(CLIENT),
    id=st.uuids(),
    module_id=st.just("halt"),
    prompt_id=st.just("r1"),
    has_words=st.booleans(),
    shared_with=st.sampled_from(ReflectionSharing),
    reader_id=st.sampled_from((BEA, CLEO, None)),
    happened_at=MOMENTS,
    received_at=MOMENTS,
)


@given(st.lists(WRITINGS, min_size=1, max_size=8, unique_by=lambda one: one.id), st.randoms())
def test_nobody_ever_reads_what_the_last_word_of_the_client_keeps_from_them(
    writings: list[Writing], chance: Any
) -> None:
    found = in_force(writings)
    shuffled = list(writings)
    chance.shuffle(shuffled)
    assert in_force(shuffled) == found
    last = max(writings, key=attrgetter("in_order"))
    # Nothing that was written and had arrived before another was written counts over it.
    assert not any(
        found.writing.received_at < min(one.happened_at, one.received_at) for one in writings
    )
    arrived = max(writings, key=lambda one: (one.received_at, one.id))
    assert found.writing == last
    assert set(found.readers([BEA, CLEO])) <= {
        who for who in (BEA, CLEO) if last.opens_to(who) and arrived.opens_to(who)
    }
    assert found.readers([]) == []


def test_whoever_was_chosen_reads_it_though_another_is_main_counselor_when_it_arrives(
    house: House,
) -> None:
    set_team(house, house.ada, house.cleo, house.bea)
    found = _write(house.ada, "For Bea", "primary", reader_id=str(house.bea.id))
    assert found["shared_names"] == ["Bea"]
    assert [_shown(house, who) for who in (house.bea, house.cleo)] == [["For Bea"], []]


def test_an_id_of_nobody_on_the_team_opens_it_to_nobody(house: House) -> None:
    for stranger in (str(house.cleo.id), str(house.fay.id), fresh_id()):
        found = _write(house.ada, "For whom", "primary", reader_id=stranger)
        assert found["shared_names"] == []
    assert [_shown(house, who) for who in (house.bea, house.cleo)] == [[], []]
    assert not _told(house.bea)
