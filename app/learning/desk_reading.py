"""What is read for staff becomes an answer."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.learning.answers import text_read
from app.learning.assigned import Assigned
from app.learning.checks import notices
from app.learning.curriculum import Text
from app.learning.desk_queries import Given, Kept
from app.learning.desk_schemas import (
    ClientAssigned,
    ClientModule,
    CurriculumItem,
    CurriculumModule,
    FaultRead,
    HardCard,
    LanguageRead,
    ModuleFigures,
    SharedReflection,
    StaffText,
    TopicRead,
    UnreadOfClient,
    VersionRead,
)
from app.learning.desk_sharing import Shared
from app.learning.faults import Fault
from app.learning.figures import CardId, Hard, Told
from app.learning.reading_age import Reading, reading
from app.learning.shelf import OnShelf
from app.learning.texts import key_of
from app.learning.topics import topics
from app.people.models import Language

UNTOLD = Told(None, None)
_HOW_HARD: dict[str, Reading] = {}
_MOST = 2000
_FIRST_NOT_BEGUN = {"not_begun": 1, "begun": 0, "finished": 2}


def topics_read(language: Language) -> list[TopicRead]:
    """The topics of the programmes, in their order."""
    return [TopicRead(code=one.code, name=getattr(one, language)) for one in topics().values()]


def curriculum_item(module: OnShelf, language: Language, told: Told) -> CurriculumItem:
    """A module as staff browse it."""
    text = module.text(language)
    return CurriculumItem(
        key=module.key,
        id=module.id,
        title=text.title,
        summary=text.summary,
        topics=list(text.topics),
        stage=text.stage,
        minutes=text.minutes,
        audience=list(text.audience),
        triggers=list(text.triggers),
        groups=list(text.groups),
        languages=[_language_read(module.texts[one]) for one in Language if one in module.texts],
        is_own=module.is_own,
        withdrawn_at=module.withdrawn_at,
        sources=len(text.sources),
        assigned=told.assigned,
        finished=told.finished,
    )


def _language_read(text: Text) -> LanguageRead:
    hard = how_hard(text)
    return LanguageRead(
        language=text.language,
        version=text.version,
        words=text.words,
        reading_age=hard.value,
        is_easy=hard.is_easy,
    )


def how_hard(text: Text) -> Reading:
    """How hard a text is to read; reckoned once in a process."""
    found = _HOW_HARD.get(text.digest)
    if found is None:
        if len(_HOW_HARD) > _MOST:
            _HOW_HARD.clear()
        found = _HOW_HARD[text.digest] = reading(text.blocks, text.language)
    return found


def staff_text(text: Text) -> StaffText:
    """A whole text with its front matter."""
    hard = how_hard(text)
    return StaffText(
        **text_read(text).model_dump(),
        topics=list(text.topics),
        stage=text.stage,
        audience=list(text.audience),
        triggers=list(text.triggers),
        groups=list(text.groups),
        words=text.words,
        reading_age=hard.value,
        is_easy=hard.is_easy,
    )


def curriculum_module(
    module: OnShelf, language: Language, kept: Iterable[Kept]
) -> CurriculumModule:
    """One module with all there is about it."""
    text = module.text(language)
    return CurriculumModule(
        key=module.key,
        id=module.id,
        is_own=module.is_own,
        withdrawn_at=module.withdrawn_at,
        languages=[one for one in Language if one in module.texts],
        text=staff_text(text),
        faults=faults_read(notices(text, "")),
        versions=_versions(module, kept),
        source=text.source,
    )


def _versions(module: OnShelf, kept: Iterable[Kept]) -> list[VersionRead]:
    """Every text, those there are now first."""
    rows = {row.digest: (row, by) for row, by in kept}
    texts = [module.texts[one] for one in Language if one in module.texts]
    now = [
        VersionRead(
            digest=text.digest,
            version=text.version,
            language=text.language,
            kept_at=rows[text.digest][0].kept_at if module.is_own else None,
            by=rows[text.digest][1] if module.is_own else None,
        )
        for text in texts
    ]
    older = [
        VersionRead(**row.model_dump(include=_OF_VERSION), by=by)
        for digest, (row, by) in rows.items()
        if digest not in {text.digest for text in texts}
    ]
    return [*now, *older]


_OF_VERSION = {"digest", "version", "language", "kept_at"}


def faults_read(faults: Iterable[Fault]) -> list[FaultRead]:
    """What is wrong, by line."""
    return [FaultRead.model_validate(one, from_attributes=True) for one in faults]


def client_modules(
    given: Iterable[Given], modules: Mapping[str, OnShelf], language: Language
) -> list[ClientModule]:
    """What a client was given: what they are in the middle of first, then by week and day. What is
    no longer there at all is left out."""
    items = [
        _client_module(one, modules[one.module_id].text(language))
        for one in given
        if one.module_id in modules
    ]
    return sorted(items, key=_in_order)


def _in_order(one: ClientModule) -> tuple[bool, int, bool, int, str]:
    week = one.assigned.week or 0
    return (not one.needed, _FIRST_NOT_BEGUN[one.state], not one.assigned.is_now, week, one.title)


def _client_module(one: Given, text: Text) -> ClientModule:
    return ClientModule(
        key=text.key,
        title=text.title,
        assigned=_assigned(one.assigned),
        needed=one.needed,
        state=one.progress.state,
        begun_on=one.progress.begun_on,
        finished_on=one.progress.finished_on,
    )


def _assigned(one: Assigned) -> ClientAssigned:
    return ClientAssigned.model_validate(one, from_attributes=True)


def shared_read(
    one: Shared, modules: Mapping[str, OnShelf], language: Language
) -> SharedReflection:
    """What a client shares with the viewer, with the viewer's own look at it."""
    module, mine = modules.get(one.module_id), one.reading
    return SharedReflection(
        client_id=one.client_id,
        client_name=one.client_name,
        reflection_id=one.reflection_id,
        key=key_of(one.module_id),
        module_title=module.text(language).title if module else "",
        prompt=one.prompt,
        words=one.words,
        shared_with=one.shared_with,
        happened_at=one.happened_at,
        read_at=mine.read_at if mine else None,
        line=mine.line if mine else None,
    )


def unread_read(found: Iterable[Shared]) -> list[UnreadOfClient]:
    """Whose reflections the viewer has not read, those with the newest first."""
    waiting = [one for one in found if one.reading is None]
    counts = Counter(one.client_id for one in waiting)
    names = {one.client_id: one.client_name for one in waiting}
    return [
        UnreadOfClient(client_id=client_id, client_name=name, unread=counts[client_id])
        for client_id, name in names.items()
    ]


def figures_read(
    told: Mapping[str, Told], modules: Mapping[str, OnShelf], language: Language
) -> list[ModuleFigures]:
    """Figures of modules, in their order."""
    return [
        ModuleFigures(key=module.key, title=module.text(language).title, **one._asdict())
        for module_id, one in told.items()
        if (module := modules.get(module_id)) is not None
    ]


def hard_read(
    hard: Iterable[Hard], modules: Mapping[str, OnShelf], language: Language
) -> list[HardCard]:
    """The cards that people forget, as they are asked today. One that is asked no more is left
    out."""
    found = []
    for one in hard:
        text = modules[one.card.module_id].text(language) if one.card.module_id in modules else None
        question = _question(text, one.card) if text else None
        if text is None or question is None:
            continue
        found.append(
            HardCard(
                key=text.key,
                title=text.title,
                card_id=one.card.card_id,
                question=question,
                people=one.people,
                share_forgotten=one.share_forgotten,
            )
        )
    return found


def _question(text: Text, card: CardId) -> str | None:
    return next((one.question for one in text.cards if one.id == card.card_id), None)
