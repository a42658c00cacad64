"""What a safety plan refuses: whose it is not, what is no plan, and what is no phone number."""

from typing import Any

from tests.safety_plan.writing import MINE, desk, put, read, share, write
from tests.support.house import House, fresh_id
from tests.support.safety_plan_furniture import card, card_body, contact, thing


def _codes(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_nobody_else_comes_to_a_clients_plan(house: House) -> None:
    write(house.ada, card())
    for actor, code in ((house.cleo, 404), (house.edda, 403), (house.fay, 403), (house.dov, 403)):
        for path in (desk(house.ada), f"{desk(house.ada)}/versions"):
            assert actor.browser.get(path).status_code == code
        assert put(actor, card(), of=house.ada).status_code == code
    assert house.visitor.get(MINE).status_code == 401
    assert read(house.dov)["content"] is None


def test_staff_have_no_switch_and_no_plan_of_their_own(house: House) -> None:
    for actor in (house.bea, house.edda, house.fay):
        assert _codes(actor.browser.get(MINE)) == (403, "not_allowed")
        assert _codes(share(actor, False)) == (403, "not_allowed")
    assert house.count("safety_plan_sharing") == 0


def test_what_was_written_under_one_sign_in_is_not_stored_under_another(house: House) -> None:
    answer = put(house.ada, card(), headers={"X-Person": str(house.dov.id)})
    assert _codes(answer) == (409, "other_person")
    assert house.count("safety_plan_version") == 0


NO_NUMBERS = (
    "javascript:alert(1)", "tel:988", "555-0100;ext=2", "call me", "12", "+1234567",
    "+1 555 0100 5550100 77", "1234567890123456", "++15550100200", "555 0100+", "٥٥٥٠١٠٠",
    "*99#", "555\n0100", "<b>5550100</b>",
)  # fmt: skip
NUMBERS = (
    "+1 (555) 010-0200", "988", "555.0100", "0300 123 6600", "+34 717 003 717", "", " 112 ",
)  # fmt: skip


def test_what_is_no_phone_number_is_refused_with_a_sentence(house: House) -> None:
    for phone in NO_NUMBERS:
        answer = put(house.ada, card(people=[contact("Robin", phone)]))
        assert _codes(answer) == (422, "invalid"), phone
        (error,) = answer.json()["errors"]
        assert error["field"] == "content.people.0.phone"
        assert error["detail"]
        assert phone not in answer.text
    assert house.count("safety_plan_version") == 0


def test_numbers_as_people_write_them_are_kept(house: House) -> None:
    people = [contact("Robin", phone) for phone in NUMBERS]
    write(house.ada, card(people=people))
    found = [one["phone"] for one in read(house.ada)["content"]["people"]]
    assert found == [phone.strip() for phone in NUMBERS]


ROBIN = contact("Robin")
NO_PLANS: tuple[Any, ...] = (
    {"coping": [thing("")]}, {"coping": [thing("   ")]}, {"coping": [thing("x" * 401)]},
    {"coping": [thing("bell \x07")]}, {"coping": [thing("Walk") | {"id": "short"}]},
    {"coping": [thing("Walk") | {"id": "A" * 12}]}, {"coping": [ROBIN]},
    {"people": [ROBIN, ROBIN]}, {"people": [contact("")]},
    {"people": [ROBIN], "coping": [thing("Walk") | {"id": ROBIN["id"]}]},
    {"signs": [thing("Short nights")]}, {"signs": [thing("Short", stage="spiritual")]},
    {"triggers": [thing("Rain")]}, {"review_on": "1812-01-01"}, {"review_on": "soon"},
    {"shown_signed_out": ["everything"]}, {"more": []}, {"coping": "Walk"},
    {"coping": [thing("x" * 400) for _ in range(130)]}, None, [], 7,
)  # fmt: skip
WRONG: tuple[dict[str, Any], ...] = (
    {"based_on": -1}, {"based_on": None}, {"based_on": "one"}, {"after": "me"},
    {"occurred_at": "yesterday"}, {"occurred_at": "2026-11-22T09:00:00"},
    {"occurred_at": "9999-01-01T00:00:00Z"}, {"why": "because"},
)  # fmt: skip


def test_what_is_no_plan_is_refused_and_nothing_saved(house: House) -> None:
    bodies = [card_body(content) for content in NO_PLANS]
    bodies += [card_body(card()) | wrong for wrong in WRONG]
    for body in bodies:
        answer = house.ada.browser.put(f"{MINE}-versions/{fresh_id()}", json=body)
        assert _codes(answer) == (422, "invalid"), body
    assert house.count("safety_plan_version") == 0


def test_the_same_id_with_other_content_is_refused_and_the_first_kept(house: House) -> None:
    key = fresh_id()
    write(house.ada, card(coping=[thing("Walk")]), key=key)
    assert _codes(put(house.ada, card(), key=key)) == (422, "op_reused")
    assert len(read(house.ada)["content"]["coping"]) == 1


def test_a_change_from_the_desk_says_which_version_it_is_made_on(house: House) -> None:
    assert _codes(put(house.bea, card(), None, of=house.ada)) == (428, "if_match_needed")
    for tag in ("*", 'W/"0"', "0", '"zero"'):
        answer = put(house.bea, card(), None, of=house.ada, headers={"If-Match": tag})
        assert _codes(answer) == (428, "if_match_needed")
    assert house.count("safety_plan_version") == 0


def test_what_a_signed_out_phone_shows_is_not_for_staff_to_choose(house: House) -> None:
    shown = card(shown_signed_out=["people"])
    write(house.ada, shown)
    for other in ([], ["people", "means"]):
        answer = put(house.bea, shown | {"shown_signed_out": other}, 1, of=house.ada)
        assert _codes(answer) == (422, "clients_choice")
    assert write(house.bea, shown, 1, of=house.ada)["version"] == 2


def test_versions_there_are_not_are_not_found(house: House) -> None:
    write(house.ada, card())
    for number, code in ((2, 404), (0, 422), (-1, 422), ("x", 422)):
        assert house.ada.browser.get(f"{MINE}/versions/{number}").status_code == code
    assert house.dov.browser.get(f"{MINE}/versions/1").status_code == 404
