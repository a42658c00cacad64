"""Psychoeducation over HTTP: the client's shelf, what they read, write and recall."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Response

from app import clock
from app.access import audit
from app.access.models import Data
from app.learning import queries, service
from app.learning.answers import item_read, reflection_reads, text_read
from app.learning.recall import AT_MOST_A_DAY
from app.learning.reflection_queries import own_reflections, team_of_client
from app.learning.schemas import (
    CardReviewCreate,
    CardReviewRead,
    ModuleList,
    ModuleTextRead,
    ReadingMarkCreate,
    ReadingMarkRead,
    RecallCardList,
    RecallCardRead,
    ReflectionCreate,
    ReflectionList,
    ReflectionRead,
    ReflectionReaders,
)
from app.learning.texts import key_of
from app.offline import SentAt
from app.people.models import Language
from app.people.viewers import AnyPerson, Client
from app.routing import Db, house_router

router = house_router("", "learning")


@router.get("/modules")
def modules(viewer: AnyPerson, db: Db, language: Language | None = None) -> ModuleList:
    """The modules the viewer can read, with what was given to them and how far they are. Relatives
    get those for families. Without `language`: in the viewer's own."""
    wanted = language or viewer.person.language
    shelf = queries.shelf_of(db, viewer, wanted)
    audit.viewed(db, viewer, Data.learning, [viewer.id])
    return ModuleList(
        language=wanted,
        items=[item_read(item) for item in shelf.items],
        this_week=shelf.this_week,
    )


@router.get("/module-texts/{digest}", response_model=ModuleTextRead)
def module_text(
    viewer: AnyPerson,
    db: Db,
    digest: str,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Any:
    """A whole text. It never changes: a phone asks for it once."""
    text = service.hand_out(db, viewer, digest)
    tag = f'"{text.digest}"'
    if tag in {one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")}:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return text_read(text)


@router.put("/reading-marks/{mark_id}")
def mark(
    client: Client,
    db: Db,
    mark_id: UUID,
    body: ReadingMarkCreate,
    response: Response,
    sent_at: SentAt = None,
) -> ReadingMarkRead:
    """Keeps how far the viewer read. Sending it again changes nothing; the answer says where they
    are by all that arrived."""
    row, reading, is_new = service.mark(db, client, mark_id, body, sent_at)
    _say_whether(response, is_new)
    return ReadingMarkRead(
        key=key_of(row.module_id),
        digest=reading.digest,
        block=reading.block,
        finished_at=reading.finished_at,
    )


@router.put("/card-reviews/{card_review_id}")
def review(
    client: Client,
    db: Db,
    card_review_id: UUID,
    body: CardReviewCreate,
    response: Response,
    sent_at: SentAt = None,
) -> CardReviewRead:
    """Keeps how the viewer rated themselves on a card, and says when it comes again."""
    row, card, is_new = service.review(db, client, card_review_id, body, sent_at)
    _say_whether(response, is_new)
    return CardReviewRead(
        key=key_of(row.module_id), card_id=row.card_id, due_on=card.due_on if card else None
    )


@router.get("/recall-cards")
def recall_cards(client: Client, db: Db) -> RecallCardList:
    """The viewer's cards of the next two weeks. A phone asks at most so many a day."""
    today = clock.local_day(client.now, client.person.time_zone)
    cards = queries.due_cards(db, client, today)
    known, learning = queries.cards_counted(db, client)
    audit.viewed(db, client, Data.learning, [client.id])
    return RecallCardList(
        on_day=today,
        at_most=AT_MOST_A_DAY,
        answered_today=queries.answered_on(db, client, today),
        items=[
            RecallCardRead(
                key=key_of(card.row.module_id),
                card_id=card.row.card_id,
                language=card.language,
                module_title=card.title,
                question=card.words.question,
                answer=card.words.answer,
                why=card.words.why,
                due_on=card.row.due_on,
                reviews=card.row.reviews,
            )
            for card in cards
        ],
        known=known,
        learning=learning,
    )


@router.put("/reflections/{reflection_id}")
def write(
    client: Client,
    db: Db,
    reflection_id: UUID,
    body: ReflectionCreate,
    response: Response,
    sent_at: SentAt = None,
) -> ReflectionRead:
    """Keeps what the viewer wrote to a prompt, and answers with what counts of it: the writing made
    last, by all that arrived."""
    row, is_new = service.write(db, client, reflection_id, body, sent_at)
    _say_whether(response, is_new)
    found = own_reflections(db, client, (row.module_id, row.prompt_id))
    return reflection_reads(found, team_of_client(db, client.id, client.now))[0]


@router.get("/reflections")
def reflections(client: Client, db: Db) -> ReflectionList:
    """What the viewer wrote to each prompt last, who can read it, and who has."""
    own = [one for one in own_reflections(db, client) if one.row.words]
    team = team_of_client(db, client.id, client.now)
    audit.viewed(db, client, Data.learning, [client.id])
    return ReflectionList(
        items=reflection_reads(own, team),
        readers=ReflectionReaders(
            primary=team.names[team.primary_id] if team.primary_id else None,
            primary_id=team.primary_id,
            team=list(team.names.values()),
        ),
    )


def _say_whether(response: Response, is_new: bool) -> None:
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
