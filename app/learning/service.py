"""What a client's phone says of reading, cards and reflections. Nothing is refused for the time it
bears, nor for being about a text that is not known here (any more)."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.learning import queries
from app.learning.curriculum import Text
from app.learning.introducing import bring_cards, remember
from app.learning.models import CardReview, ReadingMark, RecallCard, Reflection, ReflectionSharing
from app.learning.recall import day_shown
from app.learning.reflection_queries import Team, team_of_client, writings
from app.learning.reflections import to_be_told
from app.learning.schemas import CardReviewCreate, ReadingMarkCreate, ReflectionCreate
from app.learning.shelf import Mark, Reading, reading_of
from app.learning.texts import keep_text, module_id_of, texts_of
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.offline import content_hash, keep_once, moment
from app.people.models import Person, Role
from app.people.viewers import Viewer


def hand_out(db: Session, viewer: Viewer, digest: str) -> Text:
    """The text with a digest. What a client is given they may begin offline, so it is kept from
    then on. `NotFound` for a text that is not the viewer's to read."""
    text = queries.text_for(db, viewer, digest)
    if Role.client in viewer.roles:
        keep_text(db, text, viewer.now)
    return text


def mark(
    db: Session, client: Viewer, mark_id: UUID, body: ReadingMarkCreate, sent_at: str | None
) -> tuple[ReadingMark, Reading, bool]:
    """Keeps how far somebody read, exactly once. Returns it with where they are by all their marks,
    and whether it is new. A finished text brings its cards."""
    _take_turns(db, client)
    text = texts_of(db, [body.digest]).get(body.digest)
    digest = content_hash(body.model_dump(mode="json"))
    happened_at = moment(body.occurred_at, sent_at, client.now).happened_at
    row = ReadingMark(
        client_id=client.id,
        id=mark_id,
        module_id=text.module_id if text else module_id_of(db, body.key),
        digest=body.digest,
        block=body.block,
        is_finished=body.is_finished,
        on_day=day_shown(body.occurred_at, min(happened_at, client.now)),
        occurred_at=body.occurred_at,
        happened_at=happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (client.id, mark_id), digest)
    if is_new and text is not None:
        keep_text(db, text, client.now)
    marks = _marks(db, client, kept.module_id)
    if is_new and kept.is_finished:
        bring_cards(db, client, kept.module_id, marks)
    audit.changed(db, client, Data.learning, [client.id])
    return kept, reading_of(marks), is_new


def _marks(db: Session, client: Viewer, module_id: str) -> list[Mark]:
    rows = db.exec(
        select(ReadingMark).where(
            ReadingMark.client_id == client.id, ReadingMark.module_id == module_id
        )
    )
    return [
        Mark(
            row.id,
            row.digest,
            row.block,
            row.is_finished,
            row.happened_at,
            row.received_at,
            row.on_day,
        )
        for row in rows
    ]


def review(
    db: Session, client: Viewer, review_id: UUID, body: CardReviewCreate, sent_at: str | None
) -> tuple[CardReview, RecallCard | None, bool]:
    """Keeps an answer to a card exactly once. For a card that is not there yet it waits: it counts
    as soon as its module is finished."""
    _take_turns(db, client)
    digest = content_hash(body.model_dump(mode="json"))
    happened_at = moment(body.occurred_at, sent_at, client.now).happened_at
    row = CardReview(
        client_id=client.id,
        id=review_id,
        module_id=module_id_of(db, body.key),
        card_id=body.card_id,
        rating=body.rating,
        on_day=day_shown(body.occurred_at, happened_at),
        occurred_at=body.occurred_at,
        happened_at=happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (client.id, review_id), digest)
    card = db.get(RecallCard, (client.id, kept.module_id, kept.card_id))
    if card is not None and is_new:
        remember(db, client, [card])
    audit.changed(db, client, Data.learning, [client.id])
    return kept, card, is_new


def write(
    db: Session, client: Viewer, reflection_id: UUID, body: ReflectionCreate, sent_at: str | None
) -> tuple[Reflection, bool]:
    """Keeps what a client wrote to a prompt exactly once; what they wrote before stays theirs. Who
    can read it learns that there is something, and not what."""
    _take_turns(db, client)
    team = team_of_client(db, client.id, client.now)
    digest = content_hash(body.model_dump(mode="json"))
    row = Reflection(
        client_id=client.id,
        id=reflection_id,
        module_id=module_id_of(db, body.key),
        **body.model_dump(include={"prompt_id", "prompt", "words", "shared_with"}),
        reader_id=_meant(body, team),
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (client.id, reflection_id), digest)
    if is_new:
        _tell(db, client, kept, team)
    audit.changed(db, client, Data.learning, [client.id])
    return kept, is_new


def _meant(body: ReflectionCreate, team: Team) -> UUID | None:
    """Whom `primary` means in this writing. Nobody who is not on the team as it arrives: an id that
    was sent opens nothing to a stranger."""
    if body.shared_with is not ReflectionSharing.primary:
        return None
    if body.reader_id is None:
        return team.primary_id
    return body.reader_id if body.reader_id in team.names else None


def _tell(db: Session, client: Viewer, row: Reflection, team: Team) -> None:
    prompt = (row.module_id, row.prompt_id)
    every = writings(db, [client.id], prompt)[client.id, *prompt]
    new = next(one for one in every if one.id == row.id)
    tell(
        db,
        to_be_told(new, every, team.names),
        NoticeKind.reflection_shared,
        About(client_id=client.id),
        by=client.id,
        now=client.now,
    )


def _take_turns(db: Session, client: Viewer) -> None:
    """What arrives together for one client is worked out one after another."""
    # Not "for update": other tables' foreign keys to the row must not wait.
    query = select(col(Person.id)).where(Person.id == client.id)
    db.exec(query.with_for_update(key_share=True)).one()
