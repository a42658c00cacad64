"""Over HTTP."""

from app.care_records.needs import models  # noqa: F401
from app.routing import house_router

router = house_router("", "needs")
