"""Refusals of the treatment plan."""

from http import HTTPStatus

from app.errors import Conflict, Problem, Unprocessable


class IfMatchNeeded(Problem):
    """RFC 6585 §3: a change has to say which version it is made on."""

    status = HTTPStatus.PRECONDITION_REQUIRED
    code = "if_match_needed"
    detail = "This has to say which version of the plan it was written on. Nothing was saved."


class PlanChanged(Problem):
    """RFC 9110 §15.5.13. Carries `draft_id`, the `version` there is now, and who wrote it when."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "plan_changed"
    detail = "Somebody changed the plan meanwhile. What you wrote is kept as your draft."


class NotTheNewest(Conflict):
    code = "plan_changed"
    detail = "There is a newer version of the plan. Please read it before you agree."


class OwnPlan(Conflict):
    code = "own_plan"
    detail = "Your own plan is for somebody else to write here."


class NoSuchLevel(Unprocessable):
    code = "no_such_level"
    detail = "The programme has no level of that name. Nothing was saved."


class StayEnded(Conflict):
    code = "stay_ended"
    detail = "That stay has ended. Its plan can be read, but no longer changed."
