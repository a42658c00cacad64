"""A centre's own modules: published as Markdown, version by version, beside those that come with
the service. Their ids begin with `own-`. What was published stays: a text that somebody began can
be read to its end, also when a newer one has come or the module is off the shelf.
"""

import re
from collections.abc import Collection, Iterable
from http import HTTPStatus
from typing import Any

from sqlmodel import Session, col, func, select

from app.errors import Conflict, Problem
from app.learning.checks import notices
from app.learning.curriculum import CurriculumFault, Fault, Text, parse, shipped
from app.learning.models import ModuleOnShelf, ModuleText
from app.learning.shelf import OnShelf
from app.offline import insert_once
from app.people.viewers import Viewer
from app.programs.checks import OWN

NAME = "own.md"
_ID = re.compile(r"""^[ \t]*id[ \t]*=[ \t]*["']([a-z0-9-]{1,60})["']""", re.MULTILINE)
_NOT_OWN = "The id of a module of your own begins with own-."


class FaultyModule(Problem):
    """A text with hard faults; `faults` names each with its line."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "faulty_module"
    detail = "Something in this text has to be mended first. Nothing was published."


class ModuleIsShipped(Conflict):
    code = "module_is_shipped"
    detail = (
        "This id belongs to a module that comes with the service. Ids of your own begin with own-."
    )


class VersionNotNewer(Conflict):
    code = "version_not_newer"
    detail = "This version, or a newer one, is published already. Count the version up first."


def shipped_ids() -> Collection[str]:
    """The ids of the modules that come with the service."""
    return shipped().keys()


def own_ids(db: Session) -> frozenset[str]:
    """The ids of the centre's own modules, also of those that are off the shelf."""
    query = select(ModuleOnShelf.module_id).where(col(ModuleOnShelf.is_own).is_(True))
    return frozenset(db.exec(query))


def known_ids(db: Session) -> frozenset[str]:
    """The ids of all modules there are: what a text may link to."""
    return own_ids(db) | shipped().keys()


def preview(source: str, known: Iterable[str]) -> tuple[list[Fault], Text | None]:
    """What is wrong with a text that is to be one of the centre's own, and the text as it would be
    read; None where it cannot be read. Never raises, whatever is sent."""
    # A text may lead to itself before anybody else knows of it.
    itself = _ID.search(source)
    ids = {*known, *(itself.groups() if itself else ())}
    try:
        text = parse(source, NAME, ids)
    except CurriculumFault as error:
        return list(error.faults), None
    found = notices(text, NAME)
    if not text.module_id.startswith(OWN):
        found.append(Fault(NAME, text.lines.of(("id",)), "not_own_id", _NOT_OWN))
    return sorted(found, key=lambda one: one.line), text


def to_publish(source: str, known: Iterable[str]) -> Text:
    """The text that is to be published, read before anything is asked of the database or held in
    it. Raises `FaultyModule` and `ModuleIsShipped`."""
    faults, text = preview(source, known)
    if text is not None and text.module_id in shipped():
        raise ModuleIsShipped
    hard = [fault for fault in faults if fault.hard]
    if text is None or hard:
        raise FaultyModule(faults=faults_told(hard))
    return text


def publish(db: Session, viewer: Viewer, text: Text) -> Text:
    """Puts a text that may be published on the shelf: a new module, or a newer version of one in
    its language. The same text once more changes nothing.

    Raises `VersionNotNewer` unless its version is over that of every text published of the module
    in this language.
    """
    _take_turn(db, viewer, text.module_id)
    newest = _newest_version(db, text)
    kept = db.get(ModuleText, text.digest)
    if kept is not None and kept.version == newest:
        return text
    if newest is not None and text.version <= newest:
        raise VersionNotNewer
    db.add(_row(text, viewer))
    db.flush()
    return text


def put_on_shelf(db: Session, viewer: Viewer, module: OnShelf, *, withdrawn: bool) -> ModuleOnShelf:
    """Takes a module off the shelf, or puts it back; saying what is so already changes nothing."""
    row = _held(db, viewer, module.id, is_own=module.id.startswith(OWN))
    if withdrawn != (row.withdrawn_at is not None):
        row.withdrawn_at = viewer.now if withdrawn else None
        row.changed_by, row.changed_at = viewer.id, viewer.now
        db.add(row)
        db.flush()
    return row


def faults_told(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as they are told: line, code, sentence, and whether they are hard."""
    return [
        {"line": one.line, "code": one.code, "sentence": one.sentence, "hard": one.hard}
        for one in faults
    ]


def _take_turn(db: Session, viewer: Viewer, module_id: str) -> None:
    row = _held(db, viewer, module_id, is_own=True)
    row.changed_by, row.changed_at = viewer.id, viewer.now
    db.add(row)


def _held(db: Session, viewer: Viewer, module_id: str, *, is_own: bool) -> ModuleOnShelf:
    """The module's place on the shelf, kept from others until this unit of work is over."""
    insert_once(
        db,
        ModuleOnShelf(
            module_id=module_id, is_own=is_own, changed_by=viewer.id, changed_at=viewer.now
        ),
        (module_id,),
    )
    return db.get_one(ModuleOnShelf, module_id, with_for_update=True, populate_existing=True)


def _newest_version(db: Session, text: Text) -> int | None:
    return db.exec(
        select(func.max(ModuleText.version)).where(
            ModuleText.module_id == text.module_id,
            ModuleText.language == text.language,
            col(ModuleText.published_by).is_not(None),
        )
    ).one()


def _row(text: Text, viewer: Viewer) -> ModuleText:
    return ModuleText(
        digest=text.digest,
        module_id=text.module_id,
        language=text.language,
        version=text.version,
        source=text.source,
        kept_at=viewer.now,
        published_by=viewer.id,
    )
