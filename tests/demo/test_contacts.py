"""Who is in touch with the demo's clients in aftercare."""

from sqlmodel import Session, select

from app import clock
from app.aftercare.queries import care_of
from app.aftercare.standing import Standing, to_do
from app.aftercare.sweep import sweep_contacts
from app.demo.cast import CENTRE_ZONE
from app.episodes.models import EpisodeOfCare, Phase
from tests.demo.conftest import NOW


def test_everybody_in_aftercare_has_a_row_and_some_wait_to_be_called_today(db: Session) -> None:
    stays = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.phase == Phase.aftercare)).all()
    today = clock.local_day(NOW, CENTRE_ZONE)
    rows = [care.stood(today) for care in care_of(db, stays, CENTRE_ZONE).values()]
    assert len(rows) == 3
    assert all(rows)
    found = {one.standing for row in rows for one in row}
    assert found >= {Standing.reached, Standing.called_off, Standing.open, Standing.ahead}
    assert Standing.missed not in found
    assert any(to_do(row, today) for row in rows)
    assert sweep_contacts(db, NOW) == 0, "nothing was missed"
