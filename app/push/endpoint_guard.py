"""Where a push may go. An endpoint is chosen by whoever registers it, so it is hostile until
shown otherwise: its text is checked when it is registered and again when it is sent, its address
when it is connected to."""

import re
import socket
from collections.abc import Collection
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from app.errors import Problem

MAX_LENGTH = 2048

_PUSH_HOSTS = frozenset(
    {"fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"}
)
_PUSH_DOMAINS = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?!.*xn--){_LABEL}(?:\.{_LABEL})+", re.ASCII)
_ORIGIN = r"https://([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::([1-9][0-9]{0,4}))?"
_ENDPOINT = re.compile(rf"{_ORIGIN}/[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*", re.ASCII)
"""Stricter than a browser's parser on purpose: what two parsers could read in two ways (user
info, fragments, backslashes, control characters, capitals in the host) is not an endpoint."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


class EndpointRefused(Problem):
    """Not the address of a push service we know."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "push_endpoint_refused"
    detail = "This browser uses a notification service that this server does not know."


class NotPublic(OSError):
    """A name that leads, at least in part, to an address inside somebody's network."""


class EndpointGuard:
    """Knows the push services.

    `extra_hosts` are further push services by exact host name; `private_origins` are push
    services inside the operator's own network, by exact `https://host:port`: they may have any
    port and any address, but TLS is verified for them as for all. Raises `ValueError` when an
    operator's entry cannot be read.
    """

    def __init__(
        self, extra_hosts: Collection[str] = (), private_origins: Collection[str] = ()
    ) -> None:
        for host in extra_hosts:
            if not _NAME.fullmatch(host):
                raise ValueError("A push host is a plain lower-case host name: push.example.org")
        self._hosts = _PUSH_HOSTS | set(extra_hosts)
        self._private = {_private_origin(origin) for origin in private_origins}

    def check(self, endpoint: str) -> str:
        """The origin of an endpoint that may be sent to, as a browser writes it (no `:443`).

        Raises `EndpointRefused`.
        """
        parts = _ENDPOINT.fullmatch(endpoint) if len(endpoint) <= MAX_LENGTH else None
        if parts is None:
            raise EndpointRefused
        host, port = parts[1], int(parts[2] or 443)
        if not (self.is_private_origin(host, port) or (port == 443 and self._is_known(host))):
            raise EndpointRefused
        return _origin(host, port)

    def is_private_origin(self, host: str, port: int) -> bool:
        """Whether the operator named exactly this origin as one inside their own network."""
        return (host, port) in self._private

    def _is_known(self, host: str) -> bool:
        named = host in self._hosts or host.endswith(_PUSH_DOMAINS)
        return named and _NAME.fullmatch(host) is not None


class PublicResolver(AbstractResolver):
    """Looks a name up once, for the very connection that is about to be made.

    The connection goes to the addresses given back here, so nothing can change between the check
    and the connection. One address that is not public spoils the whole answer.
    """

    def __init__(self, guard: EndpointGuard, names: AbstractResolver | None = None) -> None:
        self._guard = guard
        self._names = names or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises `NotPublic`, or `OSError` when the name cannot be looked up."""
        found = await self._names.resolve(host, port, family)
        if not self._guard.is_private_origin(host, port) and not all(
            is_public(answer["host"]) for answer in found
        ):
            raise NotPublic("not a public address")
        return found

    async def close(self) -> None:
        await self._names.close()


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, an IPv4 address inside an IPv6 one
    (NAT64, 6to4) included. IPv4-mapped addresses never are: no honest name has one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed in _NAT64:
            parsed = IPv4Address(int(parsed) & 0xFFFF_FFFF)
        elif parsed not in _GLOBAL_UNICAST:
            return False
        elif parsed.sixtofour:
            parsed = parsed.sixtofour
    return parsed.is_global and not parsed.is_multicast


def _private_origin(origin: str) -> tuple[str, int]:
    parts = re.fullmatch(_ORIGIN, origin, re.ASCII)
    if parts is None:
        raise ValueError("A push origin looks like https://push.example.org:8443, without a path")
    return parts[1], int(parts[2] or 443)


def _origin(host: str, port: int) -> str:
    return f"https://{host}" if port == 443 else f"https://{host}:{port}"
