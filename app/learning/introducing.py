"""Cards come to a client as they finish a module, and move as they are answered.

Everything here is worked out anew from what is kept, so that finishing and answering may arrive in
any order, and more than once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter

from sqlmodel import Session, col, select

from app.learning.curriculum import Text
from app.learning.models import CardReview, RecallCard
from app.learning.recall import Answered, replay
from app.learning.shelf import Mark, catalogue
from app.learning.texts import keep_text, texts_of
from app.people.viewers import Viewer


def bring_cards(db: Session, client: Viewer, module_id: str, marks: Collection[Mark]) -> None:
    """Gives a client the cards of the texts of a module that they finished. A card is theirs since
    they first finished a text with it, in the words of the text with it that they finished last. A
    text that is not known here brings the cards of the one there is today."""
    finished = [one for one in marks if one.is_finished]
    digests = {one.digest for one in finished}
    texts = texts_of(db, digests)
    today = _text_of_today(db, client, module_id) if digests - texts.keys() else None
    if today is not None:
        keep_text(db, today, client.now)
        texts |= dict.fromkeys(digests - texts.keys(), today)
    query = select(RecallCard).where(
        RecallCard.client_id == client.id, RecallCard.module_id == module_id
    )
    cards = {row.card_id: row for row in db.exec(query)}
    for card_id, (since, on_day, digest) in _introduced(finished, texts).items():
        card = cards.get(card_id) or RecallCard(
            client_id=client.id,
            module_id=module_id,
            card_id=card_id,
            digest=digest,
            introduced_on=on_day,
            due_on=on_day,
        )
        card.introduced_at, card.introduced_on, card.digest = since, on_day, digest
        cards[card_id] = card
    remember(db, client, cards.values())


def _introduced(
    finished: Iterable[Mark], texts: Mapping[str, Text]
) -> dict[str, tuple[datetime, date, str]]:
    """Since when (and which of their days) a client has each card, and in which text, by its id."""
    found: dict[str, tuple[datetime, date, str]] = {}
    for one in sorted(finished, key=attrgetter("at", "received_at", "id")):
        text = texts.get(one.digest)
        if text is None:
            continue
        for card in text.cards:
            since, on_day, _ = found.get(card.id, (one.at, one.on_day, ""))
            found[card.id] = since, on_day, text.digest
    return found


def _text_of_today(db: Session, client: Viewer, module_id: str) -> Text | None:
    module = catalogue(db).get(module_id)
    return module.text(client.person.language) if module else None


def remember(db: Session, client: Viewer, cards: Iterable[RecallCard]) -> None:
    """Works out anew where cards of a client stand, from all that they answered."""
    kept = list(cards)
    answers = _answers(db, client, {card.module_id for card in kept})
    for card in kept:
        found = answers[card.module_id, card.card_id]
        memory = replay(card.introduced_on, found)
        card.due_on, card.reviewed_on = memory.due_on, memory.reviewed_on
        card.stability, card.difficulty = memory.stability, memory.difficulty
        card.reviews, card.forgotten = memory.reviews, memory.forgotten
        db.add(card)
    db.flush()


def _answers(
    db: Session, client: Viewer, module_ids: Collection[str]
) -> defaultdict[tuple[str, str], list[Answered]]:
    rows = db.exec(
        select(CardReview).where(
            CardReview.client_id == client.id, col(CardReview.module_id).in_(module_ids)
        )
    )
    found: defaultdict[tuple[str, str], list[Answered]] = defaultdict(list)
    for row in rows:
        answer = Answered(row.id, row.on_day, row.happened_at, row.rating)
        found[row.module_id, row.card_id].append(answer)
    return found
