"""Points come out the same whenever somebody looks, and in whatever order sessions are marked."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.appointments.models import Attendance, Participation
from app.ids import new_id
from app.rewards.in_order import WAITS_AT_MOST, in_order
from app.rewards.rules import InForce, Occasion, Outcome, RewardRules, What, reckon
from tests.support.furniture import meeting
from tests.support.house import Actor, House
from tests.support.reward_furniture import LONG_AGO, add_rules, here_since, rules_body

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
IN_FORCE = InForce(new_id(), None, RewardRules.model_validate(rules_body()))
MARKS = st.sampled_from([Outcome.done, Outcome.missed, Outcome.excused])


def _sessions(marks: list[Outcome]) -> list[Occasion]:
    return [
        Occasion(What.session, str(day), START + day * 12 * HOUR, mark)
        for day, mark in enumerate(marks)
    ]


def _look(ledger: dict[tuple[str, str], int], marks: list[Outcome], now: datetime) -> None:
    """Writes down what is not written yet, as a look does."""
    for line in reckon(in_order(_sessions(marks), now), lambda _: IN_FORCE).lines:
        ledger.setdefault((line.kind, line.occasion.key), line.points)


@settings(
    max_examples=100, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(MARKS, min_size=1, max_size=8), st.data())
def test_whoever_looks_when_and_marks_in_whatever_order_the_points_are_the_same(
    marks: list[Outcome], data: st.DataObject
) -> None:
    now = START + len(marks) * 12 * HOUR
    at_the_end: dict[tuple[str, str], int] = {}
    _look(at_the_end, marks, now)
    found: dict[tuple[str, str], int] = {}
    said = [Outcome.unmarked for _ in marks]
    for place in data.draw(st.permutations(range(len(marks)))):
        said[place] = marks[place]
        if data.draw(st.booleans()):
            _look(found, said, now)
    _look(found, said, now)
    assert found == at_the_end


def test_a_mark_that_is_forgotten_holds_points_up_for_a_week_and_no_longer() -> None:
    found = _sessions([Outcome.done, Outcome.unmarked, Outcome.done, Outcome.done])
    held = found[1].at

    def keys(now: datetime) -> list[str]:
        return [one.key for one in in_order(found, now)]

    assert keys(held + WAITS_AT_MOST - HOUR) == ["0"]
    assert keys(held + WAITS_AT_MOST) == ["0", "2", "3"]
    module = Occasion(What.module, "read", held + HOUR)
    assert module in in_order([*found, module], held + DAY), "only sessions have a row"


def _mark(house: House, client: Actor, session: str, mark: Attendance) -> None:
    with house.database.unit_of_work() as db:
        place = db.get_one(Participation, (UUID(session), client.id))
        place.attendance = mark
        db.add(place)


def _points(client: Actor) -> list[tuple[str, int]]:
    entries = client.browser.get("/api/points").json()["entries"]
    return [(entry["kind"], entry["points"]) for entry in reversed(entries)]


def test_a_later_session_marked_first_waits_for_the_one_before_it(house: House) -> None:
    here_since(house, house.ada)
    add_rules(house, LONG_AGO)
    first, second = (
        meeting(house, clock.utc_now() - ago, house.ada, provider_id=house.bea.id)
        for ago in (2 * DAY, DAY)
    )
    _mark(house, house.ada, second, Attendance.attended)
    assert _points(house.ada) == [], "it waits"
    _mark(house, house.ada, first, Attendance.attended)
    assert _points(house.ada) == [("earned", 2), ("earned", 3)]
