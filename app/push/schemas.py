"""What the push routes take and give."""

from base64 import urlsafe_b64decode
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.people.schemas import Body


def _base64url(octets: int) -> AfterValidator:
    def check(value: str) -> str:
        bare = value.rstrip("=")
        if len(urlsafe_b64decode(bare + "=" * (-len(bare) % 4))) != octets:
            raise ValueError(f"is not {octets} octets in base64url")
        return bare

    return AfterValidator(check)


_BASE64URL = r"^[A-Za-z0-9_-]+={0,2}$"
DeviceKey = Annotated[str, Field(max_length=120, pattern=_BASE64URL), _base64url(65)]
DeviceSecret = Annotated[str, Field(max_length=40, pattern=_BASE64URL), _base64url(16)]


class PushSubscriptionWrite(Body):
    """A browser's `PushSubscription`, and the application server key it was made with."""

    endpoint: Annotated[str, Field(max_length=4096)]
    p256dh: DeviceKey
    auth: DeviceSecret
    vapid_key: Annotated[str, Field(max_length=120, pattern=_BASE64URL)]


class PushSubscriptionRead(BaseModel):
    """Never the endpoint: it is a secret, and the browser knows it."""

    id: UUID
    created_at: datetime
    last_accepted_at: datetime | None
