"""Needs as somebody reads them: the client and the team the same, by name."""

from collections.abc import Sequence
from uuid import UUID

from app.care_records.needs.due import Due
from app.care_records.needs.models import Need, NextStep, is_clients_alone
from app.care_records.needs.queries import Folder, Kept, Sent
from app.care_records.needs.schemas import (
    AboutClient,
    ContactRead,
    DueItem,
    NeedBefore,
    NeedNow,
    NeedRead,
    NextStepRead,
    OwnNeeds,
    PersonRead,
    ReferralRead,
    ReferralStepRead,
    StepNow,
    TeamNeeds,
)


def own_needs(folder: Folder) -> OwnNeeds:
    """A client's list as they see it."""
    contact, names = folder.contact, folder.names
    told = None
    if contact is not None:
        told = ContactRead(
            id=contact.person_id, name=names[contact.person_id], since=contact.since,
            named_by=names[contact.named_by],
        )  # fmt: skip
    return OwnNeeds(
        today=folder.today,
        items=[_need(folder, one) for one in folder.items],
        contact=told,
        or_ask=_or_ask(folder),
    )


def team_needs(folder: Folder) -> TeamNeeds:
    """A client's list as the team sees it."""
    ids = [folder.client_id, *folder.readers]
    people = [
        PersonRead(id=one, name=folder.names[one], is_client=one == folder.client_id) for one in ids
    ]
    own = own_needs(folder)
    return TeamNeeds(
        today=own.today, items=own.items, contact=own.contact, people=people,
        or_ask=own.or_ask if folder.primary_id else None,
    )  # fmt: skip


def _or_ask(folder: Folder) -> str | None:
    if folder.contact is not None or not folder.readers:
        return None
    return folder.names[folder.primary_id or folder.readers[0]]


def need_now(row: Need) -> NeedNow:
    """A need by itself."""
    return NeedNow.model_validate(row.model_dump(), extra="ignore")


def step_now(row: NextStep) -> StepNow:
    """A step by itself."""
    return StepNow(id=row.id, words=row.words, state=row.state)


def due_items(found: Sequence[Due]) -> list[DueItem]:
    """What is due, with whose it is."""
    return [
        DueItem(
            client=AboutClient(id=one.client.id, shown_name=one.client.shown_name),
            need_id=one.need.id,
            step_id=one.step.id if one.step else None,
            kind=one.need.kind,
            priority=one.need.priority,
            words=one.step.words if one.step else one.need.words,
            due_on=one.step.due_on if one.step else None,
            said_at=one.step.made_at if one.step else one.need.stated_at,
        )
        for one in found
    ]


def _need(folder: Folder, one: Kept) -> NeedRead:
    row, names = one.row, folder.names
    whole = row.model_dump() | {
        "is_own": row.stated_by == row.client_id,
        "can_be_reworded": not (one.steps or one.referrals) and is_clients_alone(row, one.changes),
        "stated_by": names[row.stated_by],
        "changed_by": names[row.changed_by],
        "state_by": names[row.state_by],
        "looked_by": _name(names, row.looked_by),
        "changes": [
            NeedBefore(**each.model_dump(exclude={"need_id", "by"}), by=names[each.by])
            for each in one.changes
        ],
        "referrals": [_referral(names, sent) for sent in one.referrals],
        "steps": [_step(folder, each) for each in one.steps],
    }
    return NeedRead.model_validate(whole, extra="ignore")


def _referral(names: dict[UUID, str], sent: Sent) -> ReferralRead:
    row = sent.row
    steps = [
        ReferralStepRead(
            number=one.number, state=one.state, at=one.at, by=names[one.by], line=one.line
        )
        for one in sent.steps
    ]
    return ReferralRead(
        id=row.id, to_whom=row.to_whom, contact=row.contact, state=sent.steps[-1].state, steps=steps
    )


def _step(folder: Folder, row: NextStep) -> NextStepRead:
    names, is_clients = folder.names, row.whose_id == folder.client_id
    whole = row.model_dump() | {
        "whose": names[row.whose_id],
        "is_clients": is_clients,
        "has_left": not is_clients and row.whose_id not in folder.team,
        "state_by": names[row.state_by],
        "made_by": names[row.made_by],
    }
    return NextStepRead.model_validate(whole, extra="ignore")


def _name(names: dict[UUID, str], person_id: UUID | None) -> str | None:
    return None if person_id is None else names[person_id]
