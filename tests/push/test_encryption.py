import json
from base64 import urlsafe_b64encode

import pytest
from http_ece import ECEException

from app.push.encryption import MAX_PAYLOAD, DeviceKeysRefused, check_device_keys, encrypt
from tests.fakes.browser import Browser

PAYLOAD = b'{"id":"0"}'
OFF_THE_CURVE = urlsafe_b64encode(bytes([4]) + bytes(64)).decode()


@pytest.mark.parametrize(
    "p256dh",
    ["", "BA", OFF_THE_CURVE, "B" * 87, "A" * 4096, "é" * 87, "+/" * 44, "!" * 87, "\x00" * 87],
)
def test_a_public_key_that_is_none_is_refused(p256dh: str) -> None:
    with pytest.raises(DeviceKeysRefused):
        check_device_keys(p256dh, Browser.new().auth_secret)


@pytest.mark.parametrize("auth", ["", "AAAA", "A" * 23, "A" * 86, "é" * 22, "!" * 22])
def test_a_secret_of_another_length_is_refused(auth: str) -> None:
    with pytest.raises(DeviceKeysRefused):
        check_device_keys(Browser.new().p256dh, auth)


@pytest.mark.parametrize("payload", [b"", b"hello", b'{"a":"' + b"x" * MAX_PAYLOAD + b'"}'])
def test_a_payload_that_is_no_short_json_object_is_refused(payload: bytes) -> None:
    browser = Browser.new()

    with pytest.raises(ValueError, match="one JSON object"):
        encrypt(payload, browser.p256dh, browser.auth_secret)


def test_the_browser_reads_what_was_encrypted_for_it_and_no_other_does() -> None:
    browser, other = Browser.new(), Browser.new()
    body = encrypt(PAYLOAD, browser.p256dh, browser.auth_secret)

    assert json.loads(browser.decrypt(body)) == {"id": "0"}
    with pytest.raises(ECEException):
        other.decrypt(body)


def test_padded_keys_are_read_like_unpadded_ones() -> None:
    browser = Browser.new()

    check_device_keys(browser.p256dh + "=", browser.auth_secret + "==")


def test_the_same_message_never_looks_the_same_twice() -> None:
    browser = Browser.new()

    assert len({encrypt(PAYLOAD, browser.p256dh, browser.auth_secret) for _ in range(5)}) == 5


def test_messages_of_one_block_have_one_length() -> None:
    browser = Browser.new()
    texts = [b'{"a":"' + b"x" * length + b'"}' for length in (0, 1, 200, 504)]

    assert {len(encrypt(text, browser.p256dh, browser.auth_secret)) for text in texts} == {615}


def test_the_longest_message_still_fits_every_push_service() -> None:
    browser = Browser.new()
    longest = b'{"a":"' + b"x" * (MAX_PAYLOAD - 8) + b'"}'

    assert len(encrypt(longest, browser.p256dh, browser.auth_secret)) <= 4096
