"""What a notification says: one fixed text for each language, whatever it is about.

It shows on a locked screen to whoever is near, so title, text, address and tag are the same for
every kind of reminder and say nothing. The phone learns more only after sign-in.
"""

import json
import re
from dataclasses import dataclass
from uuid import UUID

WEB_PUSH = 8030
"""Marks a declarative push message (W3C Push API): RFC 8030 is Web Push."""


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    body: str


WORDING = {
    "en": Wording("Companion", "You have an item for today."),
    "es": Wording("Companion", "Tienes algo para hoy."),
}
NEUTRAL_PATH = re.compile(r"/r/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The only addresses a notification may open."""


def neutral_path(reminder_id: UUID) -> str:
    """The address a notification opens: it names a reminder and says nothing about it."""
    return f"/r/{reminder_id}"


def push_payload(*, reminder_id: UUID, path: str, language: str, origin: str) -> bytes:
    """A declarative push message (W3C Push API), UTF-8 JSON, before encryption.

    `origin` has no path (`https://name.example`). Equal in length for all reminders in one
    language. A language without wording gets English. Raises ValueError for a `path` other than
    `neutral_path` makes. The `tag` lets a repeat of the same reminder replace the first.
    """
    if not NEUTRAL_PATH.fullmatch(path):
        raise ValueError("a notification opens a neutral path only")
    spoken = language if language in WORDING else "en"
    notification = {
        "title": WORDING[spoken].title,
        "body": WORDING[spoken].body,
        "navigate": origin + path,
        "lang": str(spoken),
        "tag": str(reminder_id),
        "silent": False,
    }
    message = {"web_push": WEB_PUSH, "notification": notification, "mutable": True}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
