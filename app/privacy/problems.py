"""Why something about consent cannot be done."""

from app.errors import Conflict, Unprocessable


class AlreadyNamed(Conflict):
    """`recipient_id` is the one they have."""

    code = "already_named"
    detail = "You have this person on your list already."


class TooMany(Conflict):
    code = "too_many_people"
    detail = "Your list is full. Please take somebody off it first."


class RecipientLeft(Conflict):
    code = "recipient_left"
    detail = "This person is not on your list any more. Nothing was shared."


class NotJoinedYet(Conflict):
    code = "not_joined_yet"
    detail = "This person has not joined yet. You can share with them once they have."


class StatementChanged(Conflict):
    """`statement` is the text as it would be now."""

    code = "statement_changed"
    detail = "Something changed since you read this. Please read it again before you sign."


class EndTooFar(Unprocessable):
    code = "end_too_far"
    detail = "Please choose a day from today to a year from now."


class TwoEnds(Unprocessable):
    code = "two_ends"
    detail = "Please choose one end: a day, or the end of treatment."


class TreatmentOver(Unprocessable):
    code = "treatment_over"
    detail = "Your treatment has ended already. Please choose a day instead."
