"""Who has looked at my record."""

from datetime import datetime

from pydantic import BaseModel

from app.access import audit
from app.access.models import Action, Data
from app.people.viewers import Client
from app.routing import Db, house_router

router = house_router("/record-access", "access")


class AccessRead(BaseModel):
    at: datetime
    by: str
    action: Action
    what: Data


class AccessList(BaseModel):
    items: list[AccessRead]


@router.get("")
def who_looked(client: Client, db: Db) -> AccessList:
    """The last hundred times somebody else looked at or changed the viewer's record; what one
    person did to one kind of data on one day is one of them."""
    rows = audit.by_others(db, client.id, 100)
    audit.viewed(db, client, Data.profile, [client.id])
    return AccessList(
        items=[
            AccessRead(at=event.at, by=name, action=event.action, what=event.data)
            for event, name in rows
        ]
    )
