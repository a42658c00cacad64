"""The door to the calendar's verbs for those who only plan ahead."""

from app.appointments.planning import plan_ahead as plan_ahead
from app.appointments.planning import plan_all_ahead as plan_all_ahead
