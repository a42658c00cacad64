"""Which modules there are, which of them were given to whom, and how far they have read.

For many clients at once, and without asking who looks: whoever calls this has found the clients
among those that the viewer may see.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.learning.curriculum import Text, shipped
from app.learning.models import ModuleOnShelf, ModuleText, ReadingMark
from app.learning.texts import key_of, texts_of
from app.people.models import Language


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A module with its newest text in each language it is there in, at least one. `withdrawn_at`:
    off the shelf since then, for everybody who did not have it before."""

    id: str
    key: str
    texts: Mapping[Language, Text]
    is_own: bool
    withdrawn_at: datetime | None

    def text(self, language: Language) -> Text:
        """The text in a language, in the other one where there is no translation."""
        return self.texts.get(language) or next(iter(self.texts.values()))

    def has(self, digest: str) -> bool:
        """Whether a digest names one of its newest texts."""
        return any(text.digest == digest for text in self.texts.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """How far somebody is in one module. `digest` and `block` are where they were last. It
    `is_held` while the text they were in is not finished: they keep that text, whatever newer one
    there is. What was finished once (`finished_at`, the first time) stays so."""

    digest: str
    block: int
    began_at: datetime
    read_at: datetime
    finished_at: datetime | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A `ReadingMark` without what is not needed here. Nothing was read after it arrived: what a
    clock running ahead says counts from then."""

    id: UUID
    digest: str
    block: int
    is_finished: bool
    happened_at: datetime
    received_at: datetime
    on_day: date

    @property
    def at(self) -> datetime:
        """When it was made, or arrived if that is earlier."""
        return min(self.happened_at, self.received_at)


def reading_of(marks: Collection[Mark]) -> Reading:
    """What the marks of one person in one module come to; there is at least one. In whatever order
    they arrived, from however many phones."""
    in_order = sorted(marks, key=attrgetter("at", "received_at", "id"))
    last = in_order[-1]
    finished = [mark for mark in in_order if mark.is_finished]
    return Reading(
        digest=last.digest,
        block=last.block,
        began_at=in_order[0].at,
        read_at=last.at,
        finished_at=finished[0].at if finished else None,
        is_held=last.digest not in {mark.digest for mark in finished},
    )


def readings(db: Session, client_ids: Collection[UUID]) -> dict[UUID, dict[str, Reading]]:
    """How far clients are in the modules they began, by client and module id: one query."""
    rows = db.exec(
        select(
            ReadingMark.client_id, ReadingMark.module_id, ReadingMark.id, ReadingMark.digest,
            ReadingMark.block, ReadingMark.is_finished, ReadingMark.happened_at,
            ReadingMark.received_at, ReadingMark.on_day,
        ).where(col(ReadingMark.client_id).in_(client_ids))  # type: ignore[call-overload]
    )  # fmt: skip
    marks: defaultdict[tuple[UUID, str], list[Mark]] = defaultdict(list)
    for client_id, module_id, *rest in rows:
        marks[client_id, module_id].append(Mark(*rest))
    found: dict[UUID, dict[str, Reading]] = {client_id: {} for client_id in client_ids}
    for (client_id, module_id), of_module in marks.items():
        found[client_id][module_id] = reading_of(of_module)
    return found


def catalogue(db: Session) -> dict[str, OnShelf]:
    """All modules by id, the withdrawn ones too: one query, and one for own texts that were not
    asked for before."""
    said, newest = _said(db)
    texts = texts_of(db, newest.values())
    found = {one.id: _on_shelf(one.id, one.texts, said.get(one.id)) for one in shipped().values()}
    for row in said.values():
        own = {
            language: texts[digest]
            for (module_id, language), digest in newest.items()
            if module_id == row.module_id and digest in texts
        }
        if row.is_own and own:
            found[row.module_id] = _on_shelf(row.module_id, own, row)
    return found


def _said(
    db: Session,
) -> tuple[dict[str, ModuleOnShelf], dict[tuple[str, Language], str]]:
    """What the centre says of modules, and the digests of the newest of its own texts."""
    rows = db.exec(
        select(ModuleOnShelf, ModuleText.language, ModuleText.digest)
        .outerjoin(
            ModuleText,
            and_(
                col(ModuleOnShelf.is_own),
                col(ModuleText.module_id) == col(ModuleOnShelf.module_id),
                col(ModuleText.published_by).is_not(None),
            ),
        )
        .order_by(col(ModuleText.version), col(ModuleText.kept_at))
    )
    said: dict[str, ModuleOnShelf] = {}
    newest: dict[tuple[str, Language], str] = {}
    for row, language, digest in rows:
        said[row.module_id] = row
        if digest is not None:
            newest[row.module_id, Language(language)] = digest
    return said, newest


def _on_shelf(
    module_id: str, texts: Mapping[Language, Text], said: ModuleOnShelf | None
) -> OnShelf:
    return OnShelf(
        id=module_id,
        key=key_of(module_id),
        texts=texts,
        is_own=said is not None and said.is_own,
        withdrawn_at=said.withdrawn_at if said else None,
    )


def digests_of(found: Iterable[Reading]) -> set[str]:
    """The texts that are being read."""
    return {reading.digest for reading in found if reading.is_held}
