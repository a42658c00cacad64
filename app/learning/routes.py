"""Psychoeducation over HTTP: the client's shelf, what they read, write and recall."""

from app.learning import models  # noqa: F401
from app.routing import house_router

router = house_router("", "learning")
