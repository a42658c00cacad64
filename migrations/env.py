"""Alembic's entrance: runs over the connection it is handed, or opens the installation's own."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel import AutoString

from app.database import Code, UtcDateTime
from app.installation import open_database
from app.rooms import METADATA
from app.settings import Settings


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Writes the house's own types into a migration as the plain types they are stored as, so
    that an old migration never depends on code that changes."""
    del autogen
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Code):
        return "sa.String(length=40)"
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_item=render_item,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = open_database(Settings())
    with database.engine.begin() as own:
        run(own)
    database.dispose()
