"""How often the review desk asks the database: at most ten times, however much there is."""

from datetime import timedelta

from sqlmodel import update

from app import clock
from app.people.models import SignIn
from tests.check_ins.test_review_desk import CALM
from tests.support.forms import BAM_IOP, PHQ_9, form
from tests.support.house import Actor, House, check_in, craving, fresh_id

AT_MOST = 10


def _asked(house: House, path: str) -> int:
    """Statements of one request that also has to note when its person was last seen."""
    with house.database.unit_of_work() as db:
        db.exec(update(SignIn).values(last_seen_at=clock.utc_now() - timedelta(minutes=2)))
    with house.statements() as seen:
        assert house.bea.browser.get(path).status_code == 200
    assert any(said.startswith("UPDATE sign_in") for said in seen)
    return len(seen)


def _sit(client: Actor, ago: int) -> str:
    check_in_id = fresh_id()
    at = clock.utc_now() - timedelta(days=ago)
    forms = [form("phq-9", PHQ_9), form("bam-iop", BAM_IOP)]
    body = check_in(at, **(CALM | {"craving": 9})) | {"forms": forms}
    assert client.browser.put(f"/api/check-ins/{check_in_id}", json=body).status_code == 200
    client.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(8, at))
    return check_in_id


def test_the_desk_asks_at_most_ten_times_and_no_more_for_more(house: House) -> None:
    for ago in (2, 1):
        looked = _sit(house.ada, ago)
        path = f"/api/clients/{house.ada.id}/check-ins/{looked}/review"
        house.bea.browser.put(path, json={"line_to_client": "Seen"})
    newest = _sit(house.ada, 0)
    about = f"/api/clients/{house.ada.id}"
    paths = (
        "/api/review-queue",
        f"{about}/check-ins/{newest}",
        f"{about}/trends?weeks=52",
        f"{about}/session-brief",
    )
    few = [_asked(house, path) for path in paths]
    for number in range(3):
        client = house.client_of(house.bea, f"Client {number}")
        for ago in (1, 0):
            _sit(client, ago)
    for ago in (5, 4, 3):
        _sit(house.ada, ago)
    assert [_asked(house, path) for path in paths] == few
    assert max(few) <= AT_MOST, dict(zip(paths, few, strict=True))
