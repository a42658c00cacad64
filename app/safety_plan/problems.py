"""Refusals of the safety plan."""

from http import HTTPStatus

from app.errors import Conflict, Problem, Unprocessable


class NotSharedNow(Conflict):
    code = "not_shared"
    detail = "The client keeps this plan to themselves. Nothing was saved."


class ClientsChoice(Unprocessable):
    code = "clients_choice"
    detail = "What a phone shows while nobody is signed in is for the client alone to choose."


class VersionNeeded(Problem):
    """RFC 6585 §3: a change says which version it is made on."""

    status = HTTPStatus.PRECONDITION_REQUIRED
    code = "if_match_needed"
    detail = "This has to say which version of the plan it was written on. Nothing was saved."
