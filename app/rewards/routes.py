"""Over HTTP."""

from app.rewards import models  # noqa: F401
from app.routing import house_router

router = house_router("", "rewards")
