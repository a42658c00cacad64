"""Programmes as data, treatment plans, levels of care and the whole calendar.

Revision: 138f4abbfac2
After: a6b81c0b5282
"""

import sqlalchemy as sa
from alembic import op

revision: str = "138f4abbfac2"
down_revision: str | None = "a6b81c0b5282"
branch_labels = None
depends_on = None

_EARLIER_TIMES_ON_A_TEAM_GO = """
    DELETE FROM care_team_member WHERE EXISTS (
        SELECT 1 FROM care_team_member AS later
        WHERE later.episode_id = care_team_member.episode_id
        AND later.provider_id = care_team_member.provider_id
        AND later.joined_at > care_team_member.joined_at
    )
"""


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("name", name=op.f("uq_room_name")),
    )
    op.create_table(
        "availability",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("from_time", sa.Time(), nullable=False),
        sa.Column("until_time", sa.Time(), nullable=False),
        sa.Column("modality", sa.String(length=40), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["person.id"], name=op.f("fk_availability_provider_id")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_availability_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    with op.batch_alter_table("availability", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_availability_provider_id"), ["provider_id"], unique=False
        )

    op.create_table(
        "away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("takes_part_remotely", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_away_client_id")),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_away")),
    )
    op.create_table(
        "booking_rules",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("sessions_a_day", sa.Integer(), nullable=True),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("notice_hours", sa.Integer(), nullable=False),
        sa.Column("join_notice_hours", sa.Integer(), nullable=False),
        sa.Column("cancel_notice_hours", sa.Integer(), nullable=False),
        sa.Column("days_ahead", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("join_link", sa.String(length=500), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["person.id"], name=op.f("fk_booking_rules_provider_id")
        ),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_booking_rules")),
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_booking_client_id")),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_booking")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("titles", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calendar_feed_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_feed_person_id"), ["person_id"], unique=False)

    op.create_table(
        "closure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_closure_made_by")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["person.id"], name=op.f("fk_closure_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name=op.f("fk_notice_about_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_notice_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_appointment_id"), ["appointment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_notice_at"), ["at"], unique=False)
        batch_op.create_index("ix_notice_person_id_at", ["person_id", "at"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=True),
        sa.Column("living", sa.String(length=40), nullable=True),
        sa.Column("supports", sa.JSON(), nullable=False),
        sa.Column("detox", sa.String(length=40), nullable=True),
        sa.Column("substance_free", sa.Boolean(), nullable=True),
        sa.Column("needs_more_care", sa.Boolean(), nullable=True),
        sa.Column("level", sa.String(length=120), nullable=True),
        sa.Column("summary", sa.String(length=4000), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_assessment_by")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_assessment_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_episode_id"), ["episode_id"], unique=False)

    op.create_table(
        "benchmark_judgement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_benchmark_judgement_by")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_benchmark_judgement_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark_judgement")),
    )
    with op.batch_alter_table("benchmark_judgement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_benchmark_judgement_episode_id"), ["episode_id"], unique=False
        )

    op.create_table(
        "level_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=120), nullable=False),
        sa.Column("proposal", sa.String(length=40), nullable=False),
        sa.Column("to_level", sa.String(length=120), nullable=True),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("decided_level", sa.String(length=120), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_level_decision_by")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_level_decision_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_decision")),
    )
    with op.batch_alter_table("level_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_level_decision_episode_id"), ["episode_id"], unique=False
        )

    op.create_table(
        "team_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("instead_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("arranged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arranged_by", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["arranged_by"], ["person.id"], name=op.f("fk_team_wish_arranged_by")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_team_wish_client_id")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_team_wish_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["instead_id"], ["person.id"], name=op.f("fk_team_wish_instead_id")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["person.id"], name=op.f("fk_team_wish_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_team_wish")),
    )
    with op.batch_alter_table("team_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_wish_episode_id"), ["episode_id"], unique=False)

    op.create_table(
        "treatment_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_treatment_plan_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_treatment_plan_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treatment_plan")),
        sa.UniqueConstraint("episode_id", name=op.f("uq_treatment_plan_episode_id")),
    )
    with op.batch_alter_table("treatment_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_treatment_plan_client_id"), ["client_id"], unique=False
        )

    op.create_table(
        "move_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_move_request_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_move_request_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_move_request_client_id")
        ),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_move_request")),
    )
    with op.batch_alter_table("move_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_move_request_appointment_id"), ["appointment_id"], unique=False
        )

    op.create_table(
        "place_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_place_change_appointment_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_place_change_by")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_place_change_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_change")),
    )
    with op.batch_alter_table("place_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_place_change_appointment_id"), ["appointment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_place_change_client_id"), ["client_id"], unique=False)

    op.create_table(
        "plan_acknowledgement",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_client", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_acknowledgement_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["treatment_plan.id"], name=op.f("fk_plan_acknowledgement_plan_id")
        ),
        sa.PrimaryKeyConstraint(
            "plan_id", "number", "person_id", name=op.f("pk_plan_acknowledgement")
        ),
    )
    op.create_table(
        "plan_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_draft_person_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["treatment_plan.id"], name=op.f("fk_plan_draft_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_draft")),
    )
    with op.batch_alter_table("plan_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_draft_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_draft_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_plan_note_client_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["treatment_plan.id"], name=op.f("fk_plan_note_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_plan_note")),
    )
    with op.batch_alter_table("plan_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_note_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_tick",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_plan_tick_client_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["treatment_plan.id"], name=op.f("fk_plan_tick_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_plan_tick")),
    )
    with op.batch_alter_table("plan_tick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_tick_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_version",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["treatment_plan.id"], name=op.f("fk_plan_version_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["person.id"], name=op.f("fk_plan_version_written_by")
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_plan_version")),
    )
    op.create_table(
        "session_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_session_feedback_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_session_feedback_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["person.id"], name=op.f("fk_session_feedback_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", "client_id", name=op.f("pk_session_feedback")),
    )
    with op.batch_alter_table("session_feedback", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_feedback_appointment_id"), ["appointment_id"], unique=False
        )

    op.create_table(
        "waiting_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_waiting_place_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_waiting_place_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["appointment_series.id"], name=op.f("fk_waiting_place_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_place")),
    )
    with op.batch_alter_table("waiting_place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_waiting_place_appointment_id"), ["appointment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_waiting_place_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_place_series_id"), ["series_id"], unique=False)

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("focus", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("provider_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("room_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("modality", sa.String(length=40), nullable=False, server_default="in_person")
        )
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("is_moved", sa.Boolean(), nullable=False, server_default=sa.text("FALSE"))
        )
        batch_op.add_column(
            sa.Column("sequence", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        batch_op.add_column(sa.Column("made_by", sa.Uuid(), nullable=True))
        batch_op.create_index(
            "ix_appointment_provider_id_starts_at", ["provider_id", "starts_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appointment_room_id"), ["room_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_appointment_room_id"), "room", ["room_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_appointment_made_by"), "person", ["made_by"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_appointment_provider_id"), "person", ["provider_id"], ["id"]
        )
        batch_op.create_check_constraint("capacity", "capacity IS NULL OR capacity > 0")
    op.execute(
        "UPDATE appointment SET provider_id = (SELECT facilitator_id FROM appointment_series "
        "WHERE appointment_series.id = appointment.series_id)"
    )

    with op.batch_alter_table("appointment_series", schema=None) as batch_op:
        batch_op.add_column(sa.Column("focus", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("group_code", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("rrule", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("room_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("modality", sa.String(length=40), nullable=False, server_default="in_person")
        )
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("sequence", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_appointment_series_follows_id"),
            "appointment_series",
            ["follows_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_appointment_series_room_id"), "room", ["room_id"], ["id"]
        )
        batch_op.create_check_constraint("capacity", "capacity IS NULL OR capacity > 0")

    _write_rules()
    with op.batch_alter_table("appointment_series", schema=None) as batch_op:
        batch_op.alter_column("rrule", existing_type=sa.String(length=200), nullable=False)
        batch_op.drop_column("days")

    with op.batch_alter_table("episode_of_care", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("sessions_a_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("returns_from", sa.Uuid(), nullable=True))
        batch_op.alter_column(
            "level", existing_type=sa.VARCHAR(length=80), type_=sa.String(length=120), nullable=True
        )
        batch_op.alter_column("admitted_at", existing_type=sa.DATETIME(), nullable=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_episode_of_care_returns_from"),
            "episode_of_care",
            ["returns_from"],
            ["id"],
        )
    op.execute("UPDATE episode_of_care SET opened_at = admitted_at")
    with op.batch_alter_table("episode_of_care", schema=None) as batch_op:
        batch_op.alter_column("opened_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_index(
        "uq_episode_of_care_running",
        "episode_of_care",
        ["client_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    with op.batch_alter_table("care_team_member", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("pk_care_team_member"), type_="primary")
        batch_op.create_primary_key(
            batch_op.f("pk_care_team_member"), ["episode_id", "provider_id", "joined_at"]
        )
    op.create_index(
        "uq_care_team_member_now",
        "care_team_member",
        ["episode_id", "provider_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_index(
        "uq_care_team_member_primary",
        "care_team_member",
        ["episode_id"],
        unique=True,
        sqlite_where=sa.text("is_primary AND left_at IS NULL"),
        postgresql_where=sa.text("is_primary AND left_at IS NULL"),
    )

    with op.batch_alter_table("episode_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.String(length=40), nullable=True))
        batch_op.alter_column(
            "level", existing_type=sa.VARCHAR(length=80), type_=sa.String(length=120), nullable=True
        )

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_remote", sa.Boolean(), nullable=False, server_default=sa.text("FALSE"))
        )
        batch_op.add_column(sa.Column("minutes_late", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("minutes_left_early", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("marked_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_participation_marked_by"), "person", ["marked_by"], ["id"]
        )

    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("template", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("design", sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1"))
        )
        batch_op.add_column(sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("opened_at", existing_type=sa.DATETIME(), nullable=True)

    _write_designs()
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.alter_column("design", existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column("made_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.drop_column("levels")


_SERIES = sa.table(
    "appointment_series", sa.column("id", sa.Uuid()), sa.column("days", sa.JSON()),
    sa.column("rrule", sa.String()),
)  # fmt: skip
_PROGRAMMES = sa.table(
    "programme", sa.column("id", sa.Uuid()), sa.column("levels", sa.JSON()),
    sa.column("design", sa.JSON()), sa.column("opened_at", sa.DateTime(timezone=True)),
    sa.column("made_at", sa.DateTime(timezone=True)),
)  # fmt: skip
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _write_rules() -> None:
    connection = op.get_bind()
    for series_id, days in connection.execute(sa.select(_SERIES.c.id, _SERIES.c.days)).all():
        by_day = ",".join(day[:2].upper() for day in _WEEK if day in days)
        rule = f"FREQ=WEEKLY;BYDAY={by_day}"
        connection.execute(_SERIES.update().where(_SERIES.c.id == series_id).values(rrule=rule))


def _write_designs() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(_PROGRAMMES.c.id, _PROGRAMMES.c.levels)).all()
    for programme_id, levels in rows:
        design = {
            "summary": {"en": "Our own programme", "es": "Nuestro propio programa"},
            "levels": [
                {"code": f"level-{number}", "name": name, "hours_floor": 9, "hours_ceiling": 20}
                for number, name in enumerate(levels, 1)
            ],
        }
        connection.execute(
            _PROGRAMMES.update()
            .where(_PROGRAMMES.c.id == programme_id)
            .values(design=design, made_at=_PROGRAMMES.c.opened_at)
        )


def downgrade() -> None:
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "levels", sa.JSON(), nullable=False, server_default=sa.text("'[\"Level 1\"]'")
            )
        )
        batch_op.alter_column("opened_at", existing_type=sa.DATETIME(), nullable=False)
        batch_op.drop_column("closed_at")
        batch_op.drop_column("made_at")
        batch_op.drop_column("version")
        batch_op.drop_column("design")
        batch_op.drop_column("template")

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_participation_marked_by"), type_="foreignkey")
        batch_op.drop_column("marked_at")
        batch_op.drop_column("marked_by")
        batch_op.drop_column("minutes_left_early")
        batch_op.drop_column("minutes_late")
        batch_op.drop_column("is_remote")

    with op.batch_alter_table("episode_step", schema=None) as batch_op:
        batch_op.alter_column(
            "level",
            existing_type=sa.String(length=120),
            type_=sa.VARCHAR(length=80),
            nullable=False,
        )
        batch_op.drop_column("outcome")

    op.drop_index("uq_care_team_member_primary", table_name="care_team_member")
    op.drop_index("uq_care_team_member_now", table_name="care_team_member")
    op.execute(_EARLIER_TIMES_ON_A_TEAM_GO)
    with op.batch_alter_table("care_team_member", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("pk_care_team_member"), type_="primary")
        batch_op.create_primary_key(
            batch_op.f("pk_care_team_member"), ["episode_id", "provider_id"]
        )

    op.drop_index("uq_episode_of_care_running", table_name="episode_of_care")
    with op.batch_alter_table("episode_of_care", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_episode_of_care_returns_from"), type_="foreignkey")
        batch_op.alter_column("admitted_at", existing_type=sa.DATETIME(), nullable=False)
        batch_op.alter_column(
            "level",
            existing_type=sa.String(length=120),
            type_=sa.VARCHAR(length=80),
            nullable=False,
        )
        batch_op.drop_column("returns_from")
        batch_op.drop_column("sessions_a_day")
        batch_op.drop_column("outcome")
        batch_op.drop_column("opened_at")

    with op.batch_alter_table("appointment_series", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_appointment_series_capacity"), type_="check")
        batch_op.add_column(
            sa.Column("days", sa.JSON(), nullable=False, server_default=sa.text("'[\"mon\"]'"))
        )
        batch_op.drop_constraint(batch_op.f("fk_appointment_series_room_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_appointment_series_follows_id"), type_="foreignkey")
        batch_op.drop_column("ended_at")
        batch_op.drop_column("sequence")
        batch_op.drop_column("follows_id")
        batch_op.drop_column("capacity")
        batch_op.drop_column("modality")
        batch_op.drop_column("room_id")
        batch_op.drop_column("rrule")
        batch_op.drop_column("group_code")
        batch_op.drop_column("focus")

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_appointment_capacity"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_appointment_provider_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_appointment_made_by"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_appointment_room_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_appointment_room_id"))
        batch_op.drop_index("ix_appointment_provider_id_starts_at")
        batch_op.drop_column("made_by")
        batch_op.drop_column("sequence")
        batch_op.drop_column("is_moved")
        batch_op.drop_column("reason")
        batch_op.drop_column("capacity")
        batch_op.drop_column("modality")
        batch_op.drop_column("room_id")
        batch_op.drop_column("provider_id")
        batch_op.drop_column("focus")

    with op.batch_alter_table("waiting_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_place_series_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_place_client_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_place_appointment_id"))

    op.drop_table("waiting_place")
    with op.batch_alter_table("session_feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_feedback_appointment_id"))

    op.drop_table("session_feedback")
    op.drop_table("plan_version")
    with op.batch_alter_table("plan_tick", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_tick_plan_id"))

    op.drop_table("plan_tick")
    with op.batch_alter_table("plan_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_note_plan_id"))

    op.drop_table("plan_note")
    with op.batch_alter_table("plan_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_draft_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_draft_person_id"))

    op.drop_table("plan_draft")
    op.drop_table("plan_acknowledgement")
    with op.batch_alter_table("place_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_change_client_id"))
        batch_op.drop_index(batch_op.f("ix_place_change_appointment_id"))

    op.drop_table("place_change")
    with op.batch_alter_table("move_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_move_request_appointment_id"))

    op.drop_table("move_request")
    with op.batch_alter_table("treatment_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_treatment_plan_client_id"))

    op.drop_table("treatment_plan")
    with op.batch_alter_table("team_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_wish_episode_id"))

    op.drop_table("team_wish")
    with op.batch_alter_table("level_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_level_decision_episode_id"))

    op.drop_table("level_decision")
    with op.batch_alter_table("benchmark_judgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benchmark_judgement_episode_id"))

    op.drop_table("benchmark_judgement")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_episode_id"))

    op.drop_table("assessment")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_person_id_at")
        batch_op.drop_index(batch_op.f("ix_notice_at"))
        batch_op.drop_index(batch_op.f("ix_notice_appointment_id"))

    op.drop_table("notice")
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closure_provider_id"))

    op.drop_table("closure")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_feed_person_id"))

    op.drop_table("calendar_feed")
    op.drop_table("booking")
    op.drop_table("booking_rules")
    op.drop_table("away")
    with op.batch_alter_table("availability", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_availability_provider_id"))

    op.drop_table("availability")
    op.drop_table("room")
