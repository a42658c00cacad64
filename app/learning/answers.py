"""What is read becomes an answer."""

from collections.abc import Iterable
from dataclasses import asdict

from app.learning.curriculum import Text
from app.learning.queries import Item
from app.learning.reflection_queries import OwnReflection, Team
from app.learning.schemas import (
    AssignedRead,
    ModuleItem,
    ModuleTextRead,
    NewerRead,
    ReadingRead,
    ReflectionRead,
    ReflectionReadingRead,
)
from app.learning.shelf import Reading
from app.learning.texts import key_of


def item_read(item: Item) -> ModuleItem:
    """A module as it stands on the viewer's shelf."""
    text, newer = item.text, item.newer
    return ModuleItem(
        key=item.key,
        digest=text.digest,
        version=text.version,
        language=text.language,
        title=text.title,
        summary=text.summary,
        minutes=text.minutes,
        stage=text.stage,
        topics=list(text.topics),
        audience=list(text.audience),
        triggers=list(text.triggers),
        groups=list(text.groups),
        is_own=item.is_own,
        assigned=AssignedRead.model_validate(item.assigned, from_attributes=True)
        if item.assigned
        else None,
        reading=_reading_read(item.reading) if item.reading else None,
        newer=NewerRead(digest=newer.digest, version=newer.version, language=newer.language)
        if newer
        else None,
    )


def _reading_read(reading: Reading) -> ReadingRead:
    return ReadingRead.model_validate(reading, from_attributes=True)


def text_read(text: Text) -> ModuleTextRead:
    """A whole text, as it is shown."""
    return ModuleTextRead(
        digest=text.digest,
        key=text.key,
        language=text.language,
        version=text.version,
        title=text.title,
        summary=text.summary,
        minutes=text.minutes,
        today=text.today,
        family=text.family,
        blocks=list(text.blocks),
        reflections=[asdict(one) for one in text.reflections],
        cards=[asdict(one) for one in text.cards],
        sources=[asdict(one) for one in text.sources],
    )


def reflection_reads(own: Iterable[OwnReflection], team: Team) -> list[ReflectionRead]:
    """Reflections as their writer sees them."""
    return [
        ReflectionRead(
            id=one.row.id,
            key=key_of(one.row.module_id),
            prompt_id=one.row.prompt_id,
            prompt=one.row.prompt,
            words=one.row.words,
            shared_with=one.now.shared_with,
            shared_names=[team.names[who] for who in one.now.readers(team.names)],
            happened_at=one.row.happened_at,
            readings=[
                ReflectionReadingRead(
                    by=read.by, read_at=read.reading.read_at, line=read.reading.line
                )
                for read in one.reads
            ],
        )
        for one in own
    ]
