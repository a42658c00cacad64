"""The database that one test hands to the next: as new, whatever the one before did to it."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.support.postgres import KeptDatabase

LEAVINGS = (
    "ALTER TABLE craving_log RENAME TO craving_log_gone",
    "ALTER TABLE craving_log ADD COLUMN shoe_size integer",
    "CREATE TABLE left_behind (id integer)",
    "DROP INDEX ix_craving_log_client_id_happened_at",
    "CREATE FUNCTION left_behind() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "UPDATE alembic_version SET version_num = 'other'",
    "DELETE FROM alembic_version",
    "DROP TABLE alembic_version",
)


@pytest.fixture
def kept(postgres_server: str, postgres_template: str) -> Iterator[KeptDatabase]:
    with KeptDatabase(postgres_server, postgres_template) as kept:
        yield kept


def _say(url: str, *statements: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            found = connection.execute(statement.encode())
        return found.fetchall() if found.description else []


def test_rows_and_what_counts_them_are_gone_and_the_database_stays(kept: KeptDatabase) -> None:
    insert = """INSERT INTO audit_event (actor_id, sign_in_id, at, action, data)
        VALUES (gen_random_uuid(), gen_random_uuid(), now(), 'viewed', 'profile')
        RETURNING sequence"""
    urls, numbers = set(), []
    for _ in range(3):
        with kept.lent() as url:
            assert _say(url, "SELECT count(*) FROM audit_event") == [(0,)]
            urls.add(url)
            numbers += _say(url, "SET session_replication_role = replica", insert)
    assert (len(urls), numbers) == (1, [(1,)] * 3)


@pytest.mark.parametrize("leaving", LEAVINGS)
def test_a_changed_schema_is_nobody_elses(kept: KeptDatabase, leaving: str) -> None:
    with kept.lent() as first:
        _say(first, leaving)
    with kept.lent() as second:
        assert second != first
        assert len(_say(second, "SELECT version_num FROM alembic_version")) == 1


def test_whoever_still_holds_a_table_is_shown_out(kept: KeptDatabase) -> None:
    with kept.lent() as url:
        holder = psycopg.connect(url)
        holder.execute("LOCK TABLE craving_log IN ACCESS EXCLUSIVE MODE")
    with pytest.raises(psycopg.OperationalError):
        holder.execute("SELECT 1")
    with kept.lent() as again:
        assert again == url
