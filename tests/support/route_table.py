"""The table of every route: what each of the cast gets there, and what trace it must leave.

A verdict has one letter for each of the cast in the order of `CAST`: `o` done, `.` not found,
`x` not part of the role, `-` sign in first, `r` wrong secret, `g` no longer valid, `n` not to
be booked, `a` not in aftercare, `l` not an alumna, `d` no draws after care. The columns
are whose things the ids in the path name: Ada's (or, where staff are named, Bea's), Dov's (Cleo's),
nobody's; `mixed` names Dov as the client and takes every other id from Ada.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from fastapi.routing import APIRoute

from app.access.models import Data
from tests.support.house import Actor, Browser, House

CAST = ("visitor", "ada", "bea", "cleo", "dov", "edda", "fay", "gus")
CODES = {
    "o": {"done"},
    ".": {"not_found"},
    "x": {"not_allowed"},
    "-": {"sign_in_needed"},
    "r": {"sign_in_refused", "reading_refused", "invitation_invalid"},
    "g": {"setup_done", "invitation_invalid"},
    "n": {"not_bookable"},
    "l": {"not_an_alumna"},
    "d": {"no_draws"},
    "a": {"not_in_aftercare", "nobody_to_ask"},
}


class Row(NamedTuple):
    """One route. `notes` is the kind of data whose trace it leaves; empty for no record at all."""

    everyone: str = ""
    ada: str = ""
    dov: str = ""
    none: str = ""
    mixed: str = ""
    notes: tuple[Data, ...] = ()

    def columns(self) -> Iterator[tuple[str, str]]:
        """Whose ids, and the verdicts there."""
        for whose in ("everyone", "ada", "dov", "none", "mixed"):
            if verdicts := getattr(self, whose):
                yield whose, verdicts


CRAVINGS, CHECK_INS, REMINDERS = (Data.craving_logs,), (Data.check_ins,), (Data.reminders,)
PROFILE, SESSIONS = (Data.profile,), (Data.sessions,)
PLAN = (Data.treatment_plan,)
CARD = (Data.safety_plan,)
MILESTONES = (Data.milestones,)
LEARNING = (Data.learning,)
MEDICATIONS = (Data.medications,)
MONITORING = (Data.monitoring,)
MUTUAL_HELP = (Data.mutual_help,)
CONSENTS = (Data.consents,)
FAMILY = tuple(data for data in Data if data.value.startswith("family_"))
FAMILY_SESSIONS = (Data.family_sessions,)
REWARDS = (Data.rewards,)
AFTERCARE = (Data.aftercare,)
NEEDS = (Data.needs,)
WEEKS = (*CHECK_INS, *CRAVINGS, *SESSIONS)
RELATIVE = "-xxxxxox"
ANY, STAFF, DESK = "-ooooooo", "-xooxoxx", "-xooxxxx"
CLIENTS, ADMIN = "-oxxoxxo", "-xxxxoxx"
TEAM = ("", "-xo.xxxx", "-x.oxxxx", "-x..xxxx")
CALENDAR = ("", "-xo.xoxx", "-x.oxoxx", "-x..x.xx")
NO_STAFF = "-x..x.xx"
ALUMNI, DRAWS = "-lxxlxxo", "-oxxoxxd"
NOT_IN_AFTERCARE = ("", "-xa.xxxx", "-x.axxxx", "-x..xxxx")
OWN = ("", "-o......", "-...o...", "-.......")
EACH = ("", CLIENTS, CLIENTS, CLIENTS)
STAFFED = ("", "-xo.x.xx", "-x.ox.xx", "-x..x.xx")
OWN_ALONE = ("", "-oxx.xx.", "-.xxoxx.", "-.xx.xx.")
NUMBERED = ("", CLIENTS, CLIENTS, "-.xx.xx.")
ABOUT_BEA = ("", "-oxx.xxo", "-oxx.xxo", "-oxx.xxo")
NOT_WHO_IS_MEANT = ("", "-x..xoxx", "-x..xoxx", "-x..x.xx")

# fmt: off
TABLE = {  # each of V A B C D E F G
    "GET /api/start": Row("oooooooo"),
    "POST /api/setup": Row("gggggggg"),
    "POST /api/sign-ins": Row("rrrrrrrr"),
    "POST /api/invitation-previews": Row("gggggggg"),
    "POST /api/invitation-acceptances": Row("gggggggg"),
    "GET /api/me": Row(ANY),
    "PATCH /api/me": Row(ANY),
    "PUT /api/me/passphrase": Row("-rrrrrrr"),
    "GET /api/sign-ins": Row(ANY),
    "DELETE /api/sign-ins/{sign_in_id}": Row(*OWN),
    "GET /api/staff": Row(ADMIN),
    "POST /api/staff": Row(ADMIN),
    "POST /api/staff/{person_id}/invitations": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/centre": Row(STAFF),
    "PUT /api/centre": Row(ADMIN),
    "GET /api/help-numbers": Row(ADMIN),
    "PUT /api/help-numbers": Row(ADMIN),
    "GET /api/programs": Row(STAFF),
    "POST /api/programs": Row(ADMIN),
    "POST /api/programs/{programme_id}/groups": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/programs/{programme_id}": Row(ada=STAFF, dov=STAFF, none="-x..x.xx"),
    "PUT /api/programs/{programme_id}": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "PUT /api/programs/{programme_id}/opening": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "PUT /api/programs/{programme_id}/closure": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/programme-templates": Row(ADMIN),
    "GET /api/programme-templates/{template_id}": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "POST /api/programme-checks": Row(ADMIN),
    "GET /api/rooms": Row(STAFF),
    "POST /api/rooms": Row(ADMIN),
    "PUT /api/rooms/{room_id}": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/record-access": Row(CLIENTS, notes=PROFILE),
    "GET /api/today": Row(CLIENTS, notes=PROFILE),
    "GET /api/family-home": Row(RELATIVE, notes=PROFILE),
    "POST /api/family-acceptances": Row("rrrrrrrr", notes=CONSENTS),
    "GET /api/relatives": Row(CLIENTS, notes=CONSENTS),
    "POST /api/recipients/{relative_id}/invitations": Row(*OWN_ALONE, notes=CONSENTS),
    "GET /api/sessions/{family_session_id}/relatives": Row(*OWN_ALONE, notes=FAMILY_SESSIONS),
    "PUT /api/sessions/{family_session_id}/relatives/{seated_id}":
        Row(*OWN_ALONE, notes=FAMILY_SESSIONS),
    "DELETE /api/sessions/{family_session_id}/relatives/{seated_id}":
        Row(*OWN_ALONE, notes=FAMILY_SESSIONS),
    "GET /api/appointments/{family_session_id}/relatives": Row(*TEAM, notes=FAMILY_SESSIONS),
    "PUT /api/family-places/{class_id}": Row(ada=RELATIVE, dov=RELATIVE, none="-xxxxx.x"),
    "DELETE /api/family-places/{class_id}": Row(ada=RELATIVE, dov=RELATIVE, none="-xxxxx.x"),
    "GET /api/support-plan": Row(RELATIVE),
    "PUT /api/support-plan": Row(RELATIVE),
    # Fay is a relative of Dov's who is shown everything, until she leaves.
    "GET /api/family/{client_id}":
        Row(ada="-xxxxx.x", dov=RELATIVE, none="-xxxxx.x", notes=FAMILY),
    "PUT /api/family/{client_id}/leaving":
        Row(ada="-xxxxx.x", dov=RELATIVE, none="-xxxxx.x", notes=CONSENTS),
    "PUT /api/family-leaving": Row(RELATIVE),
    "GET /api/open-door": Row(ALUMNI, notes=SESSIONS),
    "PUT /api/alumni-choice": Row(ALUMNI, notes=PROFILE),
    "PUT /api/return-wishes/{return_wish_id}/withdrawal": Row(*OWN_ALONE, notes=PROFILE),
    "GET /api/boards": Row(STAFF, notes=PROFILE),
    "GET /api/boards/centre.csv": Row(ADMIN),
    "GET /api/returns": Row(STAFF, notes=PROFILE),
    "PUT /api/clients/{alumna_id}/return-wishes/{alumna_wish_id}/answer":
        Row(ada="-xo.x.xx", dov=NO_STAFF, none=NO_STAFF, notes=PROFILE),
    # A new wish takes the place of the one that was answered above.
    "PUT /api/return-wishes/{return_wish_id}": Row("", ALUMNI, ALUMNI, ALUMNI, notes=PROFILE),
    "PUT /api/craving-logs/{log_id}": Row(*EACH, notes=CRAVINGS),
    "GET /api/craving-logs": Row(CLIENTS, notes=CRAVINGS),
    "PUT /api/craving-ratings/{rating_id}": Row(*EACH, notes=CRAVINGS),
    "PUT /api/craving-corrections/{correction_id}": Row(*EACH, notes=CRAVINGS),
    "PUT /api/recovery-starts/{start_id}": Row(*EACH, notes=MILESTONES),
    "PUT /api/slip-entries/{slip_entry_id}": Row(*EACH, notes=MILESTONES),
    "GET /api/milestones": Row(CLIENTS, notes=MILESTONES),
    "GET /api/clients/{client_id}/debriefs": Row(*TEAM, notes=MILESTONES),
    "GET /api/meetings": Row(CLIENTS, notes=MUTUAL_HELP),
    "PUT /api/meetings/{own_meeting_id}": Row(*EACH, notes=MUTUAL_HELP),
    "PUT /api/meeting-attendances/{meeting_attendance_id}": Row(*EACH, notes=MUTUAL_HELP),
    "PUT /api/meeting-sharing": Row(CLIENTS, notes=MUTUAL_HELP),
    "GET /api/clients/{client_id}/meetings": Row(*TEAM, notes=MUTUAL_HELP),
    "PUT /api/clients/{client_id}/meeting-attendances/{attended_id}/look": Row(
        *TEAM, mixed="-x..xxxx", notes=MUTUAL_HELP
    ),
    "PUT /api/check-ins/{check_in_id}": Row(*EACH, notes=CHECK_INS),
    "GET /api/check-ins": Row(CLIENTS, notes=CHECK_INS),
    "GET /api/check-in-due": Row(CLIENTS, notes=CHECK_INS),
    "GET /api/my-scores": Row(CLIENTS, notes=CHECK_INS),
    "GET /api/instruments/{instrument_id}": Row(ada=ANY, dov=ANY, none="-......."),
    "GET /api/clients/{client_id}/check-in-rhythm": Row(*TEAM, notes=CHECK_INS),
    "PUT /api/clients/{client_id}/check-in-rhythm/{instrument}": Row(*TEAM, notes=CHECK_INS),
    "DELETE /api/clients/{client_id}/check-in-rhythm/{instrument}": Row(*TEAM, notes=CHECK_INS),
    "GET /api/clients/{client_id}/staff-forms": Row(*TEAM, notes=CHECK_INS),
    "PUT /api/clients/{client_id}/staff-forms/{form_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=CHECK_INS),
    "PUT /api/check-ins/{check_in_id}/review-seen":
        Row(ada="-oxx.xx.", dov="-.xxoxx.", none="-.xx.xx.", notes=CHECK_INS),
    "GET /api/plan": Row(CLIENTS, notes=PLAN),
    "PUT /api/plan": Row(CLIENTS, notes=PLAN),
    "GET /api/plan/versions": Row(CLIENTS, notes=PLAN),
    "GET /api/plan/versions/{number}": Row(*NUMBERED, notes=PLAN),
    "GET /api/plan/changes": Row(CLIENTS, notes=PLAN),
    "PUT /api/plan/versions/{number}/acknowledgement": Row(*NUMBERED, notes=PLAN),
    "GET /api/plan/drafts": Row(CLIENTS, notes=PLAN),
    "PUT /api/plan/drafts/{draft_id}/removal": Row(*OWN_ALONE, notes=PLAN),
    "PUT /api/plan-ticks/{tick_id}": Row(*EACH, notes=PLAN),
    "PUT /api/plan-notes/{note_id}": Row(*EACH, notes=PLAN),
    "PUT /api/plan-notes/{note_id}/removal": Row(*OWN_ALONE, notes=PLAN),
    "GET /api/clients/{client_id}/plan": Row(*TEAM, notes=PLAN),
    "PUT /api/clients/{client_id}/plan": Row(*TEAM, notes=PLAN),
    "GET /api/clients/{client_id}/plan/versions": Row(*TEAM, notes=PLAN),
    "GET /api/clients/{client_id}/plan/versions/{number}": Row(*TEAM, notes=PLAN),
    "GET /api/clients/{client_id}/plan/changes": Row(*TEAM, notes=PLAN),
    "PUT /api/clients/{client_id}/plan/versions/{number}/acknowledgement":
        Row(*TEAM, notes=PLAN),
    "GET /api/clients/{client_id}/plan/drafts": Row(*TEAM, notes=PLAN),
    "PUT /api/clients/{client_id}/plan/drafts/{team_draft_id}/removal":
        Row(*TEAM, mixed="-x..xxxx", notes=PLAN),
    "GET /api/safety-plan": Row(CLIENTS, notes=CARD),
    "PUT /api/safety-plan-versions/{card_id}": Row(*EACH, notes=CARD),
    "GET /api/safety-plan/versions": Row(CLIENTS, notes=CARD),
    "GET /api/safety-plan/versions/{card_number}": Row(*NUMBERED, notes=CARD),
    "PUT /api/safety-plan/sharing": Row(CLIENTS, notes=CARD),
    "GET /api/clients/{client_id}/safety-plan": Row(*TEAM, notes=CARD),
    "PUT /api/clients/{client_id}/safety-plan-versions/{team_card_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=CARD),
    "GET /api/clients/{client_id}/safety-plan/versions": Row(*TEAM, notes=CARD),
    "GET /api/clients/{client_id}/safety-plan/versions/{card_number}": Row(*TEAM, notes=CARD),
    "GET /api/responses": Row(CLIENTS, notes=CHECK_INS),
    "GET /api/tasks": Row(STAFF, notes=CHECK_INS),
    "GET /api/tasks/{task_id}": Row(*STAFFED, notes=CHECK_INS),
    "PUT /api/tasks/{task_id}/acknowledgement": Row(*TEAM, notes=CHECK_INS),
    "PUT /api/tasks/{task_id}/handing-over": Row(*STAFFED, notes=CHECK_INS),
    "PUT /api/tasks/{task_id}/outcome": Row(*TEAM, notes=CHECK_INS),
    "GET /api/flag-precision": Row(STAFF),
    "GET /api/response-policy": Row(STAFF),
    "PUT /api/response-policy": Row(ADMIN),
    "GET /api/duty-turns": Row(STAFF),
    "POST /api/duty-turns": Row(ADMIN),
    "DELETE /api/duty-turns/{turn_id}": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/leads": Row(STAFF),
    "PUT /api/programs/{programme_id}/lead": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/review-queue": Row(DESK, notes=CHECK_INS),
    "PUT /api/clients/{client_id}/check-ins/{check_in_id}/review":
        Row(*TEAM, mixed="-x..xxxx", notes=CHECK_INS),
    "GET /api/clients/{client_id}/check-ins/{check_in_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=CHECK_INS),
    "GET /api/clients/{client_id}/trends": Row(*TEAM, notes=CHECK_INS),
    "GET /api/clients/{client_id}/session-brief": Row(*TEAM, notes=WEEKS),
    "GET /api/clients": Row(DESK, notes=PROFILE),
    "POST /api/clients": Row(DESK, notes=PROFILE),
    "GET /api/clients/{client_id}": Row(*TEAM, notes=PROFILE),
    "POST /api/clients/{client_id}/invitations": Row(*TEAM, notes=PROFILE),
    "GET /api/providers": Row(STAFF),
    "GET /api/former-clients": Row(DESK, notes=PROFILE),
    "GET /api/unattended-clients": Row(ADMIN, notes=PROFILE),
    "GET /api/clients/{client_id}/episode": Row(*TEAM, notes=PROFILE),
    "PUT /api/clients/{client_id}/assessment": Row(*TEAM, notes=PROFILE),
    "PUT /api/clients/{client_id}/sessions-a-day": Row(*TEAM, notes=PROFILE),
    "GET /api/clients/{client_id}/team": Row(*TEAM, notes=PROFILE),
    "PUT /api/clients/{client_id}/team/{provider_id}": Row(*STAFFED, notes=PROFILE),
    "DELETE /api/clients/{client_id}/team/{provider_id}": Row(*STAFFED, notes=PROFILE),
    "GET /api/my-team": Row(CLIENTS, notes=PROFILE),
    "PUT /api/team-wishes/{wish_id}": Row(*ABOUT_BEA, notes=PROFILE),
    "PUT /api/team-wishes/{wish_id}/withdrawal": Row(*OWN_ALONE, notes=PROFILE),
    "GET /api/team-wishes": Row(STAFF, notes=PROFILE),
    "PUT /api/clients/{client_id}/team-wishes/{asked_id}/arrangement":
        Row(*NOT_WHO_IS_MEANT, mixed="-x..x.xx", notes=PROFILE),
    "POST /api/former-clients/{former_id}/returns": Row(*TEAM, notes=PROFILE),
    "GET /api/clients/{client_id}/weeks": Row(*TEAM, notes=WEEKS),
    "GET /api/clients/{client_id}/level-review": Row(*TEAM, notes=PROFILE),
    "PUT /api/clients/{client_id}/level-reviews/{week}": Row(*TEAM, notes=PROFILE),
    "PUT /api/clients/{client_id}/benchmarks/{code}": Row(*TEAM, notes=PROFILE),
    "GET /api/level-review": Row(CLIENTS, notes=PROFILE),
    "GET /api/appointment-series": Row(STAFF, notes=SESSIONS),
    "POST /api/appointment-series": Row(STAFF),
    "GET /api/appointment-series/{series_id}":
        Row(ada=STAFF, dov=STAFF, none=NO_STAFF, notes=SESSIONS),
    "PUT /api/appointment-series/{series_id}": Row(*CALENDAR, notes=SESSIONS),
    "PUT /api/appointment-series/{series_id}/participants/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "DELETE /api/appointment-series/{series_id}/participants/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "PUT /api/appointment-series/{series_id}/waiting/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "DELETE /api/appointment-series/{series_id}/waiting/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "PUT /api/appointment-series/{series_id}/end": Row(*CALENDAR, notes=SESSIONS),
    "POST /api/appointments": Row(STAFF, notes=SESSIONS),
    "GET /api/appointments/{meeting_id}":
        Row(ada=STAFF, dov=STAFF, none=NO_STAFF, notes=SESSIONS),
    "PUT /api/appointments/{meeting_id}/time": Row(*CALENDAR, notes=SESSIONS),
    "PUT /api/appointments/{meeting_id}/cancellation": Row(*CALENDAR, notes=SESSIONS),
    "DELETE /api/appointments/{meeting_id}/cancellation": Row(*CALENDAR, notes=SESSIONS),
    "PUT /api/appointments/{meeting_id}/participants/{client_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=SESSIONS),
    "DELETE /api/appointments/{meeting_id}/participants/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "GET /api/closures": Row(STAFF),
    "POST /api/closures": Row(STAFF),
    "DELETE /api/closures/{closure_id}": Row(*CALENDAR),
    "GET /api/calendar": Row(STAFF, notes=SESSIONS),
    "GET /api/appointments/{appointment_id}/attendance": Row(*TEAM, notes=SESSIONS),
    "PUT /api/appointments/{appointment_id}/attendance": Row(*TEAM, notes=SESSIONS),
    "PUT /api/appointments/{appointment_id}/attendance/{client_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=SESSIONS),
    "POST /api/push-subscriptions/{subscription_id}/tests": Row(*OWN, notes=REMINDERS),
    "DELETE /api/push-subscriptions/{subscription_id}": Row(ada=ANY, dov=ANY, none=ANY),
    "PUT /api/push-subscriptions/{subscription_id}":
        Row(ada="-o......", dov="-...o...", none=ANY),
    "GET /api/reminders": Row(ANY, notes=REMINDERS),
    "GET /api/reminders/{reminder_id}": Row(*OWN, notes=REMINDERS),
    "PUT /api/reminders/{reminder_id}/acknowledgement": Row(*OWN, notes=REMINDERS),
    "GET /api/reminder-settings": Row(CLIENTS, notes=REMINDERS),
    "PUT /api/reminder-settings": Row(CLIENTS, notes=REMINDERS),
    "GET /api/my-calendar": Row(CLIENTS, notes=SESSIONS),
    "GET /api/sessions/{session_id}": Row(*OWN_ALONE, notes=SESSIONS),
    "PUT /api/sessions/{session_id}/place": Row(*OWN_ALONE, notes=SESSIONS),
    "PUT /api/sessions/{session_id}/waiting": Row(*OWN_ALONE, notes=SESSIONS),
    "DELETE /api/sessions/{session_id}/waiting": Row(*OWN_ALONE, notes=SESSIONS),
    "PUT /api/sessions/{session_id}/cancellation": Row(*OWN_ALONE, notes=SESSIONS),
    "PUT /api/move-requests/{request_id}": Row(*OWN_ALONE, notes=SESSIONS),
    "PUT /api/move-requests/{request_id}/withdrawal": Row(*OWN_ALONE, notes=SESSIONS),
    "GET /api/move-requests": Row(DESK, notes=SESSIONS),
    "PUT /api/clients/{client_id}/move-requests/{move_request_id}/answer":
        Row(*TEAM, mixed="-x..xxxx", notes=SESSIONS),
    "GET /api/bookable": Row(CLIENTS, notes=SESSIONS),
    "GET /api/free-times": Row("-oxxnxxn", notes=SESSIONS),
    "PUT /api/bookings/{booking_id}":
        Row(ada="-oxxnxxn", dov="-nxxoxxn", none="-nxxnxxn", notes=SESSIONS),
    "POST /api/away-previews": Row(CLIENTS, notes=SESSIONS),
    "PUT /api/aways/{away_id}": Row(*EACH, notes=SESSIONS),
    "PUT /api/aways/{away_id}/end": Row(*OWN_ALONE, notes=SESSIONS),
    "PUT /api/session-feedback/{feedback_id}": Row(*OWN_ALONE, notes=SESSIONS),
    "GET /api/booking-rules": Row(DESK),
    "PUT /api/booking-rules": Row(DESK),
    "GET /api/providers/{provider_id}/booking-rules":
        Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "PUT /api/providers/{provider_id}/booking-rules":
        Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/availability": Row(DESK),
    "PUT /api/availability/{hours_id}": Row(ada="-xo.xxxx", dov="-x.oxxxx"),
    "DELETE /api/availability/{hours_id}": Row(ada="-xo.xxxx", dov="-x.oxxxx", none=DESK),
    "GET /api/notices": Row(ANY, notes=SESSIONS),
    "GET /api/notices/unseen": Row(ANY),
    "PUT /api/notices/seen": Row(ANY, notes=SESSIONS),
    "PUT /api/notices/{notice_id}/seen": Row(*OWN, notes=SESSIONS),
    "GET /api/sessions/{appointment_id}/ics":
        Row(ada="-oxx.xx.", dov="-.xxoxx.", none="-.xx.xx.", notes=SESSIONS),
    "GET /api/calendar-feeds": Row(ANY),
    "POST /api/calendar-feeds": Row(ANY),
    "DELETE /api/calendar-feeds/{feed_id}": Row(*OWN),
    "GET /calendar/{secret}.ics": Row(ada="oooooooo", dov="oooooooo", none="........"),
    "GET /api/modules": Row(ANY, notes=LEARNING),
    # A text for clients: no relative's.
    "GET /api/module-texts/{digest}": Row(ada="-ooooo.o", dov="-ooooo.o", none="-......."),
    "PUT /api/reading-marks/{mark_id}": Row(*EACH, notes=LEARNING),
    "PUT /api/card-reviews/{card_review_id}": Row(*EACH, notes=LEARNING),
    "GET /api/recall-cards": Row(CLIENTS, notes=LEARNING),
    "PUT /api/reflections/{reflection_id}": Row(*EACH, notes=LEARNING),
    "GET /api/reflections": Row(CLIENTS, notes=LEARNING),
    "GET /api/curriculum": Row(STAFF),
    "GET /api/curriculum/{key}": Row(ada=STAFF, dov=STAFF, none=NO_STAFF),
    "POST /api/curriculum-previews": Row(STAFF),
    "PUT /api/own-modules": Row(ADMIN),
    "PUT /api/curriculum/{key}/shelf": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/learning-figures": Row(STAFF),
    "GET /api/groups/{series_id}/modules": Row(*TEAM),
    "GET /api/clients/{client_id}/modules": Row(*TEAM, notes=LEARNING),
    "PUT /api/module-assignments/{assignment_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=LEARNING),
    "POST /api/module-assignments/{assignment_id}/withdrawal": Row(*TEAM, notes=LEARNING),
    "PUT /api/group-assignments/{group_assignment_id}": Row(*TEAM, notes=LEARNING),
    "PUT /api/clients/{client_id}/level-modules/{key}": Row(*TEAM, notes=LEARNING),
    "GET /api/shared-reflections": Row(DESK, notes=LEARNING),
    "PUT /api/clients/{client_id}/reflections/{shared_id}/reading":
        Row(*TEAM, mixed="-x..xxxx", notes=LEARNING),
    "GET /api/medications": Row(CLIENTS, notes=MEDICATIONS),
    "PUT /api/medications/{medication_id}":
        Row(ada="-oxx.xx.", dov="-.xxoxx.", none=CLIENTS, notes=MEDICATIONS),
    "PUT /api/doses/{dose_id}": Row(*OWN_ALONE, notes=MEDICATIONS),
    "PUT /api/medications/{medication_id}/stop": Row(*OWN_ALONE, notes=MEDICATIONS),
    "GET /api/clients/{client_id}/medications": Row(*TEAM, notes=MEDICATIONS),
    "PUT /api/clients/{client_id}/medications/{medication_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=MEDICATIONS),
    "PUT /api/clients/{client_id}/medications/{medication_id}/stop":
        Row(*TEAM, mixed="-x..xxxx", notes=MEDICATIONS),
    "GET /api/monitoring": Row(CLIENTS, notes=MONITORING),
    "PUT /api/monitoring-answers/{answer_id}": Row(*OWN_ALONE, notes=MONITORING),
    "GET /api/clients/{client_id}/monitoring": Row(*TEAM, notes=MONITORING),
    "PUT /api/clients/{client_id}/monitoring-orders/{order_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=MONITORING),
    "PUT /api/clients/{client_id}/monitoring-orders/{order_id}/cancellation":
        Row(*TEAM, mixed="-x..xxxx", notes=MONITORING),
    "PUT /api/clients/{client_id}/monitoring-orders/{order_id}/sharing":
        Row(*TEAM, mixed="-x..xxxx", notes=MONITORING),
    "PUT /api/clients/{client_id}/monitoring-orders/{order_id}/collections/{collection_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=MONITORING),
    "PUT /api/clients/{client_id}/monitoring-results/{result_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=MONITORING),
    "PUT /api/clients/{client_id}/device-links/{integration_id}": Row(*TEAM, notes=MONITORING),
    "PUT /api/clients/{client_id}/device-links/{integration_id}/end": Row(*TEAM, notes=MONITORING),
    "GET /api/integrations": Row(ADMIN),
    "POST /api/integrations": Row(ADMIN),
    "PUT /api/integrations/{integration_id}/closure":
        Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "PUT /api/device-readings/{reading_id}": Row(ada="rrrrrrrr", none="rrrrrrrr"),
    "GET /api/needs": Row(CLIENTS, notes=NEEDS),
    "PUT /api/needs/{need_id}": Row(ada="-oxx.xx.", dov="-.xxoxx.", none=CLIENTS, notes=NEEDS),
    "PUT /api/needs/{need_id}/state": Row(*OWN_ALONE, notes=NEEDS),
    "PUT /api/needs/{own_need_id}/words": Row(*OWN_ALONE, notes=NEEDS),
    "PUT /api/next-steps/{step_id}/state": Row(*OWN_ALONE, notes=NEEDS),
    "GET /api/next-steps": Row(DESK, notes=NEEDS),
    "GET /api/clients/{client_id}/needs": Row(*TEAM, notes=NEEDS),
    "PUT /api/clients/{client_id}/needs/{need_id}": Row(*TEAM, mixed="-x..xxxx", notes=NEEDS),
    "PUT /api/clients/{client_id}/needs/{need_id}/look":
        Row(*TEAM, mixed="-x..xxxx", notes=NEEDS),
    "PUT /api/clients/{client_id}/needs/{need_id}/referrals/{referral_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=NEEDS),
    "PUT /api/clients/{client_id}/referrals/{referral_id}/steps/{step_number}":
        Row(*TEAM, mixed="-x..xxxx", notes=NEEDS),
    "PUT /api/clients/{client_id}/next-steps/{step_id}":
        Row(*TEAM, mixed="-x..xxxx", notes=NEEDS),
    "PUT /api/clients/{client_id}/next-steps/{step_id}/state":
        Row(*TEAM, mixed="-x..xxxx", notes=NEEDS),
    "PUT /api/clients/{client_id}/contact-person": Row(*TEAM, notes=NEEDS),
    "GET /api/sharing": Row(CLIENTS, notes=CONSENTS),
    "PUT /api/recipients/{recipient_id}":
        Row(ada="-oxx.xx.", dov="-.xxoxx.", none=CLIENTS, notes=CONSENTS),
    "POST /api/consent-statements": Row(CLIENTS, notes=CONSENTS),
    "PUT /api/consents/{consent_id}": Row(*OWN_ALONE, notes=CONSENTS),
    "GET /api/consents/{consent_id}": Row(*OWN_ALONE, notes=CONSENTS),
    "PUT /api/consents/{consent_id}/ending": Row(*OWN_ALONE, notes=CONSENTS),
    "PUT /api/recipients/{recipient_id}/ending": Row(*OWN_ALONE, notes=CONSENTS),
    "GET /api/contact": Row(CLIENTS, notes=AFTERCARE),
    "PUT /api/contact-wish": Row("-axxaxxa", notes=AFTERCARE),
    "GET /api/contacts": Row(DESK, notes=AFTERCARE),
    "GET /api/clients/{client_id}/aftercare": Row(*TEAM, notes=AFTERCARE),
    "PUT /api/clients/{client_id}/contact-plans/{contact_plan_id}":
        Row(*NOT_IN_AFTERCARE, notes=AFTERCARE),
    "PUT /api/clients/{client_id}/contacts/{contact_id}": Row(*NOT_IN_AFTERCARE, notes=AFTERCARE),
    "PUT /api/clients/{client_id}/cadence-decisions/{proposal_key}":
        Row(*NOT_IN_AFTERCARE, notes=AFTERCARE),
    "GET /api/points": Row(CLIENTS, notes=REWARDS),
    "PUT /api/draws/{draw_id}": Row("", DRAWS, DRAWS, DRAWS, notes=REWARDS),
    "GET /api/waiting-prizes": Row(DESK, notes=REWARDS),
    "GET /api/clients/{client_id}/points": Row(*TEAM, notes=REWARDS),
    "PUT /api/clients/{client_id}/point-corrections/{point_correction_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=REWARDS),
    "PUT /api/clients/{client_id}/prizes/{prize_id}/handing-out":
        Row(*TEAM, mixed="-x..xxxx", notes=REWARDS),
    "PUT /api/clients/{client_id}/prizes/{cancelled_prize_id}/cancellation":
        Row(*TEAM, mixed="-x..xxxx", notes=REWARDS),
    "GET /api/programs/{programme_id}/rewards": Row(ada=STAFF, dov=STAFF, none=NO_STAFF),
    "PUT /api/programs/{programme_id}/rewards": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/reward-funds": Row(ADMIN),
    "POST /api/reward-funds": Row(ADMIN),
    "GET /api/reward-funds/{fund_id}/ledger":
        Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx", notes=REWARDS),
    "PUT /api/reward-funds/{fund_id}/closure": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/reward-funds/{paying_fund_id}/left-over-prizes":
        Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx", notes=REWARDS),
    "PUT /api/reward-funds/{paying_fund_id}/left-over-prizes/{left_over_id}/handing-out":
        Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx", notes=REWARDS),
    "POST /api/clients/{client_id}/steps": Row(*TEAM, notes=PROFILE),
    # Whoever is closed out leads nothing and joins nothing: late in the walk.
    "PUT /api/staff/{person_id}/closure": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "DELETE /api/sign-ins/current": Row(ANY),
}
# fmt: on


@dataclass(frozen=True)
class Call:
    """One request of the walk and the letter it is to be answered with."""

    route: str
    whose: str
    who: str
    letter: str

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    def __str__(self) -> str:
        return f"{self.who}: {self.route} ({self.whose}) should be {self.letter}"


def calls(*who: str, only: str = "") -> Iterator[Call]:
    """The requests of some of the cast, in the order of the table; `only` those with a letter."""
    for name in who or CAST:
        for route, row in TABLE.items():
            for whose, verdicts in row.columns():
                letter = verdicts[CAST.index(name)]
                if not only or letter in only:
                    yield Call(route, whose, name, letter)


def api_routes(app: Any) -> list[tuple[str, APIRoute]]:
    """Every route of the application that a domain brought, as "METHOD /path"."""
    return [
        (f"{method} {route.path}", route)
        for route in leaves(app.routes)
        if isinstance(route, APIRoute)
        for method in sorted(route.methods or ())
    ]


def leaves(routes: Any) -> Iterator[Any]:
    """Routes with those of included routers in their place."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from leaves(inner.routes) if inner is not None else (route,)


def browser_of(house: House, who: str) -> Browser:
    """Somebody's browser."""
    return house.visitor if who == "visitor" else actor_of(house, who).browser


def actor_of(house: House, who: str) -> Actor:
    """One of the cast by name; not the visitor."""
    actor: Actor = getattr(house, who)
    return actor
