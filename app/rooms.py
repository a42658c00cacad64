"""The table of contents: every domain with its routes and its grants.

Importing this module makes the house complete: all tables are known to the metadata and all
grants to `access`. Every process imports it before it opens the database.
"""

from fastapi import APIRouter
from sqlmodel import SQLModel

from app.access import policy
from app.access.routes import router as access
from app.appointments.routes import router as appointments
from app.booking import models as _booking  # noqa: F401
from app.calendar_feed import models as _calendar_feed  # noqa: F401
from app.check_ins.routes import router as check_ins
from app.craving_logs.routes import router as craving_logs
from app.episodes.grants import care_team
from app.episodes.routes import router as episodes
from app.home.routes import router as home
from app.level_of_care import models as _level_of_care  # noqa: F401
from app.notices import models as _notices  # noqa: F401
from app.people.routes import router as people
from app.programs.routes import router as programs
from app.push.routes import router as push
from app.reminders.routes import router as reminders
from app.treatment_plan import models as _treatment_plan  # noqa: F401

policy.grant_by(care_team)

ROUTERS: tuple[APIRouter, ...] = (
    people,
    access,
    programs,
    episodes,
    appointments,
    craving_logs,
    check_ins,
    push,
    reminders,
    home,
)
METADATA = SQLModel.metadata
