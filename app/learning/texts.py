"""Texts by their digest: those that come with the service from memory, others as they were kept.

A text that a client began, or may have begun offline, is kept when it is handed out or named in a
mark. A kept text that this version of the service cannot read any more is no text.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from app.learning.curriculum import (
    CurriculumFault,
    Text,
    module_key,
    parse,
    shipped,
    shipped_by_key,
    shipped_text,
)
from app.learning.models import ModuleOnShelf, ModuleText
from app.offline import insert_once

_KEPT_AT_MOST = 1000
_UNKNOWN = "unknown:"
_read: dict[str, Text | None] = {}
"""What was read of kept texts. A digest always names the same text."""


def texts_of(db: Session, digests: Collection[str]) -> dict[str, Text]:
    """The texts with these digests, as far as they are known: one query, none for texts that came
    with the service or were asked for before."""
    found: dict[str, Text | None] = {}
    for digest in set(digests):
        shipped_one = shipped_text(digest)
        if shipped_one is not None or digest in _read:
            found[digest] = shipped_one or _read.get(digest)
    missing = set(digests) - found.keys()
    if missing:
        found |= _look_up(db, missing)
    return {digest: text for digest, text in found.items() if text is not None}


def _look_up(db: Session, missing: Collection[str]) -> dict[str, Text | None]:
    if len(_read) > _KEPT_AT_MOST:
        _read.clear()
    rows = db.exec(select(ModuleText).where(col(ModuleText.digest).in_(missing)))
    found = {row.digest: _parsed(row) for row in rows}
    _read.update(found)
    return found


def _parsed(row: ModuleText) -> Text | None:
    try:
        return parse(row.source, f"{row.language}/{row.module_id}.md")
    except CurriculumFault:
        return None


def keep_text(db: Session, text: Text, now: datetime) -> None:
    """Keeps a text that came with the service for whoever began it. Nothing is written for a text
    that is kept already: a phone asks for a whole shelf of them."""
    if shipped_text(text.digest) is None or db.get(ModuleText, text.digest) is not None:
        return
    row = ModuleText(
        digest=text.digest,
        module_id=text.module_id,
        language=text.language,
        version=text.version,
        source=text.source,
        kept_at=now,
    )
    insert_once(db, row, (text.digest,))


def module_id_of(db: Session, key: str) -> str:
    """The id of the module with a key. For a key that is not known, a word that keeps it: what a
    phone says of such a module is not lost."""
    if key in shipped_by_key():
        return shipped_by_key()[key].id
    kept = {*db.exec(select(ModuleText.module_id).distinct())}
    kept |= {*db.exec(select(ModuleOnShelf.module_id))}
    return next((one for one in kept if module_key(one) == key), _UNKNOWN + key)


def key_of(module_id: str) -> str:
    """The key of a module, also of one that `module_id_of` did not know."""
    if module_id.startswith(_UNKNOWN):
        return module_id.removeprefix(_UNKNOWN)
    known = shipped().get(module_id)
    return known.key if known else module_key(module_id)
