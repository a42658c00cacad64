"""Why something cannot be booked, taken or moved."""

from app.errors import Conflict, Unprocessable


class InThePast(Unprocessable):
    code = "in_the_past"
    detail = "That time is over already. Please choose a later one."


class TooSoon(Unprocessable):
    code = "too_soon"
    detail = "That is too soon to be booked here. Please choose a later time, or call the centre."


class TooFarAhead(Unprocessable):
    code = "too_far_ahead"
    detail = "That is further ahead than can be booked now. Please choose an earlier day."


class OutsideHours(Unprocessable):
    code = "outside_hours"
    detail = "That is not one of the times that can be booked. Please choose one from the list."


class NotBookable(Unprocessable):
    code = "not_bookable"
    detail = "This cannot be booked here. Please ask your team for it."


class ProviderDayFull(Conflict):
    code = "provider_day_full"
    detail = "That day is full already. Please choose another day."


class TooLateToJoin(Conflict):
    code = "too_late_to_join"
    detail = "It begins too soon to join it now."


class NotFull(Conflict):
    code = "not_full"
    detail = "There is a free place. You can take it at once."


class SessionHasBegun(Conflict):
    code = "session_has_begun"
    detail = "This session has begun already."


class SessionNotOver(Conflict):
    code = "not_over_yet"
    detail = "This session is not over yet."


class AlreadyAsked(Conflict):
    code = "already_asked"
    detail = "You have asked for another time already. It is still open."


class AlreadyAnswered(Conflict):
    code = "already_answered"
    detail = "This has been answered already."


class GroupNotMoved(Conflict):
    code = "group_not_moved"
    detail = "Others take part too, so this session cannot be moved for one of them."


class AwayAlready(Conflict):
    code = "away_already"
    detail = "You are away on some of these days already."


class AwayInThePast(Unprocessable):
    code = "away_in_the_past"
    detail = "The day you come back has to be later than today."


class AwayTooLong(Unprocessable):
    code = "away_too_long"
    detail = "That is longer than can be planned here. Please talk to your team."
