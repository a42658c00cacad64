"""What follows a programme: aftercare that thins out, its end, and the open door."""

from collections.abc import Iterable
from datetime import date

from tests.journeys.programme_path import DAY, WEEK, Path, done

JOIN_LINK = "https://meet.example/aftercare"


def aftercare(path: Path, every: Iterable[int]) -> None:
    """One session in each of the weeks that lie so many weeks apart, by link, and a decision about
    each of these weeks."""
    for gap in every:
        path.session(2, "17:00", "aftercare", modality="remote", join_link=JOIN_LINK)
        [shown] = path.calendar(path.monday)
        assert (shown["modality"], shown["join_link"]) == ("remote", JOIN_LINK)
        path.live(check_ins=0)
        assert path.decide().proposal == "stay"
        path.monday += (gap - 1) * WEEK
        path.go_to(path.monday)


def last_day(path: Path, months: int) -> None:
    """The months are over, and Bea accepts that."""
    assert path.where()[0] == "aftercare"
    began = next(step for step in path.steps() if step["phase"] == "aftercare")
    over = date.fromisoformat(began["at"][:10]) + (months * 31 + 7) * DAY
    path.monday = max(path.monday, over - over.weekday() * DAY)
    path.go_to(path.monday)
    path.plan()
    line = path.decide()
    assert line.sentences[0] == f"All {months} months of aftercare are over."
    assert (line.proposal, path.where()[0]) == ("complete", "alumni")


def open_door(path: Path) -> None:
    """An alumna comes to a class that is open to her, and nobody counts hours."""
    shown = path.get(f"/api/my-calendar?from_day={path.monday}&days=7", path.client)["items"]
    classes = [one for one in shown if one["mine"] == "open" and one["can"]["take"]]
    assert classes, "no class is open"
    taken = done(path.put(f"/api/sessions/{classes[0]['id']}/place", {}, path.client))
    assert taken["mine"] == "booked"
    own = path.get("/api/level-review", path.client)
    assert (own["hours"], own["level"]) == (None, None)
    assert own["sentences"][0]["text"].endswith("The door stays open for you.")
