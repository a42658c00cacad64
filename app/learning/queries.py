"""Reading the shelf, texts and cards: from what the viewer may see."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import and_, case, or_
from sqlmodel import Session, col, func, select

from app import clock
from app.errors import NotFound
from app.learning.assigned import Assigned, Assignments, assigned_modules
from app.learning.curriculum import Card, Text, shipped, shipped_text
from app.learning.models import CardReview, ReadingMark, RecallCard
from app.learning.recall import DUE_WITHIN, KNOWN_FROM_DAYS, Standing, in_order
from app.learning.shelf import OnShelf, Reading, catalogue, digests_of, readings
from app.learning.texts import texts_of
from app.people.models import Language, Role
from app.people.viewers import Viewer

FAMILY = "family"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Item:
    """A module on somebody's shelf with the text that is theirs. `newer`: the text there would be
    for them if they were not in the middle of this one."""

    key: str
    text: Text
    is_own: bool
    assigned: Assigned | None
    reading: Reading | None
    newer: Text | None


@dataclass(frozen=True, slots=True)
class Shelf:
    items: list[Item]
    this_week: int | None


@dataclass(frozen=True, slots=True)
class _Own:
    """What a client was given and has read; nothing for anybody else."""

    given: Assignments = field(default_factory=Assignments)
    read: dict[str, Reading] = field(default_factory=dict)


def shelf_of(db: Session, viewer: Viewer, language: Language) -> Shelf:
    """The modules the viewer can read, in a language. Relatives: those for families alone."""
    own = _own(db, viewer)
    modules = _for_families(catalogue(db)) if _is_relative(viewer) else catalogue(db)
    texts = texts_of(db, digests_of(own.read.values()))
    found = [
        _item(module, own, texts, language) for module in modules.values() if _may_have(module, own)
    ]
    found += [
        Item(texts[reading.digest].key, texts[reading.digest], False, None, reading, None)
        for module_id, reading in own.read.items()
        if module_id not in modules and reading.digest in texts
    ]
    return Shelf(found, own.given.this_week)


def text_for(db: Session, viewer: Viewer, digest: str) -> Text:
    """The text with a digest, for whoever may read it: what is on the viewer's shelf, and what they
    are or were in the middle of. Staff read every text there is. Else `NotFound`."""
    text = texts_of(db, [digest]).get(digest) if _DIGEST.fullmatch(digest) else None
    if text is None:
        raise NotFound
    if viewer.is_staff:
        return text
    module = catalogue(db).get(text.module_id)
    is_newest = module is not None and module.has(digest)
    is_on_shelf = module is not None and module.withdrawn_at is None
    if Role.client not in viewer.roles:
        if is_newest and is_on_shelf and FAMILY in text.audience:
            return text
        raise NotFound
    if (is_newest and is_on_shelf) or _has_begun(db, viewer.id, digest):
        return text
    if is_newest and module is not None and _may_have(module, _own(db, viewer)):
        return text
    raise NotFound


def _own(db: Session, viewer: Viewer) -> _Own:
    if Role.client not in viewer.roles:
        return _Own()
    mine = [viewer.id]
    given = assigned_modules(db, mine, viewer.now)[viewer.id]
    return _Own(given, readings(db, mine)[viewer.id])


def _may_have(module: OnShelf, own: _Own) -> bool:
    """Whether a module is on somebody's shelf. One that was withdrawn is for those alone who began
    it, or were given it before: by somebody, or by their level in a week that had begun."""
    if module.withdrawn_at is None or module.id in own.read:
        return True
    assigned = own.given.modules.get(module.id)
    return assigned is not None and assigned.at < module.withdrawn_at


def _is_relative(viewer: Viewer) -> bool:
    return Role.client not in viewer.roles and not viewer.is_staff


def _for_families(modules: Mapping[str, OnShelf]) -> dict[str, OnShelf]:
    """The modules with those of their texts alone that are for relatives: a centre's own may be for
    them in one language and not in the other."""
    found = {}
    for module in modules.values():
        texts = {each: one for each, one in module.texts.items() if FAMILY in one.audience}
        if texts:
            found[module.id] = replace(module, texts=texts)
    return found


def _item(module: OnShelf, own: _Own, texts: dict[str, Text], language: Language) -> Item:
    newest = module.text(language)
    reading = own.read.get(module.id)
    held = texts.get(reading.digest) if reading and reading.is_held else None
    return Item(
        key=module.key,
        text=held or newest,
        is_own=module.is_own,
        assigned=own.given.modules.get(module.id),
        reading=reading,
        newer=newest if held is not None and held.digest != newest.digest else None,
    )


def _has_begun(db: Session, client_id: UUID, digest: str) -> bool:
    mark = select(ReadingMark.id).where(
        ReadingMark.client_id == client_id, ReadingMark.digest == digest
    )
    return db.exec(mark.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card with its words in `language`, and the title of the module they were read in."""

    row: RecallCard
    language: Language
    title: str
    words: Card


def due_cards(db: Session, viewer: Viewer, today: date) -> list[DueCard]:
    """The viewer's cards that are due in the next two weeks, in the order in which to ask them,
    each with the words of the text it was read in, in the viewer's language where there is a
    translation."""
    due = db.exec(
        select(RecallCard)
        .where(RecallCard.client_id == viewer.id, RecallCard.due_on <= today + DUE_WITHIN)
        .order_by(col(RecallCard.due_on), col(RecallCard.module_id), col(RecallCard.card_id))
    )
    rows = in_order(due, _standing, today)
    texts = texts_of(db, {row.digest for row in rows})
    found: list[DueCard] = []
    for row in rows:
        read = texts.get(row.digest)
        text = read and _in_language(read, row.card_id, viewer.person.language)
        words = next((one for one in text.cards if one.id == row.card_id), None) if text else None
        if text is not None and words is not None:
            found.append(DueCard(row, text.language, text.title, words))
    return found


def _standing(row: RecallCard) -> Standing:
    return Standing(row.due_on, row.introduced_at, row.stability, row.reviewed_on)


def _in_language(read: Text, card_id: str, language: Language) -> Text:
    """The translation of the text somebody read, if it is of the same edition and has the card."""
    module = shipped().get(read.module_id)
    other = module.texts.get(language) if module else None
    if other is None or shipped_text(read.digest) is None or other.version != read.version:
        return read
    return other if any(card.id == card_id for card in other.cards) else read


def cards_counted(db: Session, viewer: Viewer) -> tuple[int, int]:
    """How many of the viewer's cards are known, and how many are being learned."""
    is_known = col(RecallCard.stability) >= KNOWN_FROM_DAYS
    known, every = db.exec(
        select(func.coalesce(func.sum(case((is_known, 1), else_=0)), 0), func.count()).where(
            RecallCard.client_id == viewer.id
        )
    ).one()
    return int(known), int(every) - int(known)


def answered_on(db: Session, viewer: Viewer, day: date) -> int:
    """How many cards the viewer answered on a day, as their phone showed it or as it is at home."""
    zone = viewer.person.time_zone
    at_home = and_(
        col(CardReview.happened_at) >= clock.start_of_day(day, zone),
        col(CardReview.happened_at) < clock.end_of_day(day, zone),
    )
    cards = (
        select(CardReview.module_id, CardReview.card_id)
        .where(CardReview.client_id == viewer.id, or_(col(CardReview.on_day) == day, at_home))
        .distinct()
    )
    return db.exec(select(func.count()).select_from(cards.subquery())).one()
