"""The centre: how it is set up, named and reached."""

from fastapi import Request, Response

from app import clock
from app.people.invitations import good_invitation
from app.people.routes import me_read
from app.people.schemas import InvitationPreviewCreate, InvitationPreviewRead, MeRead
from app.people.service import minimum_for
from app.people.sign_ins import device_name, give_cookies
from app.people.viewers import Administrator, Staff
from app.programs import service
from app.programs.queries import centre
from app.programs.schemas import CentreRead, CentreUpdate, SetupCreate
from app.routing import Anyone, Db, Units, house_router

router = house_router("", "programs")


@router.post("/setup", status_code=201)
def set_up(
    anyone: Anyone, units: Units, body: SetupCreate, request: Request, response: Response
) -> MeRead:
    """Sets an empty installation up, once, with the code from its console."""
    device = device_name(request.headers.get("User-Agent", ""))
    person, roles, opened = service.set_up(units, body, device)
    give_cookies(response, opened)
    return me_read(person, roles)


@router.post("/invitation-previews")
def preview_invitation(
    anyone: Anyone, db: Db, body: InvitationPreviewCreate
) -> InvitationPreviewRead:
    """What a link is good for and who gave it, shown before it is used."""
    invitation, person, giver, roles = good_invitation(db, body.token, clock.utc_now())
    return InvitationPreviewRead(
        purpose=invitation.purpose,
        role=min(roles),
        sign_in_name=person.sign_in_name,
        shown_name=person.shown_name,
        language=person.language,
        invited_by=giver.shown_name,
        centre_name=centre(db).name,
        expires_at=invitation.expires_at,
        passphrase_min=minimum_for(roles),
    )


@router.get("/centre")
def read_centre(viewer: Staff, db: Db) -> CentreRead:
    """How the centre is named and reached."""
    return CentreRead.model_validate(centre(db).model_dump(), extra="ignore")


@router.put("/centre")
def update_centre(viewer: Administrator, db: Db, body: CentreUpdate) -> CentreRead:
    """Changes how the centre is named and reached."""
    return CentreRead.model_validate(service.update_centre(db, body).model_dump(), extra="ignore")
