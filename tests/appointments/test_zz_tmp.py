from tests.appointments.test_year_properties import *
from hypothesis import Phase
from tests.appointments.test_year_properties import _town, _live_through
def test_some(house):
    there, done = _town(house), Counter()
    @settings(phases=[Phase.generate], max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(zones, beginnings, deeds)
    def live(zone, begins, some):
        done.update(_live_through(house, there, zone, begins, some).done)
    try:
        live()
    finally:
        print(sorted(done.items()))
