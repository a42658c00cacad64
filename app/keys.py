"""Secrets on disk: files only we can read, in folders only we can open."""

import os
import secrets
import stat
from pathlib import Path


class LooseKey(Exception):
    """A key that somebody else on this machine could read; says what to run to mend it."""


def private_folder(path: Path) -> Path:
    """The folder at `path`, made with mode 0700 when it is missing.

    Raises `LooseKey` when it is there but others may open it.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_private(path)
    return path


def require_private(path: Path) -> None:
    """Raises `LooseKey` unless `path` is ours and nobody else has any right to it."""
    _refuse_loose(path, path.stat())


def write_secret(path: Path, secret: bytes) -> None:
    """Writes a new file with mode 0600. Raises `FileExistsError` rather than replace one."""
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        # A link fails when another process was first, and nobody ever reads half a key.
        os.link(scratch, path)
    finally:
        scratch.unlink()


def read_secret(path: Path) -> bytes:
    """The content of a key file. Raises `LooseKey` when it is looser than 0600 or not ours."""
    with path.open("rb") as file:
        _refuse_loose(path, os.fstat(file.fileno()))
        return file.read()


def _refuse_loose(path: Path, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise LooseKey(f"{path} belongs to another user. Run: chown {os.geteuid()} {path}")
    if stat.S_IMODE(found.st_mode) & 0o077:
        mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
        raise LooseKey(f"{path} can be opened by other users. Run: chmod {mode} {path}")
