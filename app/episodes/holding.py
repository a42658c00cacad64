"""Taking turns at one stay, and instants within it that follow one another."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from app import clock
from app.episodes.models import EpisodeOfCare, EpisodeStep

_A_MOMENT = timedelta(microseconds=1)


def hold(db: Session, episode: EpisodeOfCare) -> None:
    """Waits for whoever is changing this stay or its team, keeps others waiting until this unit of
    work is over, and reads it anew."""
    db.flush()
    # Not "for update": other tables' foreign keys to the row must not wait.
    db.refresh(episode, with_for_update={"key_share": True})


def next_instant(db: Session, episode: EpisodeOfCare) -> datetime:
    """Now, but after the newest step of a held stay: whoever waited for their turn, or whose
    server's clock is behind, comes later all the same."""
    last = db.exec(
        select(func.max(col(EpisodeStep.at))).where(EpisodeStep.episode_id == episode.id)
    ).one()
    now = clock.utc_now()
    return now if last is None or last < now else last + _A_MOMENT
