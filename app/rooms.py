"""The table of contents: every domain with its routes and its grants.

Importing this module makes the house complete: all tables are known to the metadata and all
grants to `access`. Every process imports it before it opens the database.
"""

from fastapi import APIRouter
from sqlmodel import SQLModel

from app.access import policy
from app.access.routes import router as access
from app.aftercare.ending import end_contacts
from app.aftercare.queries import contact_of
from app.aftercare.routes import router as aftercare
from app.appointments.calendar_routes import router as calendar
from app.appointments.closure_routes import router as closures
from app.appointments.conflicts import take_turns
from app.appointments.days_off import known_days_off
from app.appointments.leaving import leave_calendar, leave_groups
from app.appointments.meeting_routes import router as meetings
from app.appointments.places import absent_by, also_taken_by
from app.appointments.routes import router as appointments
from app.boards.routes import router as boards
from app.booking.aways import client_absences
from app.booking.desk_routes import router as booking_desk
from app.booking.routes import router as booking
from app.calendar_feed.routes import public_router as calendar_files
from app.calendar_feed.routes import router as calendar_feed
from app.care_records.medications.routes import router as medications
from app.care_records.monitoring.devices import end_links
from app.care_records.monitoring.integration_routes import router as integrations
from app.care_records.monitoring.routes import router as monitoring
from app.care_records.mutual_help.queries import attended_days
from app.care_records.mutual_help.routes import router as mutual_help
from app.care_records.needs.routes import router as needs
from app.care_records.routes import router as milestones
from app.check_ins.desk_routes import router as review_desk
from app.check_ins.rhythm import askable
from app.check_ins.routes import router as check_ins
from app.check_ins.staff_routes import router as check_ins_by_staff
from app.craving_logs.routes import router as craving_logs
from app.episodes.asking import asked_by
from app.episodes.care_routes import router as care
from app.episodes.endings import at_end, at_leaving
from app.episodes.grants import care_team
from app.episodes.routes import router as episodes
from app.episodes.sharing import known_around
from app.episodes.wish_routes import router as team_wishes
from app.family.class_queries import places_of_relatives
from app.family.client_routes import router as family_of_clients
from app.family.routes import router as family
from app.flags.days_off import days_off_by
from app.flags.desk_routes import router as duty
from app.flags.grants import whoever_looks
from app.flags.leaving import close_at_end, pass_on_tasks, settle, settle_at_end
from app.flags.named import named_by
from app.flags.routes import router as tasks
from app.home.brief_routes import router as session_brief
from app.home.routes import router as home
from app.learning.desk_routes import router as learning_desk
from app.learning.own_modules import own_ids, shipped_ids
from app.learning.routes import router as learning
from app.learning.team_routes import router as learning_of_clients
from app.level_of_care.queries import meetings_by
from app.level_of_care.routes import router as level_of_care
from app.notices.routes import router as notices
from app.open_door.asking import has_asked
from app.open_door.routes import router as open_door
from app.people.routes import router as people
from app.privacy.gate import consented
from app.privacy.hooks import around_by, when_sharing_changes
from app.privacy.lapsing import lapse
from app.privacy.routes import router as privacy
from app.programs.checks import clients_answer, modules_known
from app.programs.help_routes import router as help_numbers
from app.programs.programme_routes import router as programmes
from app.programs.routes import router as programs
from app.push.routes import router as push
from app.reminders.routes import router as reminders
from app.rewards.fund_routes import router as reward_funds
from app.rewards.routes import router as rewards
from app.safety_plan.desk_routes import router as safety_plan_desk
from app.safety_plan.queries import kept_from_others
from app.safety_plan.routes import router as safety_plan
from app.treatment_plan.desk_routes import router as plan_desk
from app.treatment_plan.routes import router as treatment_plan

policy.grant_by(care_team, looking=(whoever_looks,), shown=(consented,))
clients_answer(askable())
modules_known(shipped_ids, own_ids)
days_off_by(known_days_off)
named_by(contact_of)
policy.withhold_by(kept_from_others)
absent_by(client_absences)
also_taken_by(places_of_relatives)
meetings_by(attended_days)
at_end(
    take_turns,
    of_treatment=leave_groups,
    of_care=(lapse, end_contacts, end_links, settle_at_end),
    of_stay=(leave_calendar, close_at_end),
)
when_sharing_changes(settle)
around_by(known_around)
at_leaving(pass_on_tasks)
asked_by(has_asked)

ROUTERS: tuple[APIRouter, ...] = (
    people,
    access,
    programs,
    help_numbers,
    programmes,
    episodes,
    care,
    team_wishes,
    appointments,
    meetings,
    closures,
    calendar,
    craving_logs,
    milestones,
    check_ins,
    tasks,
    duty,
    review_desk,
    check_ins_by_staff,
    push,
    reminders,
    notices,
    booking,
    booking_desk,
    home,
    session_brief,
    calendar_feed,
    calendar_files,
    level_of_care,
    treatment_plan,
    plan_desk,
    safety_plan,
    safety_plan_desk,
    learning,
    learning_desk,
    learning_of_clients,
    medications,
    monitoring,
    integrations,
    needs,
    mutual_help,
    rewards,
    reward_funds,
    privacy,
    family,
    family_of_clients,
    aftercare,
    open_door,
    boards,
)
METADATA = SQLModel.metadata
