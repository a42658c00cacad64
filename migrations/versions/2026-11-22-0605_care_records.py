"""Medications, monitoring, needs, mutual help and rewards

Revision: 4b0bf66537f9
After: d711bbbe80cb
"""

import sqlalchemy as sa
from alembic import op

revision: str = "4b0bf66537f9"
down_revision: str | None = "d711bbbe80cb"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_person",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_contact_person_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["named_by"], ["person.id"], name=op.f("fk_contact_person_named_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_person_person_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "since", name=op.f("pk_contact_person")),
    )
    op.create_table(
        "integration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_integration_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_integration")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_integration_token_hash")),
    )
    op.create_table(
        "medication",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("dose", sa.String(length=120), nullable=False),
        sa.Column("how", sa.String(length=200), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=True),
        sa.Column("as_needed", sa.Boolean(), nullable=False),
        sa.Column("most_a_day", sa.Integer(), nullable=True),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("window_minutes", sa.Integer(), nullable=False),
        sa.Column("remind", sa.Boolean(), nullable=False),
        sa.Column("rings_in_quiet", sa.Boolean(), nullable=True),
        sa.Column("prescriber_id", sa.Uuid(), nullable=True),
        sa.Column("prescriber_name", sa.String(length=120), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("stopped_why", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "most_a_day IS NULL OR most_a_day BETWEEN 1 AND 24",
            name=op.f("ck_medication_most_a_day"),
        ),
        sa.CheckConstraint(
            "window_minutes BETWEEN 15 AND 720", name=op.f("ck_medication_window_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["person.id"], name=op.f("fk_medication_changed_by")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_medication_client_id")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["person.id"], name=op.f("fk_medication_entered_by")
        ),
        sa.ForeignKeyConstraint(
            ["prescriber_id"], ["person.id"], name=op.f("fk_medication_prescriber_id")
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by"], ["person.id"], name=op.f("fk_medication_stopped_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medication")),
    )
    with op.batch_alter_table("medication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_medication_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_medication_prescriber_id"), ["prescriber_id"], unique=False
        )

    op.create_table(
        "monitoring_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("specimen", sa.String(length=40), nullable=False),
        sa.Column("panel", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("due_from", sa.Date(), nullable=False),
        sa.Column("due_until", sa.Date(), nullable=False),
        sa.Column("on_timeline", sa.Boolean(), nullable=False),
        sa.Column("ordered_by", sa.Uuid(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cancelled_by"], ["person.id"], name=op.f("fk_monitoring_order_cancelled_by")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_monitoring_order_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by"], ["person.id"], name=op.f("fk_monitoring_order_ordered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_order")),
    )
    with op.batch_alter_table("monitoring_order", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_monitoring_order_client_id"), ["client_id"], unique=False
        )

    op.create_table(
        "mutual_help_attendance",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("fellowship", sa.String(length=40), nullable=False),
        sa.Column("attending", sa.String(length=40), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("proof", sa.String(length=200), nullable=True),
        sa.Column("is_mistake", sa.Boolean(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("seen_by", sa.Uuid(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_mutual_help_attendance_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"], ["person.id"], name=op.f("fk_mutual_help_attendance_seen_by")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_mutual_help_attendance")),
    )
    with op.batch_alter_table("mutual_help_attendance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mutual_help_attendance_client_id_attendance_id",
            ["client_id", "attendance_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_mutual_help_attendance_client_id_on_day", ["client_id", "on_day"], unique=False
        )

    op.create_table(
        "mutual_help_meeting",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fellowship", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("attending", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=40), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("where", sa.String(length=300), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_mutual_help_meeting_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_mutual_help_meeting")),
    )
    op.create_table(
        "mutual_help_sharing",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("shows_fellowship", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_mutual_help_sharing_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_mutual_help_sharing")),
    )
    op.create_table(
        "need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stated_by", sa.Uuid(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_by", sa.Uuid(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_by", sa.Uuid(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_need_changed_by")),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_need_client_id")),
        sa.ForeignKeyConstraint(["looked_by"], ["person.id"], name=op.f("fk_need_looked_by")),
        sa.ForeignKeyConstraint(["state_by"], ["person.id"], name=op.f("fk_need_state_by")),
        sa.ForeignKeyConstraint(["stated_by"], ["person.id"], name=op.f("fk_need_stated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_client_id"), ["client_id"], unique=False)

    op.create_table(
        "reward_fund",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("cap_a_year", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "cap_a_year BETWEEN 0 AND 10000", name=op.f("ck_reward_fund_cap_a_year")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_reward_fund_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward_fund")),
    )
    op.create_table(
        "device_link",
        sa.Column("integration_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("specimen", sa.String(length=40), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_device_link_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["integration_id"], ["integration.id"], name=op.f("fk_device_link_integration_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_device_link_made_by")),
        sa.PrimaryKeyConstraint("integration_id", "reference", name=op.f("pk_device_link")),
    )
    with op.batch_alter_table("device_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_link_client_id"), ["client_id"], unique=False)

    op.create_table(
        "dose",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("medication_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_dose_client_id")),
        sa.ForeignKeyConstraint(
            ["medication_id"], ["medication.id"], name=op.f("fk_dose_medication_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_dose")),
    )
    with op.batch_alter_table("dose", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dose_client_id_medication_id_due_on",
            ["client_id", "medication_id", "due_on"],
            unique=False,
        )

    op.create_table(
        "medication_change",
        sa.Column("medication_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_medication_change_by")),
        sa.ForeignKeyConstraint(
            ["medication_id"], ["medication.id"], name=op.f("fk_medication_change_medication_id")
        ),
        sa.PrimaryKeyConstraint("medication_id", "version", name=op.f("pk_medication_change")),
    )
    op.create_table(
        "monitoring_collection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_monitoring_collection_by")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["monitoring_order.id"], name=op.f("fk_monitoring_collection_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_collection")),
    )
    with op.batch_alter_table("monitoring_collection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_monitoring_collection_order_id"), ["order_id"], unique=False
        )

    op.create_table(
        "need_change",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_need_change_by")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_change_need_id")),
        sa.PrimaryKeyConstraint("need_id", "version", name=op.f("pk_need_change")),
    )
    op.create_table(
        "next_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("whose_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_by", sa.Uuid(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("instead_of", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instead_of"], ["next_step.id"], name=op.f("fk_next_step_instead_of")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_next_step_made_by")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_next_step_need_id")),
        sa.ForeignKeyConstraint(["state_by"], ["person.id"], name=op.f("fk_next_step_state_by")),
        sa.ForeignKeyConstraint(["whose_id"], ["person.id"], name=op.f("fk_next_step_whose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_step")),
    )
    with op.batch_alter_table("next_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_next_step_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_next_step_whose_id"), ["whose_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("to_whom", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_referral_made_by")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_referral_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_need_id"), ["need_id"], unique=False)

    op.create_table(
        "reward_scheme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["reward_fund.id"], name=op.f("fk_reward_scheme_fund_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_reward_scheme_made_by")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_reward_scheme_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward_scheme")),
    )
    with op.batch_alter_table("reward_scheme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reward_scheme_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "monitoring_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("specimen", sa.String(length=40), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("certainty", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("integration_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_monitoring_result_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["person.id"], name=op.f("fk_monitoring_result_entered_by")
        ),
        sa.ForeignKeyConstraint(
            ["integration_id", "reference"],
            ["device_link.integration_id", "device_link.reference"],
            name=op.f("fk_monitoring_result_integration_id_reference"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["monitoring_order.id"], name=op.f("fk_monitoring_result_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["monitoring_result.id"], name=op.f("fk_monitoring_result_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_result")),
    )
    with op.batch_alter_table("monitoring_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_monitoring_result_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_monitoring_result_order_id"), ["order_id"], unique=False
        )

    op.create_table(
        "referral_step",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_referral_step_by")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_step_referral_id")
        ),
        sa.PrimaryKeyConstraint("referral_id", "number", name=op.f("pk_referral_step")),
    )
    op.create_table(
        "reward_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("for_what", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("drawn", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_reward_entry_by")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_reward_entry_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["reward_fund.id"], name=op.f("fk_reward_entry_fund_id")
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["reward_scheme.id"], name=op.f("fk_reward_entry_scheme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward_entry")),
        sa.UniqueConstraint(
            "client_id",
            "kind",
            "for_what",
            "key",
            name=op.f("uq_reward_entry_client_id_kind_for_what_key"),
        ),
    )
    with op.batch_alter_table("reward_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reward_entry_client_id_on_day", ["client_id", "on_day"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("reward_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_reward_entry_client_id_on_day")

    op.drop_table("reward_entry")
    op.drop_table("referral_step")
    with op.batch_alter_table("monitoring_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monitoring_result_order_id"))
        batch_op.drop_index(batch_op.f("ix_monitoring_result_client_id"))

    op.drop_table("monitoring_result")
    with op.batch_alter_table("reward_scheme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reward_scheme_programme_id"))

    op.drop_table("reward_scheme")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_need_id"))

    op.drop_table("referral")
    with op.batch_alter_table("next_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_next_step_whose_id"))
        batch_op.drop_index(batch_op.f("ix_next_step_need_id"))

    op.drop_table("next_step")
    op.drop_table("need_change")
    with op.batch_alter_table("monitoring_collection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monitoring_collection_order_id"))

    op.drop_table("monitoring_collection")
    op.drop_table("medication_change")
    with op.batch_alter_table("dose", schema=None) as batch_op:
        batch_op.drop_index("ix_dose_client_id_medication_id_due_on")

    op.drop_table("dose")
    with op.batch_alter_table("device_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_link_client_id"))

    op.drop_table("device_link")
    op.drop_table("reward_fund")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_client_id"))

    op.drop_table("need")
    op.drop_table("mutual_help_sharing")
    op.drop_table("mutual_help_meeting")
    with op.batch_alter_table("mutual_help_attendance", schema=None) as batch_op:
        batch_op.drop_index("ix_mutual_help_attendance_client_id_on_day")
        batch_op.drop_index("ix_mutual_help_attendance_client_id_attendance_id")

    op.drop_table("mutual_help_attendance")
    with op.batch_alter_table("monitoring_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monitoring_order_client_id"))

    op.drop_table("monitoring_order")
    with op.batch_alter_table("medication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_medication_prescriber_id"))
        batch_op.drop_index(batch_op.f("ix_medication_client_id"))

    op.drop_table("medication")
    op.drop_table("integration")
    op.drop_table("contact_person")
