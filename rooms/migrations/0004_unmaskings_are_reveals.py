"""What was asked about masks moves to the table that accounts share; the ids stay the same."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAME = (
    *("id", "public_id", "flag_id", "asked_at", "asked_by_id", "reason", "words"),
    *("is_emergency", "answered_at", "answered_by_id", "agreed", "opened_at"),
)
REVIEW_WITHIN, REMIND_AFTER = timedelta(hours=24), timedelta(hours=12)
NOTICES = ("opened", "asked", "answered")
NEXT_ID = (
    "SELECT setval(pg_get_serial_sequence('{0}', 'id'),"
    " COALESCE((SELECT max(id) FROM {0}), 1), EXISTS (SELECT 1 FROM {0}))"
)


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    reveal = apps.get_model("safety", "Reveal")
    for row in apps.get_model("rooms", "Unmasking").objects.select_related("mask").order_by("pk"):
        danger = row.is_emergency
        waits = danger and row.answered_at is None
        reveal.objects.create(
            kind="mask",
            ref=str(row.mask_id),
            name=row.mask.name,
            person_id=row.mask.person_id,
            review_due_at=row.asked_at + REVIEW_WITHIN if danger else None,
            remind_at=row.asked_at + REMIND_AFTER if waits else None,
            **{name: getattr(row, name) for name in SAME},
        )
    schema_editor.execute(NEXT_ID.format("safety_reveal"))
    _rename_notices(apps, "rooms.unmasking", "safety.reveal")


def move_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unmasking = apps.get_model("rooms", "Unmasking")
    for row in apps.get_model("safety", "Reveal").objects.filter(kind="mask").order_by("pk"):
        unmasking.objects.create(
            mask_id=int(row.ref), **{name: getattr(row, name) for name in SAME}
        )
    schema_editor.execute(NEXT_ID.format("rooms_unmasking"))
    _rename_notices(apps, "safety.reveal", "rooms.unmasking")


def _rename_notices(apps: Apps, before: str, after: str) -> None:
    notices = apps.get_model("notifications", "Notice").objects
    for name in NOTICES:
        notices.filter(kind=f"{before}_{name}").update(kind=f"{after}_{name}")


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0003_unmasking"),
        ("safety", "0018_reveals"),
        ("notifications", "0001_initial"),
    ]

    operations = [migrations.RunPython(move, move_back)]
