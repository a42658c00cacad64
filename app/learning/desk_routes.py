"""Psychoeducation for staff: the curriculum, the centre's own modules, and figures. Nothing here is
anybody's record."""

from uuid import UUID

from app.learning import own_modules
from app.learning.assigning import module_by_key
from app.learning.desk_bodies import ShelfWrite, SourceText
from app.learning.desk_groups import given_with, members_of
from app.learning.desk_queries import (
    card_answers,
    have_and_finished,
    people_in_care,
    published_texts,
)
from app.learning.desk_reading import (
    UNTOLD,
    curriculum_item,
    curriculum_module,
    faults_read,
    figures_read,
    hard_read,
    staff_text,
    topics_read,
)
from app.learning.desk_schemas import (
    CurriculumList,
    CurriculumModule,
    GroupModules,
    LearningFigures,
    PreviewRead,
    Published,
    ShelfRead,
)
from app.learning.figures import AT_LEAST, hard_cards, module_figures
from app.learning.shelf import catalogue
from app.people.models import Language
from app.people.viewers import Administrator, Counselor, Staff
from app.routing import Db, Units, house_router

router = house_router("", "learning desk")


@router.get("/curriculum")
def curriculum(viewer: Staff, units: Units, language: Language | None = None) -> CurriculumList:
    """All modules, those off the shelf too, with what can be told of how many have them."""
    wanted = language or viewer.person.language
    with units.unit_of_work() as db:
        told = module_figures(*have_and_finished(db, people_in_care(db), viewer.now))
        modules = catalogue(db)
    # How hard a hundred texts are takes a second the first time: nobody waits for the database.
    return CurriculumList(
        language=wanted,
        items=[curriculum_item(one, wanted, told.get(one.id, UNTOLD)) for one in modules.values()],
        topics=topics_read(wanted),
    )


@router.get("/curriculum/{key}")
def curriculum_of_one(
    viewer: Staff, units: Units, key: str, language: Language | None = None
) -> CurriculumModule:
    """One module: its text, what could be better in it, its versions and its Markdown."""
    with units.unit_of_work() as db:
        module = module_by_key(db, key)
        kept = published_texts(db, module.id)
    return curriculum_module(module, language or viewer.person.language, kept)


@router.post("/curriculum-previews")
def preview(viewer: Staff, units: Units, body: SourceText) -> PreviewRead:
    """How a text would be read, and what is wrong with it. Saves nothing."""
    with units.unit_of_work() as db:
        known = own_modules.known_ids(db)
    faults, text = own_modules.preview(body.source, known)
    return PreviewRead(faults=faults_read(faults), text=staff_text(text) if text else None)


@router.put("/own-modules")
def publish(viewer: Administrator, units: Units, body: SourceText) -> Published:
    """Puts a text of the centre's own on the shelf: a new module or a newer version."""
    with units.unit_of_work() as db:
        known = own_modules.known_ids(db)
    text = own_modules.to_publish(body.source, known)
    with units.unit_of_work() as db:
        own_modules.publish(db, viewer, text)
    return Published(
        key=text.key,
        id=text.module_id,
        language=text.language,
        version=text.version,
        digest=text.digest,
    )


@router.put("/curriculum/{key}/shelf")
def put_on_shelf(viewer: Administrator, db: Db, key: str, body: ShelfWrite) -> ShelfRead:
    """Takes a module off the shelf, or puts it back. Whoever began it keeps it."""
    module = module_by_key(db, key)
    row = own_modules.put_on_shelf(db, viewer, module, withdrawn=body.withdrawn)
    return ShelfRead(key=module.key, withdrawn_at=row.withdrawn_at)


@router.get("/learning-figures")
def learning_figures(viewer: Staff, db: Db, language: Language | None = None) -> LearningFigures:
    """How many of the people in care have and finished what, and which cards are hard for them."""
    wanted, modules, people = language or viewer.person.language, catalogue(db), people_in_care(db)
    told = module_figures(*have_and_finished(db, people, viewer.now))
    return LearningFigures(
        at_least=AT_LEAST,
        items=figures_read({one: told.get(one, UNTOLD) for one in modules}, modules, wanted),
        hard_cards=hard_read(hard_cards(card_answers(db, people)), modules, wanted),
    )


@router.get("/groups/{series_id}/modules")
def group_modules(
    viewer: Counselor, db: Db, series_id: UUID, language: Language | None = None
) -> GroupModules:
    """The same for those who are in a group now, for whoever leads it or has a client in it."""
    wanted, members = language or viewer.person.language, members_of(db, viewer, series_id)
    people, others = members.everybody, members.everybody - members.own - {viewer.id}
    told = module_figures(*have_and_finished(db, people, viewer.now), others)
    modules, given = catalogue(db), given_with(db, viewer, series_id, members)
    shown = [*given, *(one for one, each in told.items() if each.assigned and one not in given)]
    items = figures_read({one: told.get(one, UNTOLD) for one in shown}, modules, wanted)
    return GroupModules(
        series_id=series_id,
        at_least=AT_LEAST,
        items=items,
        hard_cards=hard_read(hard_cards(card_answers(db, people), others), modules, wanted),
    )
