from app.push.breaker import Breaker, TokenTrust
from app.push.message import Verdict


def fail(breaker: Breaker, times: int, *, timed_out: bool = False, now: float = 0) -> None:
    for _ in range(times):
        breaker.record(healthy=False, timed_out=timed_out, now=now)


def succeed(breaker: Breaker, times: int = 1, now: float = 0) -> None:
    for _ in range(times):
        breaker.record(healthy=True, timed_out=False, now=now)


def test_four_timeouts_do_not_open_it_and_five_in_a_row_do() -> None:
    breaker = Breaker()
    fail(breaker, 4, timed_out=True)
    assert breaker.admits(1)

    fail(breaker, 1, timed_out=True)
    assert not breaker.admits(1)
    assert breaker.seconds_left(1) == 29


def test_an_answer_between_timeouts_starts_the_count_anew() -> None:
    breaker = Breaker()
    fail(breaker, 4, timed_out=True)
    succeed(breaker)
    fail(breaker, 4, timed_out=True)

    assert breaker.admits(1)


def test_half_of_the_last_twenty_open_it() -> None:
    breaker = Breaker()
    succeed(breaker, 100)
    fail(breaker, 9)
    assert breaker.admits(1)

    fail(breaker, 1)
    assert not breaker.admits(1)


def test_a_few_failures_of_a_service_just_met_do_not_open_it() -> None:
    breaker = Breaker()
    fail(breaker, 19)

    assert breaker.admits(1)


def test_one_message_every_thirty_seconds_goes_through_while_it_is_open() -> None:
    breaker = Breaker()
    fail(breaker, 5, timed_out=True)

    assert [breaker.admits(now) for now in (29, 30, 30, 59, 60, 61)] == [
        False, True, False, False, True, False,
    ]  # fmt: skip


def test_one_good_answer_closes_it_and_a_bad_probe_keeps_it_open() -> None:
    breaker = Breaker()
    fail(breaker, 5, timed_out=True)
    assert breaker.admits(30)
    fail(breaker, 1, now=31)
    assert not breaker.admits(60)

    assert breaker.admits(61)
    succeed(breaker, now=62)
    assert [breaker.admits(62), breaker.admits(62)] == [True, True]


def test_one_subscription_cannot_pause_a_service_for_everyone() -> None:
    trust = TokenTrust()
    verdicts = [trust.doubt("fresh", "mine", now) for now in range(10)]

    assert set(verdicts) == {Verdict.origin_stopped}
    assert trust.seconds_paused(10) == 0


def test_three_subscriptions_that_agree_pause_it_for_five_minutes() -> None:
    trust = TokenTrust()
    for endpoint in ("one", "two", "three"):
        trust.doubt("fresh", endpoint, 0)

    assert trust.seconds_paused(0) == 300
    assert trust.seconds_paused(300) == 0


def test_a_token_that_was_accepted_is_above_suspicion() -> None:
    trust = TokenTrust()
    trust.accept("proven")
    verdicts = [trust.doubt("proven", endpoint, 0) for endpoint in ("one", "two", "three")]

    assert set(verdicts) == {Verdict.refused}
    assert trust.seconds_paused(0) == 0


def test_an_acceptance_ends_the_pause() -> None:
    trust = TokenTrust()
    for endpoint in ("one", "two", "three"):
        trust.doubt("fresh", endpoint, 0)
    trust.accept("fresh")

    assert trust.seconds_paused(0) == 0
