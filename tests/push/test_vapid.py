import json
import os
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
import time_machine

from app.keys import LooseKey
from app.push.vapid import ContactRefused, UnknownKey, VapidKeys, check_contact
from tests.fakes.push_rules import Refusal, check_vapid
from tests.push.sending import CONTACT

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ORIGIN = "https://fcm.googleapis.com"


def token(keys: VapidKeys, origin: str = ORIGIN, now: datetime = NOON) -> str:
    return keys.authorization(origin, keys.current_id, contact=CONTACT, now=now)


def claims(authorization: str) -> dict[str, object]:
    middle = authorization.split(".")[1]
    decoded: dict[str, object] = json.loads(urlsafe_b64decode(middle + "=="))
    return decoded


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o777])
def test_a_key_file_that_others_can_read_stops_the_start(tmp_path: Path, mode: int) -> None:
    VapidKeys.load_or_create(tmp_path / "vapid")
    file = tmp_path / "vapid" / "0001.pem"
    file.chmod(mode)

    with pytest.raises(LooseKey, match=f"chmod 600 {file}"):
        VapidKeys.load_or_create(tmp_path / "vapid")


def test_a_key_folder_that_others_can_open_stops_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "vapid"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)

    with pytest.raises(LooseKey, match="chmod 700"):
        VapidKeys.load_or_create(folder)


def test_a_new_key_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        VapidKeys.load_or_create(tmp_path / "vapid")
    finally:
        os.umask(before)

    assert (tmp_path / "vapid").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "vapid" / "0001.pem").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "vapid").iterdir()] == ["0001.pem"]


def test_the_key_stays_the_same_over_a_restart(tmp_path: Path) -> None:
    first = VapidKeys.load_or_create(tmp_path / "vapid")
    again = VapidKeys.load_or_create(tmp_path / "vapid")

    assert again.current_id == first.current_id
    assert again.application_server_key == first.application_server_key
    assert len(urlsafe_b64decode(first.application_server_key + "=")) == 65


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    for round_number in range(5):
        folder, together = tmp_path / str(round_number), Barrier(8)

        def start(folder: Path = folder, together: Barrier = together) -> str:
            together.wait()
            return VapidKeys.load_or_create(folder).current_id

        with ThreadPoolExecutor(8) as processes:
            started = [processes.submit(start) for _ in range(8)]

        assert len({process.result() for process in started}) == 1
        assert len(list(folder.iterdir())) == 1


def test_after_a_rotation_the_old_key_still_signs(tmp_path: Path) -> None:
    keys = VapidKeys.load_or_create(tmp_path / "vapid")
    old_id, old_public = keys.current_id, keys.application_server_key
    keys.add()

    old = keys.authorization(ORIGIN, old_id, contact=CONTACT, now=NOON)
    assert old.endswith(f"k={old_public}")
    assert token(keys).endswith(f"k={keys.application_server_key}")
    assert keys.application_server_key != old_public


def test_a_key_that_another_process_added_is_found(tmp_path: Path) -> None:
    here = VapidKeys.load_or_create(tmp_path / "vapid")
    new_id = VapidKeys.load_or_create(tmp_path / "vapid").add()

    assert here.authorization(ORIGIN, new_id, contact=CONTACT, now=NOON)


def test_a_lost_key_is_not_mistaken_for_its_successor(tmp_path: Path) -> None:
    lost_id = VapidKeys.load_or_create(tmp_path / "vapid").current_id
    (tmp_path / "vapid" / "0001.pem").unlink()
    keys = VapidKeys.load_or_create(tmp_path / "vapid")

    with pytest.raises(UnknownKey):
        keys.authorization(ORIGIN, lost_id, contact=CONTACT, now=NOON)


def test_each_origin_has_a_token_of_its_own(keys: VapidKeys) -> None:
    origins = [ORIGIN, "https://web.push.apple.com", "https://127.0.0.1:8443"]

    assert [claims(token(keys, origin))["aud"] for origin in origins * 2] == origins * 2


def test_a_token_is_kept_for_six_hours_and_then_made_anew(keys: VapidKeys) -> None:
    first = token(keys)

    assert token(keys, now=NOON + timedelta(hours=5, minutes=59)) == first
    assert token(keys, now=NOON + timedelta(hours=6)) != first


def test_a_token_is_made_anew_when_the_clock_went_back(keys: VapidKeys) -> None:
    first = token(keys)

    assert token(keys, now=NOON - timedelta(days=1)) != first


@pytest.mark.parametrize("skew_minutes", [-5, 0, 5])
def test_a_token_is_valid_all_day_for_a_service_whose_clock_is_off(
    keys: VapidKeys, skew_minutes: int
) -> None:
    for hour in range(24):
        now = NOON + timedelta(hours=hour)
        with time_machine.travel(now + timedelta(minutes=skew_minutes), tick=False):
            assert check_vapid(token(keys, now=now), ORIGIN, keys.application_server_key)


def test_the_rules_of_the_fake_service_refuse_a_wrong_token(keys: VapidKeys) -> None:
    now = datetime.now(UTC)
    good = token(keys, now=now)
    forged = good.replace("t=", "t=e30.e30.").replace("..", ".")
    for wrong, origin in [(good, "https://other.example"), (forged, ORIGIN), ("", ORIGIN)]:
        with pytest.raises(Refusal):
            check_vapid(wrong, origin, None)
    with pytest.raises(Refusal):
        check_vapid(token(keys, now=now - timedelta(days=2)), ORIGIN, None)


@pytest.mark.parametrize(
    "contact",
    ["", "operator@centre.example", "mailto:operator", "mailto:operator@localhost",
     "https://localhost", "https://localhost:8000", "http://centre.example", "https://127.0.0.1",
     "https://companion.local", "mailto:a@b@centre.example", "mailto:<a@centre.example>"],
)  # fmt: skip
def test_a_contact_that_push_services_would_refuse_stops_the_start(contact: str) -> None:
    with pytest.raises(ContactRefused, match="COMPANION_VAPID_SUBJECT"):
        check_contact(contact)


@pytest.mark.parametrize("contact", [CONTACT, "https://centre.example", "https://a.example:8443"])
def test_a_contact_of_a_real_host_is_taken(contact: str) -> None:
    assert check_contact(contact) == contact
