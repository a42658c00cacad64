"""Monitoring as somebody reads it: the team all of it, the client what they may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.care_records.monitoring.models import Certainty, Integration, MonitoringResult
from app.care_records.monitoring.queries import Kept, Record
from app.care_records.monitoring.schemas import (
    CollectionRead,
    FindingRead,
    IntegrationName,
    IntegrationRead,
    LinkRead,
    OrderRead,
    OwnMonitoring,
    ResultRead,
    TeamMonitoring,
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Names of people and devices."""

    people: dict[UUID, str]
    devices: dict[UUID, str]


def own_monitoring(record: Record) -> OwnMonitoring:
    """A client's own. What was entered about them by mistake is not theirs, and not shown: only
    that there was something."""
    words = _words_of(record)
    return OwnMonitoring(
        zone=record.zone,
        orders=[_for_the_client(_order(one, words)) for one in record.orders],
        readings=_without_mistakes(_results(record.readings, words)),
    )


def team_monitoring(record: Record, devices: Iterable[Integration]) -> TeamMonitoring:
    """All of it, with the devices that can be linked."""
    words = _words_of(record)
    return TeamMonitoring(
        zone=record.zone,
        orders=[_order(one, words) for one in record.orders],
        readings=_results(record.readings, words),
        links=[
            LinkRead.model_validate(link.model_dump() | {"integration": one.name}, extra="ignore")
            for link, one in record.links
        ],
        integrations=[IntegrationName(id=one.id, name=one.name) for one in devices],
    )


def answer_read(row: MonitoringResult, by: str) -> ResultRead:
    """What a client has just said; what they said later may count more."""
    (read,) = _results([row], _Words({row.client_id: by}, {}))
    return read


def integration_read(row: Integration, made_by: str) -> IntegrationRead:
    """An integration as the administrator sees it."""
    return IntegrationRead.model_validate(row.model_dump() | {"made_by": made_by}, extra="ignore")


def _words_of(record: Record) -> _Words:
    return _Words(record.names, {one.id: one.name for _, one in record.links})


def _order(one: Kept, words: _Words) -> OrderRead:
    collections = [
        CollectionRead.model_validate(
            row.model_dump() | {"by": words.people.get(row.by, "")}, extra="ignore"
        )
        for row in one.collections
    ]
    return OrderRead.model_validate(
        one.row.model_dump()
        | {
            "ordered_by": words.people.get(one.row.ordered_by, ""),
            "collections": collections,
            "results": _results(one.results, words),
            "is_with_team": not one.row.on_timeline and bool(_of_others(one.results)),
        },
        extra="ignore",
    )


def _of_others(results: Iterable[MonitoringResult]) -> list[MonitoringResult]:
    """Those that count and are not the client's own words."""
    counting = _current(results)
    return [
        row
        for row in results
        if row.id in counting and row.findings and row.certainty is not Certainty.own_words
    ]


def _for_the_client(order: OrderRead) -> OrderRead:
    """What the client said themselves is theirs in any case."""
    shown = _without_mistakes(order.results)
    if not order.on_timeline:
        shown = [one for one in shown if one.certainty is Certainty.own_words]
    return order.model_copy(update={"results": shown})


def _results(rows: list[MonitoringResult], words: _Words) -> list[ResultRead]:
    counting = _current(rows)
    return [
        ResultRead(
            **row.model_dump(
                include={
                    "id", "specimen", "certainty", "taken_at", "entered_at", "line", "replaces_id"
                }
            ),
            findings=[FindingRead(**one) for one in row.findings],
            by=words.people.get(row.entered_by) if row.entered_by else None,
            device=words.devices.get(row.integration_id) if row.integration_id else None,
            is_current=row.id in counting,
        )
        for row in rows
    ]  # fmt: skip


def _current(rows: Iterable[MonitoringResult]) -> set[UUID]:
    """What counts: whatever was not corrected, and of a client's own answers the last."""
    in_order = sorted(rows, key=lambda row: (row.taken_at, row.id))
    replaced = {row.replaces_id for row in in_order}
    own = [row.id for row in in_order if row.certainty is Certainty.own_words]
    return {row.id for row in in_order} - replaced - set(own[:-1])


def _without_mistakes(results: list[ResultRead]) -> list[ResultRead]:
    """Without what a correction says does not count at all, and without what that replaced."""
    after = {one.replaces_id: one for one in results if one.replaces_id is not None}

    def ends_in_nothing(one: ResultRead) -> bool:
        while one.id in after:
            one = after[one.id]
        return not one.findings

    return [one for one in results if not one.findings or not ends_in_nothing(one)]
