"""How fast reminders leave: our sender, `pywebpush.webpush()` in a loop, and npm `web-push`.

All three send the same 512 octets to the same push service: a process of its own that speaks TLS
and answers 201 after 20 ms. The sender has one core, the service another. Everybody trusts the
public certificate authorities and the service's own; everybody checks them. They take turns, in
several rounds, and the median counts; of npm's four ways the best one is shown.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import certifi
import trustme
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from app.push.vapid import VapidKeys
from tests.fakes.browser import Browser

ROOT = Path(__file__).resolve().parent.parent
OURS = "ours"
NPM = "npm web-push"
NPM_VERSION = "3.6.7"
NPM_FOLDER = ROOT / "var" / "bench" / "npm"
NPM_WAYS = [(agent, at_once) for agent in ("default", "keep-alive") for at_once in (50, 200)]
CONTACT = "mailto:operator@centre.example"
PAYLOAD = b'{"web_push":8030,"notification":{"title":"Companion"}'.ljust(511) + b"}"
"""Already a whole block, so that everybody encrypts equally much."""


@dataclass(frozen=True)
class Sender:
    """A way to send, as a command that takes a folder and a number of messages."""

    name: str
    command: list[str]
    messages: int


@dataclass(frozen=True)
class Run:
    """One sender's turn; `arrived` is what the push service counted."""

    name: str
    sent: int
    seconds: float
    processor_seconds: float
    arrived: int

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.sent / self.seconds


def main(argv: list[str] | None = None) -> int:
    """Prints the table. Returns 1 when a message was lost."""
    arguments = _arguments(argv)
    cores = sorted(os.sched_getaffinity(0))
    with TemporaryDirectory(prefix="bench-push-") as folder:
        _lay_out(Path(folder))
        with _push_service(Path(folder), cores[-1]) as count:
            os.sched_setaffinity(0, cores[:1])  # the senders inherit it
            runs = [
                _run(sender, Path(folder), count)
                for _ in range(arguments.rounds)
                for sender in _senders(arguments)
            ]
            os.sched_setaffinity(0, cores)
    _print_table(_medians(runs), len(cores))
    return int(any(run.arrived != run.sent for run in runs))


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--ours", type=int, default=5_000, help="messages for our sender")
    words.add_argument("--loop", type=int, default=100, help="messages for webpush() in a loop")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--npm", type=int, default=2_000, help="messages for npm web-push; 0: none")
    return words.parse_args(argv)


def _lay_out(folder: Path) -> None:
    """Certificates, a key pair and what the senders need to know."""
    ca = trustme.CA()
    served = ca.issue_cert("localhost").private_key_and_cert_chain_pem
    served.write_to_path(str(folder / "service.pem"))
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    everybody = Path(certifi.where()).read_bytes() + ca.cert_pem.bytes()
    (folder / "everybody.pem").write_bytes(everybody)
    keys = VapidKeys.load_or_create(folder / "vapid")
    private = load_pem_private_key((folder / "vapid" / "0001.pem").read_bytes(), password=None)
    assert isinstance(private, EllipticCurvePrivateKey)
    scalar = private.private_numbers().private_value.to_bytes(32)
    browsers = [Browser.new() for _ in range(100)]
    needed = {
        "payload": PAYLOAD.decode(),
        "contact": CONTACT,
        "public_key": keys.application_server_key,
        "private_key": urlsafe_b64encode(scalar).rstrip(b"=").decode(),
        "browsers": [{"p256dh": each.p256dh, "auth": each.auth_secret} for each in browsers],
    }
    (folder / "needed.json").write_text(json.dumps(needed))


@contextmanager
def _push_service(folder: Path, core: int) -> Iterator[Callable[[], int]]:
    """Runs the push service on `core`; gives a function that says how many different messages
    have arrived since it was last asked."""
    command = [sys.executable, "-m", "scripts.bench_push_sink", str(folder / "service.pem")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        into, out = process.stdin, process.stdout
        os.sched_setaffinity(process.pid, {core})
        (folder / "origin").write_text(f"https://localhost:{int(out.readline())}")

        def count() -> int:
            print("count", file=into, flush=True)
            return int(out.readline())

        yield count
        into.close()


def _senders(arguments: argparse.Namespace) -> list[Sender]:
    python = [sys.executable, "-m", "scripts.bench_push_senders"]
    senders = [
        Sender(OURS, [*python, "ours"], arguments.ours),
        Sender("webpush() in a loop", [*python, "loop"], arguments.loop),
    ]
    if arguments.npm and (node := _node_with_web_push()):
        script = [node, str(ROOT / "scripts" / "bench_push_npm.mjs"), str(NPM_FOLDER)]
        for agent, at_once in NPM_WAYS:
            name = f"{NPM} {NPM_VERSION}, {agent} agent, {at_once} at a time"
            senders.append(Sender(name, [*script, agent, str(at_once)], arguments.npm))
    return senders


def _run(sender: Sender, folder: Path, count: Callable[[], int]) -> Run:
    """Runs a sender in a process of its own; it says how long it took, start-up not counted."""
    environment = os.environ | {
        "REQUESTS_CA_BUNDLE": str(folder / "everybody.pem"),
        "NODE_EXTRA_CA_CERTS": str(folder / "ca.pem"),
    }
    done = subprocess.run(
        [*sender.command, str(folder), str(sender.messages)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, processor_seconds = (float(each) for each in done.stdout.split())
    return Run(sender.name, sender.messages, seconds, processor_seconds, count())


def _medians(runs: list[Run]) -> list[Run]:
    """One run for each sender: the one in the middle, with what all of its turns lost. Only the
    best of npm's ways is left."""
    middle: dict[str, Run] = {}
    for name in dict.fromkeys(run.name for run in runs):
        turns = sorted((run for run in runs if run.name == name), key=lambda run: run.rate)
        lost = sum(run.sent - run.arrived for run in turns)
        median = turns[len(turns) // 2]
        middle[name] = replace(median, arrived=median.sent - lost)
    ways = sorted(
        (run for name, run in middle.items() if name.startswith(NPM)), key=lambda run: run.rate
    )
    return [run for run in middle.values() if run not in ways[:-1]]


def _node_with_web_push() -> str | None:
    """The path of node, with npm's package fetched once; None, and why, when there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("npm web-push is left out: there is no node or no npm on PATH.", file=sys.stderr)
        return None
    installed = NPM_FOLDER / "node_modules" / "web-push" / "package.json"
    if installed.exists() and json.loads(installed.read_text())["version"] == NPM_VERSION:
        return node
    NPM_FOLDER.mkdir(parents=True, exist_ok=True)
    fetch = [npm, "install", "--prefix", str(NPM_FOLDER), "--no-audit", "--no-fund", "--silent"]
    fetched = subprocess.run(
        [*fetch, f"web-push@{NPM_VERSION}"], capture_output=True, text=True, check=False
    )
    if fetched.returncode:
        print("npm web-push is left out: npm could not fetch it.", file=sys.stderr)
        return None
    return node


def _print_table(runs: list[Run], cores: int) -> None:
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    print(f"{cores} cores, load {load}; one core for the sender, one for the push service")
    titles = ("messages", "seconds", "per second", "ours to it", "CPU ms each", "lost")
    print(f"{'sender':<52}" + "".join(f"{title:>12}" for title in titles))
    for run in runs:
        print(
            f"{run.name:<52}{run.sent:>12,}{run.seconds:>12.2f}{run.rate:>12,.0f}"
            f"{runs[0].rate / run.rate:>11.1f}x{run.processor_seconds / run.sent * 1000:>12.2f}"
            f"{run.sent - run.arrived:>12}"
        )


if __name__ == "__main__":
    sys.exit(main())
