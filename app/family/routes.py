"""Over HTTP."""

from app.family import models  # noqa: F401
from app.routing import house_router

router = house_router("", "family")
