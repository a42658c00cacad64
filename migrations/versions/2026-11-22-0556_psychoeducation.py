"""Psychoeducation: modules, reading marks, reflections and recall cards

Revision: d711bbbe80cb
After: 1228da796eab
"""

import sqlalchemy as sa
from alembic import op

revision: str = "d711bbbe80cb"
down_revision: str | None = "1228da796eab"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card_review",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("card_id", sa.String(length=20), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_card_review_rating")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_card_review_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_card_review")),
    )
    with op.batch_alter_table("card_review", schema=None) as batch_op:
        batch_op.create_index(
            "ix_card_review_client_id_module_id_card_id",
            ["client_id", "module_id", "card_id"],
            unique=False,
        )

    op.create_table(
        "module_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.Column("assigned_by", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_module_assignment_assigned_by")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_module_assignment_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["person.id"], name=op.f("fk_module_assignment_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_assignment")),
    )
    with op.batch_alter_table("module_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_module_assignment_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_module_assignment_series_id"), ["series_id"], unique=False
        )
        batch_op.create_index(
            "uq_module_assignment_open",
            ["client_id", "module_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "module_on_shelf",
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["person.id"], name=op.f("fk_module_on_shelf_changed_by")
        ),
        sa.PrimaryKeyConstraint("module_id", name=op.f("pk_module_on_shelf")),
    )
    op.create_table(
        "module_reflection",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("prompt_id", sa.String(length=20), nullable=False),
        sa.Column("prompt", sa.String(length=400), nullable=False),
        sa.Column("words", sa.String(length=4000), nullable=False),
        sa.Column("shared_with", sa.String(length=40), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_module_reflection_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["person.id"], name=op.f("fk_module_reflection_reader_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_module_reflection")),
    )
    with op.batch_alter_table("module_reflection", schema=None) as batch_op:
        batch_op.create_index(
            "ix_module_reflection_client_id_module_id", ["client_id", "module_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_module_reflection_reader_id"), ["reader_id"], unique=False
        )

    op.create_table(
        "module_text",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_module_text_published_by")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_module_text")),
    )
    with op.batch_alter_table("module_text", schema=None) as batch_op:
        batch_op.create_index(
            "ix_module_text_module_id_language", ["module_id", "language"], unique=False
        )

    op.create_table(
        "reading_mark",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("is_finished", sa.Boolean(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("block BETWEEN 0 AND 9999", name=op.f("ck_reading_mark_block")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_reading_mark_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_reading_mark")),
    )
    with op.batch_alter_table("reading_mark", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reading_mark_client_id_module_id", ["client_id", "module_id"], unique=False
        )

    op.create_table(
        "recall_card",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(length=60), nullable=False),
        sa.Column("card_id", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("introduced_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stability", sa.Float(), nullable=True),
        sa.Column("difficulty", sa.Float(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("forgotten", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["person.id"], name=op.f("fk_recall_card_client_id")
        ),
        sa.PrimaryKeyConstraint("client_id", "module_id", "card_id", name=op.f("pk_recall_card")),
    )
    with op.batch_alter_table("recall_card", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recall_card_client_id_due_on", ["client_id", "due_on"], unique=False
        )

    op.create_table(
        "module_reflection_reading",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("reflection_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id", "reflection_id"],
            ["module_reflection.client_id", "module_reflection.id"],
            name=op.f("fk_module_reflection_reading_client_id_reflection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["person.id"], name=op.f("fk_module_reflection_reading_reader_id")
        ),
        sa.PrimaryKeyConstraint(
            "client_id", "reflection_id", "reader_id", name=op.f("pk_module_reflection_reading")
        ),
    )


_PROGRAMMES = sa.table(
    "programme", sa.column("id", sa.Uuid()), sa.column("design", sa.JSON())
)  # fmt: skip


def _bring_nothing() -> None:
    # An older service refuses a key of a level that it does not know.
    connection = op.get_bind()
    for programme_id, design in connection.execute(sa.select(_PROGRAMMES)).all():
        levels = [
            {key: value for key, value in level.items() if key != "modules"}
            for level in design["levels"]
        ]
        connection.execute(
            _PROGRAMMES.update()
            .where(_PROGRAMMES.c.id == programme_id)
            .values(design=design | {"levels": levels})
        )


def downgrade() -> None:
    # An older service does not know these kinds of notice.
    op.execute(
        "DELETE FROM notice WHERE kind IN "
        "('module_assigned', 'reflection_read', 'reflection_shared')"
    )
    _bring_nothing()
    op.drop_table("module_reflection_reading")
    with op.batch_alter_table("recall_card", schema=None) as batch_op:
        batch_op.drop_index("ix_recall_card_client_id_due_on")

    op.drop_table("recall_card")
    with op.batch_alter_table("reading_mark", schema=None) as batch_op:
        batch_op.drop_index("ix_reading_mark_client_id_module_id")

    op.drop_table("reading_mark")
    with op.batch_alter_table("module_text", schema=None) as batch_op:
        batch_op.drop_index("ix_module_text_module_id_language")

    op.drop_table("module_text")
    with op.batch_alter_table("module_reflection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_module_reflection_reader_id"))
        batch_op.drop_index("ix_module_reflection_client_id_module_id")

    op.drop_table("module_reflection")
    op.drop_table("module_on_shelf")
    with op.batch_alter_table("module_assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_module_assignment_open",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_module_assignment_series_id"))
        batch_op.drop_index(batch_op.f("ix_module_assignment_client_id"))

    op.drop_table("module_assignment")
    with op.batch_alter_table("card_review", schema=None) as batch_op:
        batch_op.drop_index("ix_card_review_client_id_module_id_card_id")

    op.drop_table("card_review")
