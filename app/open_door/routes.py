"""Over HTTP."""

from app.open_door import models  # noqa: F401
from app.routing import house_router

router = house_router("", "open_door")
