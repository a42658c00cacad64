"""The push service that `bench_push` sends to: as little work as possible around TLS.

`python -m scripts.bench_push_sink CERTIFICATE` prints its port, answers 201 after 20 ms, and prints
how many different messages came since the last time at every line it reads.
"""

import asyncio
import ssl
import sys
from typing import cast

import uvloop

WORK_SECONDS = 0.02
ANSWER = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


class Connection(asyncio.Protocol):
    """One keep-alive connection, one request at a time."""

    def __init__(self, arrived: set[bytes]) -> None:
        self._arrived = arrived
        self._read = b""
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's TLS transport has the methods of an asyncio.Transport, but is none.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._read += data
        end = self._read.find(b"\r\n\r\n") + 4
        if end < 4:
            return
        head = self._read[:end].lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        if len(self._read) >= end + length:
            self._read = self._read[end + length :]
            self._loop.call_later(WORK_SECONDS, self._answer, head.split(b" ", 2)[1])

    def _answer(self, path: bytes) -> None:
        if not self._transport.is_closing():
            self._arrived.add(path)
            self._transport.write(ANSWER)


async def main(certificate: str) -> None:
    """Serves until its input ends."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    arrived: set[bytes] = set()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(arrived), "127.0.0.1", 0, ssl=tls, backlog=1024
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(len(arrived), flush=True)
        arrived.clear()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))
