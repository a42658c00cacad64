"""On which line of its file each key of a front matter stands."""

from app.programs.toml_places import Path, Place, place_of, places

__all__ = ["Lines", "Path"]


class Lines:
    """The lines of the keys of one document, the first of which is line `first` of its file.
    Nothing is looked for until somebody asks: a text without faults needs no lines."""

    def __init__(self, document: str, first: int = 1) -> None:
        self._document = document
        self._first = first
        self._found: dict[Path, Place] | None = None

    def of(self, path: Path) -> int:
        """The line of the key at `path`, or of what is nearest around it."""
        if self._found is None:
            self._found = self._looked_for()
        return self._first - 1 + place_of(self._found, path).line

    def _looked_for(self) -> dict[Path, Place]:
        try:
            return places(self._document)
        # What the standard reader could just follow may be a few brackets too deep here.
        except RecursionError:
            return {}
