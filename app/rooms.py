"""The table of contents: every domain with its routes and its grants.

Importing this module makes the house complete: all tables are known to the metadata and all
grants to `access`. Every process imports it before it opens the database.
"""

from fastapi import APIRouter
from sqlmodel import SQLModel

from app.access import policy
from app.access.routes import router as access
from app.appointments.calendar_routes import router as calendar
from app.appointments.closure_routes import router as closures
from app.appointments.conflicts import take_turns
from app.appointments.leaving import leave_calendar, leave_groups
from app.appointments.meeting_routes import router as meetings
from app.appointments.places import absent_by
from app.appointments.routes import router as appointments
from app.booking.aways import client_absences
from app.booking.desk_routes import router as booking_desk
from app.booking.routes import router as booking
from app.calendar_feed.routes import public_router as calendar_files
from app.calendar_feed.routes import router as calendar_feed
from app.care_records import models as _care_records  # noqa: F401
from app.check_ins.routes import router as check_ins
from app.craving_logs.routes import router as craving_logs
from app.episodes.care_routes import router as care
from app.episodes.endings import at_end
from app.episodes.grants import care_team
from app.episodes.routes import router as episodes
from app.episodes.wish_routes import router as team_wishes
from app.flags import models as _flags  # noqa: F401
from app.home.routes import router as home
from app.level_of_care.routes import router as level_of_care
from app.notices.routes import router as notices
from app.people.routes import router as people
from app.programs.programme_routes import router as programmes
from app.programs.routes import router as programs
from app.push.routes import router as push
from app.reminders.routes import router as reminders
from app.safety_plan import models as _safety_plan  # noqa: F401
from app.treatment_plan.desk_routes import router as plan_desk
from app.treatment_plan.routes import router as treatment_plan

policy.grant_by(care_team)
absent_by(client_absences)
at_end(take_turns, of_treatment=leave_groups, of_stay=leave_calendar)

ROUTERS: tuple[APIRouter, ...] = (
    people,
    access,
    programs,
    programmes,
    episodes,
    care,
    team_wishes,
    appointments,
    meetings,
    closures,
    calendar,
    craving_logs,
    check_ins,
    push,
    reminders,
    notices,
    booking,
    booking_desk,
    home,
    calendar_feed,
    calendar_files,
    level_of_care,
    treatment_plan,
    plan_desk,
)
METADATA = SQLModel.metadata
