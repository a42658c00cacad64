"""A real server process that is killed again and again while clients write."""

import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.support.house import ORIGIN, craving, fresh_id
from tests.support.ports import free_port

SERVER = """
import sys, uvicorn
from pathlib import Path
from app.installation import open_installation
from app.main import create_app
from app.settings import Settings
settings = Settings(home=Path(sys.argv[1]), origin=sys.argv[2], _env_file=None)
uvicorn.run(create_app(open_installation(settings)), port=int(sys.argv[3]), log_level="error")
"""
WRITERS = 4
WRITES_A_LIFE = 20


@dataclass
class Writers:
    """Clients that write as fast as they can, and remember what was acknowledged."""

    port: int
    secret: str
    acknowledged: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        headers = {"X-Requested-By": "companion", "Cookie": f"__Host-sid={self.secret}"}
        address = f"http://127.0.0.1:{self.port}"
        with httpx2.Client(base_url=address, headers=headers) as client:
            while not self.stop.is_set():
                self._write_one(client)

    def _write_one(self, client: httpx2.Client) -> None:
        log_id = fresh_id()
        try:
            answer = client.put(f"/api/craving-logs/{log_id}", json=craving())
        except httpx2.HTTPError:
            time.sleep(0.02)
            return
        if answer.status_code == 200:
            self.acknowledged.append(log_id)


def acknowledged_through_kills(home: Path, secret: str, kills: int) -> list[str]:
    """The ids of all logs that were acknowledged by a server that was killed `kills` times."""
    acknowledged: list[str] = []
    port = free_port()
    for _ in range(kills):
        writers = Writers(port, secret)
        _one_life(home, writers)
        acknowledged += writers.acknowledged
    return acknowledged


def _one_life(home: Path, writers: Writers) -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(home), ORIGIN, str(writers.port)])
    threads = [threading.Thread(target=writers.write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    gives_up_at = time.monotonic() + 40
    while len(writers.acknowledged) < WRITES_A_LIFE and time.monotonic() < gives_up_at:
        time.sleep(0.02)
    time.sleep(random.random() / 5)
    server.kill()
    server.wait()
    writers.stop.set()
    for thread in threads:
        thread.join()
