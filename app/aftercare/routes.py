"""Over HTTP."""

from app.aftercare import models  # noqa: F401
from app.routing import house_router

router = house_router("", "aftercare")
