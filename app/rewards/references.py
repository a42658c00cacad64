"""What stands for a client in the file of one fund.

Administrators read the ids of clients and of funds elsewhere, with names. A reference is therefore
keyed (HMAC, RFC 2104): who knows both ids and not the key cannot reckon it.
"""

import hmac
import secrets
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from app.keys import private_folder, read_secret, write_secret

_BYTES = 32
_LENGTH = 10


def reference_key(keys: Path) -> bytes:
    """The installation's key for references, in its folder of keys; made the first time. Another
    key makes other references. Raises `LooseKey` when others can read it."""
    file = private_folder(keys) / "references.key"
    with suppress(FileNotFoundError):
        return read_secret(file)
    with suppress(FileExistsError):  # another process was first: everybody takes what it wrote
        write_secret(file, secrets.token_bytes(_BYTES))
    return read_secret(file)


def reference_of(key: bytes, fund_id: UUID, client_id: UUID) -> str:
    """What stands for a client in the export of one fund: the same every time, another in every
    fund, ten hexadecimal digits."""
    digest = hmac.new(key, fund_id.bytes + client_id.bytes, "sha256").hexdigest()
    return digest[:_LENGTH]
