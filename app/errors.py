"""Refusals: one family, one shape on the wire (RFC 9457), one stable `code` for each."""

from http import HTTPStatus
from typing import Any, ClassVar


class Problem(Exception):
    """Something the caller may be told.

    `code` is stable and what a client switches on; `detail` is one plain sentence for a person
    and never repeats what was sent.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    code: ClassVar[str] = "bad_request"
    detail: ClassVar[str] = "That request could not be understood."

    def __init__(self, *, headers: dict[str, str] | None = None, **extra: Any) -> None:
        super().__init__(self.code)
        self.headers = headers or {}
        self.extra = extra

    def document(self) -> dict[str, Any]:
        """The RFC 9457 problem document."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }


class NotFound(Problem):
    """There is no such thing, or the viewer may not know whether there is: one answer for both."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    detail = "There is nothing here, or it is not yours to see."


class SignInNeeded(Problem):
    status = HTTPStatus.UNAUTHORIZED
    code = "sign_in_needed"
    detail = "Please sign in first."


class NotAllowed(Problem):
    """The viewer's role does not have this at all; says nothing about any person."""

    status = HTTPStatus.FORBIDDEN
    code = "not_allowed"
    detail = "This is not part of what you can do here."


class Conflict(Problem):
    status = HTTPStatus.CONFLICT
    code = "conflict"
    detail = "This cannot be done as things stand."


class Gone(Problem):
    status = HTTPStatus.GONE
    code = "gone"
    detail = "This is no longer valid."


class Unprocessable(Problem):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "unprocessable"
    detail = "Something in there does not fit."


class TooManyRequests(Problem):
    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_requests"
    detail = "That was a bit fast. Please try again in a moment."

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(headers={"Retry-After": str(max(1, retry_after_seconds))})


class Unavailable(Problem):
    """The server cannot keep a promise right now; nothing was written."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
    detail = "This could not be saved just now. Nothing was lost; please try again shortly."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "5"})


class Overtaken(Unavailable):
    """Others were in the way for too long. To whoever asked it is as any other `Unavailable`."""
