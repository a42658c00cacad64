"""The demo centre's programmes: templates as this centre has edited them."""

from collections.abc import Iterator
from typing import Any

from app.clock import Weekday
from app.demo.courses import CLASSIC, COURSES, Course
from app.demo.groups import EVENING, MORNING
from app.programs.design import Group, ProgrammeDesign
from app.programs.kinds import AppointmentKind, Modality
from app.programs.models import Programme, ProgrammeKind
from app.programs.templates import shipped

_SPANISH = {
    "Morning learning group": "Grupo de aprendizaje de la mañana",
    "Morning skills group": "Grupo de habilidades de la mañana",
    "Morning support group": "Grupo de apoyo de la mañana",
    "Evening learning group": "Grupo de aprendizaje de la tarde",
    "Evening skills group": "Grupo de habilidades de la tarde",
    "Evening interpersonal group": "Grupo interpersonal de la tarde",
}


def edit(programmes: dict[ProgrammeKind, Programme]) -> None:
    """Gives each programme its levels by the names that this centre uses, and its own groups."""
    for course in COURSES.values():
        programmes[course.kind].design = _design(course).model_dump(mode="json")


def _design(course: Course) -> ProgrammeDesign:
    design = shipped()[course.template].design
    levels = [
        design.levels[min(number, len(design.levels) - 1)].model_copy(
            update={"code": f"level-{number + 1}", "name": name}
        )
        for number, name in enumerate(course.levels)
    ]
    changed: dict[str, Any] = {"levels": levels}
    if course is CLASSIC:
        changed |= {"groups": list(_groups()), "weeks": 12}
        changed["levels"] = [
            level.model_copy(update={"days_a_week": 3, "usual_weeks": 4, "mutual_help_a_week": 1})
            for level in levels
        ]
    return ProgrammeDesign.model_validate(design.model_copy(update=changed).model_dump())


def _groups() -> Iterator[Group]:
    for track, weeklies in (("day", MORNING), ("evening", EVENING)):
        for weekly in weeklies:
            is_first_to_go = weekly.kind is AppointmentKind.psychoeducational
            yield Group(
                code=weekly.title.lower().replace(" ", "-"),
                title=weekly.title,
                title_es=_SPANISH[weekly.title],
                kind=weekly.kind,
                days=[Weekday(day) for day in weekly.days],
                local_time=weekly.at,
                minutes=weekly.minutes,
                capacity=12,
                modality=Modality.either if weekly.join_link else Modality.in_person,
                track=track,
                levels=["level-1", "level-2"] if is_first_to_go else [],
            )
