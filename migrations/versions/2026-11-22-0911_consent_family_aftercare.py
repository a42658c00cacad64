"""Consent, relatives, aftercare and the open door

Revision: 70e0e48e2f89
After: 4b0bf66537f9
"""

import sqlalchemy as sa
from alembic import op

revision: str = "70e0e48e2f89"
down_revision: str | None = "4b0bf66537f9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alumni_choice",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("only_safety_plan", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_alumni_choice_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "number", name=op.f("pk_alumni_choice")),
    )
    op.create_table(
        "recipient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_recipient_client_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_recipient_ended_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recipient_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipient_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_recipient_now",
            ["client_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND person_id IS NOT NULL"),
        )

    op.create_table(
        "return_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_return_wish_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_return_wish_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_return_wish")),
    )
    op.create_table(
        "support_plan",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_support_plan_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "number", name=op.f("pk_support_plan")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_with_treatment", sa.Boolean(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("statement_version", sa.String(length=20), nullable=False),
        sa.Column("statement_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("signature", sa.String(length=120), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_consent_client_id")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_consent_recipient_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["consent.id"], name=op.f("fk_consent_replaces_id")
        ),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_in.id"], name=op.f("fk_consent_sign_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "family_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("redeemed_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_family_invitation_recipient_id")
        ),
        sa.ForeignKeyConstraint(
            ["redeemed_by"], ["person.id"], name=op.f("fk_family_invitation_redeemed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_family_invitation_token_hash")),
    )
    with op.batch_alter_table("family_invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_family_invitation_recipient_id"), ["recipient_id"], unique=False
        )

    op.create_table(
        "consent_end",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_consent_end_by")),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_consent_end_consent_id")
        ),
        sa.PrimaryKeyConstraint("consent_id", name=op.f("pk_consent_end")),
    )
    op.create_table(
        "consent_scope",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_consent_scope_consent_id")
        ),
        sa.PrimaryKeyConstraint("consent_id", "data", name=op.f("pk_consent_scope")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_contact_by")),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_contact_client_id")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_contact_episode_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_episode_id"), ["episode_id"], unique=False)

    op.create_table(
        "contact_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("stretches", sa.JSON(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_contact_plan_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["person.id"], name=op.f("fk_contact_plan_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_contact_plan_episode_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_contact_plan_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_plan")),
    )
    with op.batch_alter_table("contact_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_plan_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_plan_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_plan_episode_id"), ["episode_id"], unique=False
        )

    op.create_table(
        "cadence_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("proposal", sa.String(length=20), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_cadence_decision_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_cadence_decision_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode_of_care.id"], name=op.f("fk_cadence_decision_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["contact_plan.id"], name=op.f("fk_cadence_decision_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadence_decision")),
        sa.UniqueConstraint("client_id", "key", name=op.f("uq_cadence_decision_client_id_key")),
    )
    with op.batch_alter_table("cadence_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cadence_decision_client_id"), ["client_id"], unique=False
        )

    op.create_table(
        "family_place",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_family_place_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_family_place_person_id")
        ),
        sa.PrimaryKeyConstraint("appointment_id", "person_id", name=op.f("pk_family_place")),
    )
    with op.batch_alter_table("family_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_place_person_id"), ["person_id"], unique=False)

    op.create_table(
        "family_seat",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_family_seat_appointment_id")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_family_seat_asked_by")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_family_seat_recipient_id")
        ),
        sa.PrimaryKeyConstraint("appointment_id", "recipient_id", name=op.f("pk_family_seat")),
    )


def downgrade() -> None:
    op.drop_table("family_seat")
    with op.batch_alter_table("family_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_place_person_id"))

    op.drop_table("family_place")
    with op.batch_alter_table("cadence_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cadence_decision_client_id"))

    op.drop_table("cadence_decision")
    with op.batch_alter_table("contact_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_plan_episode_id"))
        batch_op.drop_index(batch_op.f("ix_contact_plan_contact_id"))
        batch_op.drop_index(batch_op.f("ix_contact_plan_client_id"))

    op.drop_table("contact_plan")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_episode_id"))
        batch_op.drop_index(batch_op.f("ix_contact_client_id"))

    op.drop_table("contact")
    op.drop_table("consent_scope")
    op.drop_table("consent_end")
    with op.batch_alter_table("family_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_invitation_recipient_id"))

    op.drop_table("family_invitation")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_consent_client_id"))

    op.drop_table("consent")
    op.drop_table("support_plan")
    op.drop_table("return_wish")
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_recipient_now",
            sqlite_where=sa.text("ended_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND person_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recipient_person_id"))
        batch_op.drop_index(batch_op.f("ix_recipient_client_id"))

    op.drop_table("recipient")
    op.drop_table("alumni_choice")
