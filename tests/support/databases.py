"""For the few tests whose outcome no database decides."""

import pytest

ONE_DATABASE = pytest.mark.parametrize(
    "installation", ["sqlite", pytest.param("postgres", marks=pytest.mark.long)], indirect=True
)
"""A walk over all routes that is about what comes before a database or after it: on the second one
only with `--long`. What a database refuses, keeps or finds is asked of both, always."""
