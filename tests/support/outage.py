"""A database that goes away and comes back: a server behind a cable that is pulled, and a file
that another process holds for too long."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from app.database import Database, embedded, postgres
from app.installation import Installation, database_key


class Outage(Protocol):
    def go_away(self) -> None: ...

    def come_back(self) -> None: ...


class Cable:
    """A context manager: passes what a client says on to a PostgreSQL server, until pulled."""

    def __init__(self, server_url: str) -> None:
        self._server = make_url(server_url)
        self._wires: list[socket.socket] = []
        self._port = 0

    @property
    def url(self) -> str:
        """Where clients are to connect to."""
        through = self._server.set(host="127.0.0.1", port=self._port)
        return through.difference_update_query(["host"]).render_as_string(hide_password=False)

    def __enter__(self) -> Self:
        self.come_back()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.go_away()

    def come_back(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", self._port))
        self._port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, args=(self._socket,))
        self._thread.start()

    def go_away(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()
        for wire in self._wires:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
        self._wires.clear()

    def _listen(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = self._dial()
                self._wires += [client, server]
                threading.Thread(target=_join, args=(client, server)).start()

    def _dial(self) -> socket.socket:
        folder = str(self._server.query.get("host", ""))
        port = self._server.port or 5432
        if not folder:
            return socket.create_connection((self._server.host or "127.0.0.1", port))
        wire = socket.socket(socket.AF_UNIX)
        wire.connect(str(Path(folder) / f".s.PGSQL.{port}"))
        return wire


def _join(client: socket.socket, server: socket.socket) -> None:
    other = {client: server, server: client}
    with client, server, selectors.DefaultSelector() as ready, suppress(OSError):
        for wire in other:
            ready.register(wire, selectors.EVENT_READ, wire)
        while True:
            for key, _ in ready.select():
                said = key.data.recv(1 << 16)
                if not said:
                    return
                other[key.data].sendall(said)


class Hold:
    """Somebody else's long write transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    def go_away(self) -> None:
        self._connection = self._database.engine.connect()
        self._connection.begin()

    def come_back(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


@contextmanager
def fragile(installation: Installation) -> Iterator[tuple[Installation, Outage]]:
    """The same installation through a connection of its own, and the way to break that."""
    if installation.settings.embedded:
        settings = installation.settings
        file, key = settings.database_file, database_key(settings)
        database = embedded(file, key, busy_timeout_ms=50)
        hold = Hold(installation.database)
        yield replace(installation, database=database), hold
        hold.come_back()
        database.dispose()
        return
    with Cable(installation.settings.database_url) as cable:
        database = postgres(cable.url)
        yield replace(installation, database=database), cable
        database.dispose()
