"""The open door over HTTP: what is open to alumni, what they choose, and who is back."""

from uuid import UUID

from app.episodes import alumni
from app.episodes.schemas import AlumniChoiceWrite
from app.open_door import reading, service
from app.open_door.schemas import ChoiceRead, OpenDoorRead, Returns, WishAnswer, WishRead, WishWrite
from app.people.viewers import Client, Staff
from app.routing import Db, house_router

router = house_router("", "open_door")


@router.get("/open-door")
def open_door(client: Client, db: Db) -> OpenDoorRead:
    """What is open to somebody who was here before."""
    return reading.open_door(db, client)


@router.put("/alumni-choice")
def choose(client: Client, db: Db, body: AlumniChoiceWrite) -> ChoiceRead:
    """How much the viewer wants to hear, from now on. Nothing is deleted by it."""
    return reading.choice_read(alumni.choose(db, client, body))


@router.put("/return-wishes/{return_wish_id}")
def wish(client: Client, db: Db, return_wish_id: UUID, body: WishWrite) -> WishRead:
    """The viewer would like to begin treatment again. Sending it again changes nothing."""
    return reading.wish_read(service.wish(db, client, return_wish_id, body))


@router.put("/return-wishes/{return_wish_id}/withdrawal", status_code=204)
def withdraw(client: Client, db: Db, return_wish_id: UUID) -> None:
    """The viewer takes a wish back."""
    service.withdraw(db, client, return_wish_id)


@router.get("/returns")
def returns(viewer: Staff, db: Db) -> Returns:
    """Who is back, and who would like to be."""
    return reading.returns(db, viewer)


@router.put("/clients/{alumna_id}/return-wishes/{alumna_wish_id}/answer", status_code=204)
def answer(viewer: Staff, db: Db, alumna_id: UUID, alumna_wish_id: UUID, body: WishAnswer) -> None:
    """Answers a wish with a line."""
    service.answer(db, viewer, alumna_id, alumna_wish_id, body)
