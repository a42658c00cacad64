"""Two people who change the same thing at once: the second is told, and nothing is lost.

What is read carries its version as a strong entity tag (`ETag: "3"`); a change names the version
it was made from (`If-Match: "3"`, RFC 9110 §13.1.1).
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import Header

from app.errors import Problem

IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=200)]


class IfMatchNeeded(Problem):
    status = HTTPStatus.PRECONDITION_REQUIRED
    code = "if_match_needed"
    detail = "Say which version this was changed from. Nothing was saved."


class ChangedMeanwhile(Problem):
    """Somebody else saved in between."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "changed_meanwhile"
    detail = "Somebody else changed this in the meantime. Nothing was saved over it."


def etag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def require_version(version: int, if_match: str | None) -> None:
    """Raises `IfMatchNeeded` or `ChangedMeanwhile` unless the change was made from `version`. `*`
    names no version, so it is as good as none."""
    if if_match is None or if_match.strip() == "*":
        raise IfMatchNeeded
    if etag(version) not in {tag.strip() for tag in if_match.split(",")}:
        raise ChangedMeanwhile
