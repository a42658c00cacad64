"""The Python senders that `bench_push` measures, each run in a process of its own.

`python -m scripts.bench_push_senders ours|loop FOLDER MESSAGES` prints the seconds it
took, by the clock and of the processor.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import uvloop
from pywebpush import webpush

from app.push.endpoint_guard import EndpointGuard
from app.push.transport import PushMessage, PushTransport, Urgency
from app.push.vapid import VapidKeys

Times = tuple[float, float]
TTL_SECONDS = 600
TOPIC = "bench"


def main(sender: str, folder: Path, messages: int) -> None:
    """Sends and prints both times; the push service knows what arrived."""
    needed = json.loads((folder / "needed.json").read_text())
    origin = (folder / "origin").read_text()
    if sender == "ours":
        print(*uvloop.run(_ours(folder, origin, needed, messages)))
    else:
        print(*_loop(folder, origin, needed, messages))


async def _ours(folder: Path, origin: str, needed: dict[str, Any], messages: int) -> Times:
    keys = VapidKeys.load_or_create(folder / "vapid")
    batch = [
        PushMessage(
            key=number,
            endpoint=f"{origin}/ours/{number}",
            **needed["browsers"][number % len(needed["browsers"])],
            vapid_key_id=keys.current_id,
            payload=needed["payload"].rstrip().encode(),
            ttl=TTL_SECONDS,
            topic=TOPIC,
            urgency=Urgency.normal,
        )
        for number in range(messages)
    ]
    started = _times()
    async with PushTransport(
        EndpointGuard(private_origins=[origin]),
        keys,
        contact=needed["contact"],
        ca_file=folder / "ca.pem",
    ) as transport:
        await transport.send(batch)
        return _since(started)


def _loop(folder: Path, origin: str, needed: dict[str, Any], messages: int) -> Times:
    """As pywebpush's own documentation shows it, with the faults that lose messages mended: a
    TTL, a time-out and a fresh copy of the claims."""
    started = _times()
    for number in range(messages):
        webpush(
            {
                "endpoint": f"{origin}/loop/{number}",
                "keys": needed["browsers"][number % len(needed["browsers"])],
            },
            needed["payload"],
            vapid_private_key=str(folder / "vapid" / "0001.pem"),
            vapid_claims={"sub": needed["contact"]},
            ttl=TTL_SECONDS,
            timeout=10,
            headers={"Topic": TOPIC, "Urgency": "normal"},
        )
    return _since(started)


def _times() -> Times:
    return time.perf_counter(), time.process_time()


def _since(started: Times) -> Times:
    wall, processor = _times()
    return wall - started[0], processor - started[1]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
