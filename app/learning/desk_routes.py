"""Psychoeducation for staff: the curriculum, giving modules, and how it goes."""

from app.routing import house_router

router = house_router("", "learning desk")
