"""What an operator may set, each by an environment variable that begins with `COMPANION_`."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Words = Annotated[tuple[str, ...], NoDecode]
"""A setting that is written as words with commas between them."""


class Settings(BaseSettings):
    """One installation's settings. Secrets are not among them: they lie in `keys_dir`."""

    model_config = SettingsConfigDict(env_prefix="COMPANION_", env_file=".env", extra="ignore")

    home: Path = Field(default=Path("var"), description="Where data and keys lie by default")
    database_url: str = Field(
        default="",
        description="Empty for the embedded encrypted database, else postgresql://…",
        repr=False,
    )
    keys_dir: Path | None = Field(default=None, description="Folder of the keys, mode 0700")
    web_dir: Path | None = Field(default=None, description="The built front end")

    origin: str = Field(
        default="",
        description="The address people open, without a path; this machine alone if left out",
    )
    host: str = "127.0.0.1"
    port: int = 8000
    forwarded_allow_ips: str = Field(
        default="", description="Proxies whose X-Forwarded-For is believed; none by default"
    )

    reminders: bool = Field(default=True, description="False stops every reminder, rows are kept")
    push_hosts: Words = Field(
        default=(), description="Further push services, by host name, beside the browsers' own"
    )
    push_origins: Words = Field(
        default=(),
        description="Push services inside your own network, by https origin with its port",
    )
    push_ca_file: Path | None = Field(
        default=None, description="Certificate authority of a push service of your own"
    )
    vapid_subject: str = Field(
        default="", description="mailto: or https: address push services may write to (RFC 8292)"
    )

    @field_validator("push_hosts", "push_origins", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(word.strip() for word in value.split(",") if word.strip())
        return value

    @model_validator(mode="after")
    def _this_machine_alone(self) -> Self:
        self.origin = self.origin or f"http://localhost:{self.port}"
        return self

    @field_validator("origin")
    @classmethod
    def _origin_only(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("COMPANION_ORIGIN must look like https://name.example")
        if parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise ValueError("COMPANION_ORIGIN takes no path: https://name.example")
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def keys(self) -> Path:
        """Folder of the keys: apart from the data, so that a copied database is useless alone."""
        return self.keys_dir or self.home / "keys"

    @property
    def data(self) -> Path:
        """Folder of the embedded database."""
        return self.home / "data"

    @property
    def database_file(self) -> Path:
        return self.data / "companion.db"

    @property
    def embedded(self) -> bool:
        """True for the encrypted SQLite file, false for PostgreSQL."""
        return not self.database_url

    @cached_property
    def web(self) -> Path:
        """The built front end: beside the package in a checkout, inside it in a wheel."""
        if self.web_dir:
            return self.web_dir
        here = Path(__file__).resolve().parent
        inside = here / "_web"
        return inside if inside.is_dir() else here.parent / "web" / "dist"

    @property
    def vapid_contact(self) -> str:
        """RFC 8292 `sub`: the address a push service may use to reach the operator. An
        installation on this machine alone has none; `companion doctor` says so."""
        if self.vapid_subject:
            return self.vapid_subject
        return self.origin if self.is_public else "mailto:operator@companion.example"

    @property
    def is_public(self) -> bool:
        """Whether people reach this installation by https under a name of its own."""
        host = urlsplit(self.origin).hostname or ""
        return self.origin.startswith("https://") and "." in host and not host.endswith(".local")
