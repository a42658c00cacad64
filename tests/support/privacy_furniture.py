"""Whom clients share with and what they signed, for tests and for the walk over all routes."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.privacy.models import Consent, Recipient, RecipientKind
from tests.support.house import Actor, House, fresh_id

NAMED = {"kind": "relative", "name": "Robin"}
STATEMENT, SIGNING = "POST /api/consent-statements", "PUT /api/consents/{consent_id}"
OF_CONSENTS = (STATEMENT, SIGNING)


def provider_recipient(client: Actor, provider: Actor) -> str:
    """The id of a provider whom a client names."""
    recipient_id = fresh_id()
    body = {"kind": "provider", "name": provider.name, "person_id": str(provider.id)}
    answer = client.browser.put(f"/api/recipients/{recipient_id}", json=body)
    assert answer.status_code == 200, answer.json()
    return recipient_id


def read_statement(client: Actor, recipient_id: str, *data: str, **end: Any) -> dict[str, Any]:
    """The body by which a client signs what they have just read."""
    terms = {"recipient_id": recipient_id, "data": list(data), **end}
    answer = client.browser.post("/api/consent-statements", json=terms)
    assert answer.status_code == 200, answer.json()
    read = {name: answer.json()[name] for name in ("hash", "basis")}
    return terms | read | {"signature": client.name}


def signs(client: Actor, recipient_id: str, *data: str, **end: Any) -> str:
    """A client reads and signs; returns the consent's id."""
    consent_id = fresh_id()
    body = read_statement(client, recipient_id, *data, **end)
    answer = client.browser.put(f"/api/consents/{consent_id}", json=body)
    assert answer.status_code == 200, answer.json()
    return consent_id


def furnish_privacy(client: Actor, counselor: Actor) -> dict[str, str]:
    """A relative who has not joined, and a consent for the counselor."""
    recipient_id = fresh_id()
    client.browser.put(f"/api/recipients/{recipient_id}", json=NAMED)
    consent_id = signs(client, provider_recipient(client, counselor), "learning")
    return {"recipient_id": recipient_id, "consent_id": consent_id}


def consent_body(house: House, route: str, client: Actor, ids: dict[str, str]) -> dict[str, Any]:
    """What a client reads for their first provider, or what was signed under an id."""
    if route == STATEMENT:
        known = client in house.cast  # a visitor is nobody
        return {
            "recipient_id": _provider_of(house, client) if known else fresh_id(),
            "data": ["learning"],
        }
    with house.database.unit_of_work() as db:
        kept = db.get(Consent, UUID(ids["consent_id"])) if "consent_id" in ids else None
    return {
        "recipient_id": str(kept.recipient_id) if kept else fresh_id(), "data": ["learning"],
        "hash": kept.statement_hash if kept else "0" * 64, "basis": "nothing",
        "signature": kept.signature if kept else "Robin",
    }  # fmt: skip


def _provider_of(house: House, client: Actor) -> str:
    with house.database.unit_of_work() as db:
        found = db.exec(
            select(Recipient.id).where(
                Recipient.client_id == client.id,
                Recipient.kind == RecipientKind.provider,
                col(Recipient.ended_at).is_(None),
            )
        ).first()
        return str(found or fresh_id())
