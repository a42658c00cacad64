"""A need with a referral and a step for each side, for the walk over all routes."""

from typing import Any

from app import clock
from tests.support.house import Actor, fresh_id

SAID = clock.utc_now().isoformat()
NEW_NEED = "PUT /api/clients/{client_id}/needs/{need_id}"
"""Takes the version it was made from."""
_PLAN = "PUT /api/clients/{client_id}/next-steps/{step_id}"
_CONTACT = "PUT /api/clients/{client_id}/contact-person"
OF_NEEDS = (_PLAN, _CONTACT)
"""Routes whose body names somebody, or a need."""


def need_body(**other: Any) -> dict[str, Any]:
    """The body of a need as its client writes it."""
    return {"kind": "housing", "words": "A room of my own", "occurred_at": SAID} | other


def staff_need_body(**other: Any) -> dict[str, Any]:
    """The body of the same need as staff write it."""
    same = {"kind": "housing", "words": "A room of my own", "priority": "soon", "state": "open"}
    return same | other


def words_body(words: str = "A room with a key", at: str = SAID) -> dict[str, Any]:
    """The body of other words for a need."""
    return {"words": words, "occurred_at": at}


def step_body(need_id: str, whose_id: str, **other: Any) -> dict[str, Any]:
    """The body of a step that is long due."""
    return {
        "need_id": need_id, "words": "Call the office", "whose_id": whose_id,
        "due_on": "2026-01-02", "instead_of": None,
    } | other  # fmt: skip


def referral_body(**other: Any) -> dict[str, Any]:
    """The body of a referral."""
    return {"to_whom": "Sample Housing Office", "contact": "555-0142"} | other


def of_need_body(route: str, ids: dict[str, str]) -> dict[str, Any]:
    """The body of a route in `OF_NEEDS`, about these ids."""
    if route == _CONTACT:
        return {"person_id": ids.get("person_id", fresh_id())}
    return step_body(ids.get("need_id", fresh_id()), ids.get("client_id", fresh_id()))


def needs_bodies() -> dict[str, dict[str, Any]]:
    """The body of every other route of needs that takes one."""
    client, own = "PUT /api/clients/{client_id}", "PUT /api/needs/{need_id}"
    on = {"state": "contacted", "line": "They called back"}
    return {
        own: need_body(),
        f"{own}/state": {"state": "open", "occurred_at": SAID},
        "PUT /api/needs/{own_need_id}/words": words_body(),
        "PUT /api/next-steps/{step_id}/state": {"state": "done", "occurred_at": SAID},
        NEW_NEED: staff_need_body(),
        f"{NEW_NEED}/referrals/{{referral_id}}": referral_body(),
        f"{client}/referrals/{{referral_id}}/steps/{{step_number}}": on,
        f"{client}/next-steps/{{step_id}}/state": {"state": "done"},
    }


def furnish_needs(client: Actor, counselor: Actor) -> dict[str, str]:
    """A need of the client's with a referral, a step of theirs and one of the counselor's, which is
    due, and one that nobody works on: the ids."""
    ids = {name: fresh_id() for name in ("need_id", "own_need_id", "referral_id", "step_id")}
    need = ids["need_id"]
    client.browser.put(f"/api/needs/{need}", json=need_body())
    other = need_body(kind="work", words="Work that lets me come here")
    client.browser.put(f"/api/needs/{ids['own_need_id']}", json=other)
    at = f"/api/clients/{client.id}"
    put = counselor.browser.put
    put(f"{at}/needs/{need}/referrals/{ids['referral_id']}", json=referral_body())
    put(f"{at}/next-steps/{ids['step_id']}", json=step_body(need, str(client.id)))
    put(f"{at}/next-steps/{fresh_id()}", json=step_body(need, str(counselor.id)))
    return ids | {"step_number": "2"}
