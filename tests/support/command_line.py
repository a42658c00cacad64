"""The command line in processes of its own that need not import the application first.

They are forked from one that has imported it once: the three seconds of each command were imports.
Environment, streams, ending and files are each command's own; that all of it works from nothing is
for `python -m app` to show.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app.cli import console, main

_READY = multiprocessing.get_context("forkserver")
_READY.set_forkserver_preload([__name__])


def run_forked(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """What a command says and how it ends. Raises `TimeoutError` after a minute."""
    with tempfile.TemporaryDirectory() as folder:
        streams = Path(folder, "out"), Path(folder, "err")
        process = _READY.Process(target=_run, args=(environment, words, streams))
        process.start()
        process.join(60)
        if process.is_alive():
            process.kill()
            raise TimeoutError(words)
        assert process.exitcode is not None
        said, complained = (stream.read_text() for stream in streams)
        return subprocess.CompletedProcess(words, process.exitcode, said, complained)


def _run(environment: dict[str, str], words: tuple[str, ...], streams: tuple[Path, ...]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    console.width = int(environment["COLUMNS"])  # which it asked for when it was imported
    for number, stream in enumerate(streams, start=1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))
    sys.argv = ["companion", *words]
    main()
