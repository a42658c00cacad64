"""For tests that move the clock further than a sign-in lasts."""

from app import clock
from app.people.models import Person
from app.people.queries import roles_of
from app.people.sign_ins import open_sign_in
from app.people.viewers import SIGN_IN_COOKIE
from tests.support.house import Actor, House


def sign_in_again(house: House, actor: Actor) -> None:
    """Somebody's browser with a new sign-in: the one before has run out."""
    with house.database.unit_of_work() as db:
        person = db.get_one(Person, actor.id)
        opened = open_sign_in(db, person, roles_of(db, actor.id), "A test", clock.utc_now())
    actor.browser.cookies.set(SIGN_IN_COOKIE, opened.secret, domain="companion.example", path="/")
