"""Over HTTP."""

from app.care_records.mutual_help import models  # noqa: F401
from app.routing import house_router

router = house_router("", "mutual_help")
