"""Test results as occasions, for rules that count them: which is said in the rules, never assumed.

Only those that their client sees by themselves: points must not tell what a counselor is to go
through with somebody first. What clients say of themselves and what devices post unasked earns
nothing, nor does any finding of an opioid either way.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.care_records.monitoring.models import MonitoringOrder, MonitoringResult, Outcome, Specimen
from app.rewards.rules import InForce, Occasion, Results, What


def result_occasions(
    db: Session, client_id: UUID, in_force: Callable[[datetime], InForce | None]
) -> list[Occasion]:
    """One for each test that was asked for and whose standing result found none of what the rules
    of its day count."""
    rows = db.exec(
        select(MonitoringResult)
        .join(MonitoringOrder, col(MonitoringOrder.id) == col(MonitoringResult.order_id))
        .where(
            MonitoringOrder.client_id == client_id,
            MonitoringResult.client_id == client_id,
            col(MonitoringOrder.on_timeline),
            MonitoringOrder.specimen != Specimen.self_report,
        )
        .order_by(col(MonitoringResult.entered_at), col(MonitoringResult.id))
    ).all()
    replaced = {row.replaces_id for row in rows}
    # Of several about one test the last counts: a screen may be wrong, and be confirmed otherwise.
    standing = {row.order_id: row for row in rows if row.id not in replaced}
    found = []
    for order_id, row in standing.items():
        now = in_force(row.taken_at)
        if now is not None and now.rules.results and _found_none(row, now.rules.results):
            found.append(Occasion(What.result, str(order_id), row.taken_at))
    return found


def _found_none(row: MonitoringResult, rules: Results) -> bool:
    counted = [one for one in row.findings if one["substance"] in set(rules.substances)]
    return bool(counted) and all(one["result"] == Outcome.negative for one in counted)
