"""Refusals of the family's room."""

from app.errors import Conflict


class StaffCannotAccept(Conflict):
    code = "staff_cannot_accept"
    detail = "You work here. Somebody who works here cannot use such a link."


class OwnLink(Conflict):
    code = "own_link"
    detail = "You made this link yourself. It is for somebody else."


class AlreadyConnected(Conflict):
    code = "already_connected"
    detail = "You have used a link from the same person before. Nothing was changed."


class OnlyRelatives(Conflict):
    code = "only_relatives"
    detail = "Links are for family and friends. People who work here need none."


class AlreadyJoined(Conflict):
    code = "already_joined"
    detail = "They have joined already and need no other link."


class HasLeft(Conflict):
    code = "recipient_ended"
    detail = "This connection has ended. You can add them again."


class NotJoined(Conflict):
    code = "not_joined"
    detail = "They have not joined yet. Once they have, you can ask them."


class SessionsNotShared(Conflict):
    code = "sessions_not_shared"
    detail = "They cannot see the sessions you ask them to yet. You can change that first."


class NoFamilySession(Conflict):
    code = "no_family_session"
    detail = "Others can only be asked to couples and family sessions of your own."


class SessionOver(Conflict):
    code = "session_over"
    detail = "That session is over or does not take place."


class NotThatWay(Conflict):
    code = "not_that_way"
    detail = "That session cannot be joined in this way."


class SupportPlanChanged(Conflict):
    """The answer carries the plan as it is, beside which the phone keeps the text that lost."""

    code = "support_plan_changed"
    detail = "This was changed somewhere else in the meantime. Nothing was lost."
