"""Rooms of the centre: named once, closed and opened again."""

from concurrent.futures import ThreadPoolExecutor

from tests.support.house import House


def test_two_rooms_do_not_have_one_name(house: House) -> None:
    desk = house.edda.browser
    for name in ("Garden room", "Kitchen"):
        assert desk.post("/api/rooms", json={"name": name}).status_code == 201
    again = desk.post("/api/rooms", json={"name": "Garden room", "seats": 4})
    assert (again.status_code, again.json()["code"]) == (409, "room_name_taken")
    kitchen = desk.get("/api/rooms").json()["items"][1]
    renamed = desk.put(f"/api/rooms/{kitchen['id']}", json={"name": "Garden room"})
    assert (renamed.status_code, renamed.json()["code"]) == (409, "room_name_taken")
    assert [room["name"] for room in desk.get("/api/rooms").json()["items"]] == [
        "Garden room",
        "Kitchen",
    ]


def test_of_many_who_make_the_same_room_at_once_one_does(house: House) -> None:
    with ThreadPoolExecutor(6) as at_once:
        answers = at_once.map(
            lambda _: house.edda.browser.post("/api/rooms", json={"name": "Studio"}), range(6)
        )
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 5]


def test_what_is_no_room_is_refused(house: House) -> None:
    for body in ({"name": ""}, {"name": "A", "seats": 0}, {"name": "A\nB"}, {"name": "A", "x": 1}):
        answer = house.edda.browser.post("/api/rooms", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), body
    assert house.count("room") == 0


def test_a_room_is_renamed_closed_and_opened(house: House) -> None:
    desk = house.edda.browser
    made = desk.post("/api/rooms", json={"name": "Studio", "seats": 8}).json()
    assert made == {"id": made["id"], "name": "Studio", "seats": 8, "closed": False}
    path = f"/api/rooms/{made['id']}"
    closed = desk.put(path, json={"name": "Quiet room", "closed": True}).json()
    assert closed == {"id": made["id"], "name": "Quiet room", "seats": None, "closed": True}
    assert house.bea.browser.get("/api/rooms").json()["items"] == [closed]
    assert not desk.put(path, json={"name": "Quiet room"}).json()["closed"]
