"""Questionnaires, flags with their tasks, cravings in full, milestones, the safety plan.

A centre that is there already keeps no opening hours until somebody says them: none are made up.

Going back, daily answers are written as version 1 again, without `may_use`. A sitting without daily
answers is left out with its review: it had questionnaires alone, which the older tables cannot hold,
and the older code reads no check-in without answers.

Revision: 1228da796eab
After: 138f4abbfac2
"""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision: str = "1228da796eab"
down_revision: str | None = "138f4abbfac2"
branch_labels = None
depends_on = None


_GRAVEST_FIRST = ("use", "craving_high", "mood_low", "rather_not_say", "backdated")
_NUMBER = {"craving_high": "value", "mood_low": "value", "backdated": "days"}
_CHECK_IN = sa.table(
    "check_in",
    sa.column("client_id", sa.Uuid()),
    sa.column("id", sa.Uuid()),
    sa.column("received_at", sa.DateTime(timezone=True)),
    sa.column("reviewed_at", sa.DateTime(timezone=True)),
    sa.column("instrument_version", sa.Integer()),
    sa.column("answers", sa.JSON()),
)
_HAS_NO_ANSWERS = sa.or_(
    _CHECK_IN.c.answers.is_(None), sa.cast(_CHECK_IN.c.answers, sa.String()) == "null"
)
"""What is no JSON at all, and JSON's own null."""
_FORM_RESPONSE = sa.table("form_response")
_OLD_FLAG = sa.table(
    "check_in_flag",
    sa.column("client_id", sa.Uuid()),
    sa.column("check_in_id", sa.Uuid()),
    sa.column("flag", sa.String()),
    sa.column("reason", sa.String()),
)
_REVIEW = sa.table(
    "review",
    sa.column("client_id", sa.Uuid()),
    sa.column("check_in_id", sa.Uuid()),
    sa.column("reviewer_id", sa.Uuid()),
)
_TASK = sa.table(
    "task",
    sa.column("id", sa.Uuid()),
    sa.column("client_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("focus_id", sa.Uuid()),
    sa.column("urgency", sa.String()),
    sa.column("opened_at", sa.DateTime(timezone=True)),
    sa.column("due_at", sa.DateTime(timezone=True)),
    sa.column("hop", sa.Integer()),
    sa.column("closed_at", sa.DateTime(timezone=True)),
    sa.column("closed_by", sa.Uuid()),
    sa.column("outcome", sa.String()),
)
_FLAG = sa.table(
    "flag",
    sa.column("task_id", sa.Uuid()),
    sa.column("flag", sa.String()),
    sa.column("measure", sa.String()),
    sa.column("client_id", sa.Uuid()),
    sa.column("facts", sa.JSON()),
    sa.column("raised_at", sa.DateTime(timezone=True)),
)


def _flags_become_tasks(connection: sa.Connection) -> None:
    """Every check-in that raised a flag gets its task, answered where it was looked at. What still
    waits is due a day after it came: nobody was told another time."""
    flags: dict[tuple[UUID, UUID], list[sa.Row[Any]]] = {}
    for flag in connection.execute(sa.select(_OLD_FLAG)):
        flags.setdefault((flag.client_id, flag.check_in_id), []).append(flag)
    by = {
        (row.client_id, row.check_in_id): row.reviewer_id
        for row in connection.execute(sa.select(_REVIEW))
    }
    for check_in in list(connection.execute(sa.select(_CHECK_IN))):
        key = (check_in.client_id, check_in.id)
        if key in flags:
            _write_task(connection, check_in, flags[key], by.get(key))


def _write_task(
    connection: sa.Connection, check_in: sa.Row[Any], flags: list[sa.Row[Any]], by: UUID | None
) -> None:
    task_id, codes = uuid4(), {flag.flag for flag in flags}
    is_grave = any(code in codes for code in _GRAVEST_FIRST[:3])
    task = {
        "id": task_id, "client_id": check_in.client_id, "kind": "check_in",
        "focus_id": check_in.id, "urgency": "today" if is_grave else "soon",
        "opened_at": check_in.received_at, "due_at": check_in.received_at + timedelta(days=1),
        "hop": 0,
        "closed_at": check_in.reviewed_at, "closed_by": by,
        "outcome": "looked" if check_in.reviewed_at else None,
    }  # fmt: skip
    connection.execute(sa.insert(_TASK).values(task))
    for flag in flags:
        number = re.search(r"\d+", flag.reason)
        name = _NUMBER.get(flag.flag)
        facts = {name: int(number[0])} if name and number else {}
        connection.execute(
            sa.insert(_FLAG).values(
                task_id=task_id, flag=flag.flag, measure="", client_id=flag.client_id,
                facts=facts, raised_at=check_in.received_at,
            )
        )  # fmt: skip


def _leave_out_what_has_no_answers(connection: sa.Connection) -> None:
    connection.execute(sa.delete(_FORM_RESPONSE))
    gone = sa.select(_CHECK_IN.c.client_id, _CHECK_IN.c.id).where(_HAS_NO_ANSWERS)
    for client_id, check_in_id in list(connection.execute(gone)):
        connection.execute(
            sa.delete(_REVIEW).where(
                _REVIEW.c.client_id == client_id, _REVIEW.c.check_in_id == check_in_id
            )
        )
        connection.execute(
            sa.delete(_CHECK_IN).where(
                _CHECK_IN.c.client_id == client_id, _CHECK_IN.c.id == check_in_id
            )
        )


def _answers_as_before(connection: sa.Connection) -> None:
    rows = connection.execute(sa.select(_CHECK_IN.c.client_id, _CHECK_IN.c.id, _CHECK_IN.c.answers))
    for client_id, check_in_id, answers in list(rows):
        if "may_use" in answers:
            del answers["may_use"]
            connection.execute(
                sa.update(_CHECK_IN)
                .where(_CHECK_IN.c.client_id == client_id, _CHECK_IN.c.id == check_in_id)
                .values(answers=answers, instrument_version=1)
            )


def _flags_of_check_ins_again(connection: sa.Connection) -> None:
    found = connection.execute(
        sa.select(_TASK.c.client_id, _TASK.c.focus_id, _FLAG.c.flag, _FLAG.c.facts)
        .join_from(_FLAG, _TASK, _FLAG.c.task_id == _TASK.c.id)
        .join(
            _CHECK_IN,
            sa.and_(_CHECK_IN.c.client_id == _TASK.c.client_id, _CHECK_IN.c.id == _TASK.c.focus_id),
        )
        .where(
            _TASK.c.kind == "check_in",
            _FLAG.c.measure == "",
            _FLAG.c.flag.in_(_GRAVEST_FIRST),
        )
    )
    for row in list(found):
        numbers = " ".join(str(value) for value in row.facts.values())
        connection.execute(
            sa.insert(_OLD_FLAG).values(
                client_id=row.client_id, check_in_id=row.focus_id, flag=row.flag,
                reason=f"{row.flag} {numbers}".strip(),
            )
        )  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "check_in_rhythm",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_check_in_rhythm_client_id")
        ),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_check_in_rhythm_set_by")),
        sa.PrimaryKeyConstraint("client_id", "instrument", name=op.f("pk_check_in_rhythm")),
    )
    op.create_table(
        "craving_correction",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_craving_correction_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_craving_correction")),
    )
    with op.batch_alter_table("craving_correction", schema=None) as batch_op:
        batch_op.create_index(
            "ix_craving_correction_client_id_log_id", ["client_id", "log_id"], unique=False
        )

    op.create_table(
        "craving_rating",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("intensity", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("intensity BETWEEN 0 AND 10", name=op.f("ck_craving_rating_intensity")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_craving_rating_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_craving_rating")),
    )
    with op.batch_alter_table("craving_rating", schema=None) as batch_op:
        batch_op.create_index(
            "ix_craving_rating_client_id_log_id", ["client_id", "log_id"], unique=False
        )

    op.create_table(
        "duty_turn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.String(length=40), nullable=False),
        sa.Column("from_time", sa.Time(), nullable=False),
        sa.Column("until_time", sa.Time(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["person.id"], name=op.f("fk_duty_turn_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_turn")),
    )
    with op.batch_alter_table("duty_turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_turn_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "recovery_start",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_recovery_start_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_recovery_start")),
    )
    with op.batch_alter_table("recovery_start", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recovery_start_client_id_happened_at", ["client_id", "happened_at"], unique=False
        )

    op.create_table(
        "response_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.JSON(), nullable=False),
        sa.Column("craving_at", sa.Integer(), nullable=False),
        sa.Column("contact_at", sa.Integer(), nullable=False),
        sa.Column("silence_days", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_response_policy_only_one")),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["person.id"], name=op.f("fk_response_policy_changed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_policy")),
    )
    op.create_table(
        "safety_plan_sharing",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("with_team", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_safety_plan_sharing_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "number", name=op.f("pk_safety_plan_sharing")),
    )
    op.create_table(
        "safety_plan_version",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=True),
        sa.Column("is_merged", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_safety_plan_version_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["person.id"], name=op.f("fk_safety_plan_version_written_by")
        ),
        sa.PrimaryKeyConstraint("client_id", "number", name=op.f("pk_safety_plan_version")),
        sa.UniqueConstraint("client_id", "id", name=op.f("uq_safety_plan_version_client_id_id")),
    )
    op.create_table(
        "slip_entry",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slip_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_slip_entry_client_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_slip_entry")),
    )
    with op.batch_alter_table("slip_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_slip_entry_client_id_slip_id", ["client_id", "slip_id"], unique=False
        )

    op.create_table(
        "staff_form",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("wording", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_staff_form_by")),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_staff_form_client_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_staff_form")),
    )
    with op.batch_alter_table("staff_form", schema=None) as batch_op:
        batch_op.create_index("ix_staff_form_client_id_at", ["client_id", "at"], unique=False)

    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("focus_id", sa.Uuid(), nullable=False),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("stuck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_line", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["person.id"], name=op.f("fk_task_acknowledged_by")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_task_client_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_task_closed_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_task_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint(
            "client_id", "kind", "focus_id", name=op.f("uq_task_client_id_kind_focus_id")
        ),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_client_id_opened_at", ["client_id", "opened_at"], unique=False
        )
        batch_op.create_index(
            "ix_task_open",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_task_open_owner",
            ["owner_id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "flag",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("flag", sa.String(length=40), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rating", sa.String(length=40), nullable=True),
        sa.Column("rated_by", sa.Uuid(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_flag_client_id")),
        sa.ForeignKeyConstraint(["rated_by"], ["person.id"], name=op.f("fk_flag_rated_by")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_flag_task_id")),
        sa.PrimaryKeyConstraint("task_id", "flag", "measure", name=op.f("pk_flag")),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_client_id"), ["client_id"], unique=False)

    op.create_table(
        "form_response",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("wording", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("prorated", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id", "check_in_id"],
            ["check_in.client_id", "check_in.id"],
            name=op.f("fk_form_response_client_id_check_in_id"),
        ),
        sa.PrimaryKeyConstraint(
            "client_id", "check_in_id", "instrument", name=op.f("pk_form_response")
        ),
    )
    with op.batch_alter_table("form_response", schema=None) as batch_op:
        batch_op.create_index(
            "ix_form_response_client_id_instrument_on_day",
            ["client_id", "instrument", "on_day"],
            unique=False,
        )

    op.create_table(
        "task_hop",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("took_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_task_hop_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_task_hop_owner_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_hop_task_id")),
        sa.PrimaryKeyConstraint("task_id", "number", name=op.f("pk_task_hop")),
    )
    with op.batch_alter_table("task_hop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_hop_owner_id"), ["owner_id"], unique=False)

    _flags_become_tasks(op.get_bind())
    op.drop_table("check_in_flag")
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("country", sa.String(length=2), nullable=False, server_default="US")
        )
        batch_op.add_column(
            sa.Column("opening_hours", sa.JSON(), nullable=False, server_default="{}")
        )
        batch_op.add_column(sa.Column("on_call_phone", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("on_call_hours", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("help_numbers", sa.JSON(), nullable=True))

    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.alter_column("answers", existing_type=sa.JSON(), nullable=True)

    with op.batch_alter_table("craving_log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("company", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("did", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("outcome", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("may_use", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_programme_lead_id"), "person", ["lead_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_programme_lead_id"), type_="foreignkey")
        batch_op.drop_column("lead_id")

    with op.batch_alter_table("craving_log", schema=None) as batch_op:
        batch_op.drop_column("corrected_at")
        batch_op.drop_column("may_use")
        batch_op.drop_column("outcome")
        batch_op.drop_column("did")
        batch_op.drop_column("company")
        batch_op.drop_column("place")

    _leave_out_what_has_no_answers(op.get_bind())
    _answers_as_before(op.get_bind())
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.alter_column("answers", existing_type=sa.JSON(), nullable=False)

    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.drop_column("help_numbers")
        batch_op.drop_column("on_call_hours")
        batch_op.drop_column("on_call_phone")
        batch_op.drop_column("opening_hours")
        batch_op.drop_column("country")

    op.create_table(
        "check_in_flag",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("flag", sa.VARCHAR(length=40), nullable=False),
        sa.Column("reason", sa.VARCHAR(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "check_in_id"],
            ["check_in.client_id", "check_in.id"],
            name=op.f("fk_check_in_flag_client_id_check_in_id"),
        ),
        sa.PrimaryKeyConstraint("client_id", "check_in_id", "flag", name=op.f("pk_check_in_flag")),
    )
    _flags_of_check_ins_again(op.get_bind())
    with op.batch_alter_table("task_hop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_hop_owner_id"))

    op.drop_table("task_hop")
    with op.batch_alter_table("form_response", schema=None) as batch_op:
        batch_op.drop_index("ix_form_response_client_id_instrument_on_day")

    op.drop_table("form_response")
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_client_id"))

    op.drop_table("flag")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_task_open_owner",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_task_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index("ix_task_client_id_opened_at")

    op.drop_table("task")
    with op.batch_alter_table("staff_form", schema=None) as batch_op:
        batch_op.drop_index("ix_staff_form_client_id_at")

    op.drop_table("staff_form")
    with op.batch_alter_table("slip_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_slip_entry_client_id_slip_id")

    op.drop_table("slip_entry")
    op.drop_table("safety_plan_version")
    op.drop_table("safety_plan_sharing")
    op.drop_table("response_policy")
    with op.batch_alter_table("recovery_start", schema=None) as batch_op:
        batch_op.drop_index("ix_recovery_start_client_id_happened_at")

    op.drop_table("recovery_start")
    with op.batch_alter_table("duty_turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_turn_provider_id"))

    op.drop_table("duty_turn")
    with op.batch_alter_table("craving_rating", schema=None) as batch_op:
        batch_op.drop_index("ix_craving_rating_client_id_log_id")

    op.drop_table("craving_rating")
    with op.batch_alter_table("craving_correction", schema=None) as batch_op:
        batch_op.drop_index("ix_craving_correction_client_id_log_id")

    op.drop_table("craving_correction")
    op.drop_table("check_in_rhythm")
