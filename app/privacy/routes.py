"""Over HTTP."""

from app.privacy import models  # noqa: F401
from app.routing import house_router

router = house_router("", "privacy")
