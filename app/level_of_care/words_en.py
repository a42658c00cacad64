"""What the rules say, in English. Part of a sentence in [brackets] is left out when a number in it
is zero or not there. How numbers are written is in `wording`."""

from app.level_of_care.sentences import Say

STAFF = {
    Say.hours: "{attended_min:h} of {floor_min:H} h this week.[ {missing_min:up} h missing.]",
    Say.hours_so_far: "{attended_min:h} of {floor_min:H} h so far this week."
    "[ {ahead_min:h} h still to come.][ {missing_min:up} h missing.]",
    Say.hours_planned: "{planned_min:h} of {floor_min:H} h planned[: {missing_min:up} h missing].",
    Say.nothing_planned: "Nothing is planned this week[; {floor_min:H} h are the least].",
    Say.nothing_took_place: "Nothing was planned in this week[; {floor_min:H} h were the least].",
    Say.all_excused: "Excused all week: no hours are expected.",
    Say.floor_lowered: "Excused[ on {days} of {of_days} days][, {excused_min:h} h]: the floor is "
    "{floor_min:H} h this week instead of {usual_floor_min:H} h.",
    Say.floor_of_first_week: "Admitted in the middle of the week: the floor is {floor_min:H} h "
    "instead of {usual_floor_min:H} h.",
    Say.over_ceiling: "{hours_min:h} h are {over_min:h} h over the ceiling of {ceiling_min:H} h.",
    Say.unmarked: "{count} {count:session is|sessions are} not marked yet ({hours_min:h} h).",
    Say.missed: "{count} {count:session|sessions} missed ({hours_min:h} h).",
    Say.too_many_in_a_day: "{weekday:day} has {sessions} sessions; {cap} {cap:was|were} agreed.",
    Say.individual_met: "{attended} individual {attended:session|sessions}.",
    Say.individual_planned: "Individual sessions: {attended} of {wanted}, {open} in the calendar.",
    Say.individual_missing: "{missing:Individual session missing|Individual sessions missing"
    "}[: {attended} of {wanted}].",
    Say.mutual_help_met: "{attended} mutual-help {attended:meeting|meetings}.",
    Say.mutual_help_planned: "Mutual help: {attended} of {wanted} meetings, {open} in the "
    "calendar.",
    Say.mutual_help_missing: "Mutual help: {attended} of {wanted} meetings, {missing} missing.",
    Say.benchmarks: "{met} of {of} benchmarks met.",
    Say.no_benchmarks: "This level has no benchmarks.",
    Say.week_of_level: "Week {weeks} at this level[; {usual} {usual:is|are} usual].",
    Say.all_met: "All {of} benchmarks of this level are met.",
    Say.not_all_met: "{met} of {of} benchmarks are met.",
    Say.hours_not_reached: "Less care waits until the hours are reached[; {missing_min:up} h are "
    "missing this week][; {before_min:up} h were missing the week before].",
    Say.usual_weeks_over: "Week {weeks} of the usual {usual}.",
    Say.usual_weeks_left: "Week {weeks} of the usual {usual}: {left} to go.",
    Say.first_week: "This is the first week at this level.",
    Say.week_ahead: "This week has not begun yet.",
    Say.short_twice: "Two weeks in a row were short by missed time: by {first_min:up} h, then by "
    "{second_min:up} h.",
    Say.benchmark_lost: "It was met and is so no longer: {benchmark}",
    Say.no_level_above: "There is no level with more care in this programme.",
    Say.last_level: "This is the last level.",
    Say.share_attended: "{part} of {of} sessions attended ({percent} %; {wanted} % needed).",
    Say.weeks_with_individual: "{part} of {weeks} {weeks:week|weeks} with an individual session; "
    "{wanted:n} needed.",
    Say.mutual_help_a_week: "{part} {part:meeting|meetings} in {weeks} {weeks:week|weeks}; "
    "{wanted:n} a week needed.",
    Say.share_checked_in: "Checked in on {part} of {of} days ({percent} %; {wanted} % needed).",
    Say.days_without_use: "{days} {days:day|days} in a row without a reported use; "
    "{wanted:n} needed. Checked in on {checked} of the last 7 days.",
    Say.too_early: "Needs {weeks} weeks at this level; this is week {week}.",
    Say.not_known: "Nothing is known about it yet.",
    Say.judged: "{evidence}",
    Say.not_judged: "Nobody has said so yet.",
    Say.before_admission: "Not admitted yet, so there is no level and no hours are expected.",
    Say.level_gone: "The programme has no level of this name any more. Please choose another.",
    Say.aftercare_month: "Month {month} of {of:n} in aftercare.",
    Say.aftercare_over: "All {of:n} months of aftercare are over.",
    Say.aftercare_last: "The last session was {days} {days:day|days} ago[; one every {every} "
    "{every:week|weeks} is usual].",
    Say.aftercare_none_yet: "No aftercare session has been attended yet[; one every {every} "
    "{every:week|weeks} is usual].",
    Say.aftercare_planned: "{count} {count:session|sessions} in the calendar this week.",
    Say.aftercare_attended: "{count} {count:session|sessions} attended this week.",
    Say.aftercare_nothing: "No session this week.",
    Say.open_door: "The treatment is completed; the door stays open.",
    Say.stay_over: "This stay has ended.",
    Say.decided_level: "From now on: {level}.",
    Say.decided_stay: "The level stays: {level}.",
    Say.decided_end: "This part of the programme is completed.",
}

CLIENT = STAFF | {
    Say.hours: "{attended_min:h} of {floor_min:H} h this week.",
    Say.hours_so_far: "{attended_min:h} of {floor_min:H} h so far this week."
    "[ {ahead_min:h} h are still to come.]",
    Say.hours_planned: "{planned_min:h} of {floor_min:H} h are in your calendar."
    "[ {missing_min:up} h can still be added.]",
    Say.nothing_planned: "Nothing is in your calendar this week yet. Your team can help with that.",
    Say.nothing_took_place: "Nothing was in your calendar that week.",
    Say.all_excused: "You have the whole week off. Nothing is expected of you.",
    Say.floor_lowered: "You have time off, so {floor_min:H} h are enough this week instead of "
    "{usual_floor_min:H} h.",
    Say.floor_of_first_week: "Your first week is a short one: {floor_min:H} h are enough instead "
    "of {usual_floor_min:H} h.",
    Say.over_ceiling: "{hours_min:h} h is a lot: {ceiling_min:H} h are the most at this level. "
    "Take breaks.",
    Say.unmarked: "{count} {count:session is|sessions are} still to be written down by your team.",
    Say.missed: "{count} {count:session was|sessions were} missed. You can talk about it with your "
    "team.",
    Say.too_many_in_a_day: "{weekday:day} has {sessions} sessions; {cap} {cap:was|were} agreed "
    "with you. You can ask to move one.",
    Say.individual_planned: "Your individual session is in the calendar.",
    Say.individual_missing: "Your individual session for this week is not in the calendar yet.",
    Say.mutual_help_planned: "Your mutual-help meeting is in the calendar.",
    Say.mutual_help_missing: "Mutual help: {attended} of {wanted} meetings so far.",
    Say.benchmarks: "{met} of {of} goals of this level reached.",
    Say.no_benchmarks: "This level has no goals that are counted.",
    Say.week_of_level: "Week {weeks} at this level.",
    Say.too_early: "This is looked at after {weeks} weeks.",
    Say.not_known: "There is nothing to see here yet.",
    Say.not_judged: "Your team will talk about this with you.",
    Say.before_admission: "Your programme has not begun yet.",
    Say.level_gone: "Your team is changing your programme.",
    Say.aftercare_month: "Month {month} of {of:n} after your programme.",
    Say.aftercare_over: "All {of:n} months after your programme are done.",
    Say.aftercare_last: "Your last session was {days} {days:day|days} ago.",
    Say.aftercare_none_yet: "Your first session is still to come.",
    Say.aftercare_planned: "{count} {count:session is|sessions are} in your calendar this week.",
    Say.aftercare_attended: "You came to {count} {count:session|sessions} this week.",
    Say.open_door: "Your programme is completed. The door stays open for you.",
    Say.stay_over: "Your programme has ended.",
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
POINT = "."
