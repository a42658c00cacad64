import os
from pathlib import Path

import pytest

from app.keys import LooseKey, private_folder, read_secret, require_private, write_secret


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return private_folder(tmp_path / "keys")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o601, 0o777])
def test_a_secret_that_others_may_open_is_not_read(folder: Path, mode: int) -> None:
    write_secret(folder / "key", b"secret")
    (folder / "key").chmod(mode)

    with pytest.raises(LooseKey, match=f"Run: chmod 600 {folder / 'key'}"):
        read_secret(folder / "key")


def test_a_folder_that_others_may_open_is_refused(folder: Path) -> None:
    folder.chmod(0o750)

    with pytest.raises(LooseKey, match=f"Run: chmod 700 {folder}"):
        private_folder(folder)


def test_a_secret_is_never_replaced(folder: Path) -> None:
    write_secret(folder / "key", b"first")

    with pytest.raises(FileExistsError):
        write_secret(folder / "key", b"second")
    assert read_secret(folder / "key") == b"first"
    assert [file.name for file in folder.iterdir()] == ["key"]


def test_a_secret_is_written_for_us_alone(folder: Path) -> None:
    write_secret(folder / "key", b"secret")

    assert (folder / "key").stat().st_mode & 0o777 == 0o600
    require_private(folder / "key")


def test_a_read_only_secret_is_private_enough(folder: Path) -> None:
    write_secret(folder / "key", b"secret")
    (folder / "key").chmod(0o400)

    assert read_secret(folder / "key") == b"secret"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_secret_of_another_user_is_not_read(folder: Path) -> None:
    write_secret(folder / "key", b"secret")
    os.chown(folder / "key", 12345, 12345)

    with pytest.raises(LooseKey, match="chown"):
        read_secret(folder / "key")
