"""Conditional requests (RFC 9110 §13): which version somebody writes on, and what they have."""

import re

from fastapi import Response
from fastapi.responses import JSONResponse

from app.errors import Problem
from app.offline import content_hash
from app.treatment_plan.problems import IfMatchNeeded
from app.treatment_plan.schemas import PlanRead

_VERSION = re.compile(r'"([0-9]{1,6})(?:-[0-9a-f]{16})?"', re.ASCII)


def version_in(if_match: str | None) -> int:
    """The version that `If-Match` names: `"3"`, or the whole tag of an answer. `*` and weak tags
    name none. Raises `IfMatchNeeded`."""
    found = _VERSION.fullmatch((if_match or "").strip())
    if found is None:
        raise IfMatchNeeded
    return int(found[1])


def tag_of(plan: PlanRead) -> str:
    """The strong `ETag` of an answer: the version of the plan, and after it a mark of all the rest
    (who agreed, ticks, notes), so that 304 never hides a tick."""
    return f'"{plan.version}-{content_hash(plan.model_dump(mode="json"))[:16]}"'


def answered(plan: PlanRead, response: Response, if_none_match: str | None) -> PlanRead | Response:
    """The plan with its tag; 304 without it for somebody who has exactly this."""
    tag = tag_of(plan)
    if tag in {one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")}:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return plan


def refused(problem: Problem) -> Response:
    """A refusal that is returned, not raised: what it goes with stays written."""
    return JSONResponse(
        problem.document(), int(problem.status), media_type="application/problem+json"
    )
