import json
import re
import unicodedata
from typing import Any
from uuid import UUID

import pytest

from app.ids import new_id
from app.reminders.wording import WORDING, neutral_path, push_payload

ORIGIN = "https://companion.example"
ID = UUID("0199c0de-0000-7000-8000-000000000001")

WORD_LIST = """
rehab recover sober sobriet treat crav urge trigger check-in checkin session counsel clinic drug
alcohol addict substance relaps group appointment medic dose pill therap clean detox abstin alumn
aftercare patient client plan reminder program iop meeting step doctor health test craving use
rehabil recupera sobri tratamiento antojo ansia impulso desencaden registro diario sesion consejer
clinica droga adicc sustancia recaida grupo cita medicamento medicacion dosis pastilla terap limpio
desintoxic abstinen paciente cliente recordatorio programa reunion paso medico salud prueba consumo
"""
BANNED = WORD_LIST.split()


def payload(reminder_id: UUID = ID, language: str = "en", origin: str = ORIGIN) -> bytes:
    return push_payload(
        reminder_id=reminder_id,
        path=neutral_path(reminder_id),
        language=language,
        origin=origin,
    )


def plain(text: str) -> str:
    """Lower case without accents, so that no spelling slips through."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in split if not unicodedata.combining(each))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/check-in",
        "/sessions/1",
        "/r/",
        "/r/craving",
        f"/r/{ID}/",
        f"/r/{ID}?kind=session",
        f"/r/{ID}#note",
        f"/r/{ID}\n",
        f"//r/{ID}",
        f"/r/{str(ID).upper()}",
        f"@evil.example/r/{ID}",
        f"https://evil.example/r/{ID}",
    ],
)
def test_a_path_that_says_more_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="neutral"):
        push_payload(reminder_id=ID, path=path, language="en", origin=ORIGIN)


def test_the_ban_list_finds_what_it_should() -> None:
    for text in ("Your counselor wrote", "Sesión a las diez", "ADICCIÓN", "Time to check-in"):
        assert [word for word in BANNED if word in plain(text)]


@pytest.mark.parametrize("language", WORDING)
def test_nothing_on_a_lock_screen_says_what_it_is_for(language: str) -> None:
    message = payload(language=language).decode()
    for hidden in (str(ID), "web_push", ORIGIN):
        message = message.replace(hidden, "")
    assert [word for word in BANNED if word in plain(message)] == []


@pytest.mark.parametrize("language", WORDING)
def test_a_notification_is_a_declarative_push_message(language: str) -> None:
    message: dict[str, Any] = json.loads(payload(language=language))
    assert message == {
        "web_push": 8030,
        "notification": {
            "title": "Companion",
            "body": WORDING[language].body,
            "navigate": f"{ORIGIN}/r/{ID}",
            "lang": language,
            "tag": str(ID),
            "silent": False,
        },
        "mutable": True,
    }


@pytest.mark.parametrize("language", WORDING)
def test_all_reminders_in_a_language_look_alike(language: str) -> None:
    hexadecimal = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    messages = [payload(new_id(), language) for _ in range(20)]
    assert len(set(messages)) == 20
    assert len({len(message) for message in messages}) == 1
    assert len({hexadecimal.sub(b"", message) for message in messages}) == 1


def test_a_repeat_is_the_same_message() -> None:
    assert payload() == payload()


def test_two_reminders_do_not_replace_each_other() -> None:
    tags = {json.loads(payload(new_id()))["notification"]["tag"] for _ in range(5)}
    assert len(tags) == 5


def test_every_language_has_its_own_short_words() -> None:
    assert set(WORDING) == {"en", "es"}
    assert len({wording.body for wording in WORDING.values()}) == len(WORDING)
    assert {wording.title for wording in WORDING.values()} == {"Companion"}
    assert all(len(payload(language=language)) < 512 for language in WORDING)


def test_a_language_without_wording_is_english() -> None:
    assert payload(language="fr") == payload(language="en")
