"""What a craving says: as a row, as it was sent, and what of it is to be looked at at once."""

from collections.abc import Mapping
from typing import Any

from app.craving_logs.models import CravingLog
from app.craving_logs.schemas import CravingContent
from app.flags.models import FlagCode
from app.flags.reasons import Raised

_LATER: Mapping[str, Any] = {
    "place": None, "company": [], "did": [], "outcome": None, "may_use": False,
}  # fmt: skip
"""What the log did not have at first, and what it says without it."""


def as_sent(body: CravingContent) -> dict[str, Any]:
    """What the phone said, to be hashed. What is left out is not in it, so that an entry which an
    older application queued is the same entry when a newer server gets it again."""
    whole = body.model_dump(mode="json")
    return {name: value for name, value in whole.items() if _LATER.get(name, ...) != value}


def row_values(content: CravingContent) -> dict[str, Any]:
    """The columns of a row that says this."""
    return content.model_dump(mode="json", include=set(CravingContent.model_fields)) | {
        "note": content.note or None,
        "place": content.place,
        "outcome": content.outcome,
    }


def content_of(log: CravingLog) -> dict[str, Any]:
    """What a row says now, as a document."""
    return CravingContent.model_validate(
        log.model_dump(include=set(CravingContent.model_fields))
    ).model_dump(mode="json")


def reasons(said: Mapping[str, Any], contact_at: int) -> list[Raised]:
    """Why somebody should look at once: they may use, or it is as strong as the centre's policy
    says."""
    raised = [Raised(FlagCode.may_use)] if said.get("may_use") else []
    if said["intensity"] >= contact_at:
        raised.append(Raised(FlagCode.craving_high, {"value": said["intensity"]}))
    return raised
