"""The text of a consent, with every element of 42 CFR 2.31(a). Pure.

What is missing makes no text: `require_complete` refuses it. A changed wording gets a new version;
texts that were signed are kept whole and stay as they were read. Have counsel review the wording.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.access.models import Data
from app.errors import Unprocessable
from app.people.models import Language
from app.privacy.gate import CHOICES
from app.privacy.models import ConsentPurpose, RecipientKind
from app.privacy.wording import DATA_WORDS, WORDS, spoken_day

VERSION = "2026-11.2"
PURPOSES = {
    RecipientKind.provider: ConsentPurpose.care,
    RecipientKind.relative: ConsentPurpose.family_support,
}


class ConsentIncomplete(Unprocessable):
    """`missing` names the elements."""

    code = "consent_incomplete"
    detail = "Something is missing without which nothing can be signed."


class EndNeeded(Unprocessable):
    code = "end_needed"
    detail = (
        "Please choose until when. Only sharing for your care can go on until you take it back."
    )


class NotForThem(Unprocessable):
    code = "not_for_them"
    detail = "That cannot be shared with this person."


@dataclass(frozen=True, slots=True)
class Terms:
    """The elements of one consent as they are to be read. `on_day` is the day of signing, in the
    centre's zone. Without `expires_on` and `ends_with_treatment` it holds until taken back."""

    client: str
    discloser: str
    recipient: str
    kind: RecipientKind
    data: frozenset[Data]
    purpose: ConsentPurpose | None
    expires_on: date | None
    ends_with_treatment: bool
    on_day: date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A text to be read and signed. `hash` is its SHA-256, hex."""

    text: str
    hash: str
    version: str
    language: Language


def require_complete(terms: Terms) -> None:
    """Raises `ConsentIncomplete`, `NotForThem`, and `EndNeeded` where only care may do without an
    end; a purpose that is not the recipient's is a missing one."""
    elements = {
        "client": terms.client.strip(),
        "discloser": terms.discloser.strip(),
        "recipient": terms.recipient.strip(),
        "data": terms.data,
        "purpose": terms.purpose is PURPOSES[terms.kind],
        "date": terms.on_day,
    }
    missing = [name for name, value in elements.items() if not value]
    if missing:
        raise ConsentIncomplete(missing=missing)
    if not terms.data <= CHOICES[terms.kind]:
        raise NotForThem
    has_end = terms.ends_with_treatment or terms.expires_on is not None
    if not has_end and terms.purpose is not ConsentPurpose.care:
        raise EndNeeded


def render(terms: Terms, language: Language) -> Statement:
    """The whole text in one language. The same terms give the same text; raises as
    `require_complete`."""
    require_complete(terms)
    words = WORDS[language]
    text = "\n\n".join(_paragraphs(terms, words, language)) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Statement(text, digest, VERSION, language)


def _paragraphs(terms: Terms, words: Mapping[str, str], language: Language) -> list[str]:
    names = {"client": terms.client, "centre": terms.discloser, "recipient": terms.recipient}
    kind = terms.kind.value
    shown = sorted(terms.data, key=list(Data).index)
    if terms.kind is RecipientKind.provider:
        shown.insert(0, Data.profile)
    what = "\n".join(f"- {DATA_WORDS[language][data]}" for data in shown)
    signed_on = spoken_day(terms.on_day, language) if terms.on_day else ""
    return [
        words["who"].format(**names),
        words["discloser"].format(**names),
        words[f"recipient_{kind}"].format(**names),
        f"{words['what']}\n{what}",
        words[f"purpose_{kind}"].format(**names),
        _until(terms, words, language),
        words["take_back"].format(**names),
        words[f"redisclosure_{kind}"].format(**names),
        words["refusal"].format(**names),
        words["date"].format(day=signed_on),
    ]


def _until(terms: Terms, words: Mapping[str, str], language: Language) -> str:
    if terms.expires_on is not None:
        return words["until_day"].format(day=spoken_day(terms.expires_on, language))
    return words["until_treatment" if terms.ends_with_treatment else "until_none"]
