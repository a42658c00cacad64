"""Over HTTP."""

from app.routing import house_router

router = house_router("", "boards")
