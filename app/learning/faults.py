"""What is wrong with a text of the curriculum, to the line."""

from collections.abc import Iterable
from typing import NamedTuple

MOST = 100


class Fault(NamedTuple):
    """One fault: where (`line` from 1), a stable `code`, and one plain sentence. A text with a
    `hard` fault cannot be read by anybody; one that is not hard is for its author to weigh."""

    file: str
    line: int
    code: str
    sentence: str
    hard: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.sentence}"


class CurriculumFault(ValueError):
    """A text has hard faults: the first hundred that were found, by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: (one.file, one.line))[:MOST])
        super().__init__("\n".join(str(one) for one in self.faults))
