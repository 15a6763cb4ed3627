"""Deadlines become rows: each case that waits gets those that its level promises."""

import django.db.models.deletion
from django.db import migrations, models

# The ladder's minutes until the person is reached, as it stood then.
PROMISE = """
INSERT INTO safety_deadline (flag_id, kind, run, step, due_at, done_at, met)
SELECT id, 'ack', claims, 1, due_at, NULL::timestamptz, false FROM safety_flag WHERE state = 'open'
UNION ALL
SELECT id, 'contact', 0, 1,
    raised_at + interval '1 minute' * (ARRAY[1440, 60, 15, 5, 2])[level], NULL::timestamptz, false
FROM safety_flag WHERE state <> 'resolved' AND level > 0
"""
ACTS = [
    ("raised", "raised this"),
    ("claimed", "took this"),
    ("released", "handed this back"),
    ("level_raised", "raised the level"),
    ("noted", "wrote a note"),
    ("let_out", "let others see the message"),
    ("reported", "told us about this"),
    ("told_more", "told us more about this"),
    ("hidden", "hid the message from everybody"),
    ("paused", "paused the account"),
    ("unpaused", "ended the pause of the account"),
    ("wrote_to", "wrote to the person"),
    ("answered", "answered"),
    ("not_now", "would rather not talk now"),
    ("left_talk", "left the conversation"),
    ("came_back", "came back to the conversation"),
    ("history", "looked at what was before"),
    ("shown", "showed the message again"),
    ("muted", "asked the person to be silent there for a while"),
    ("unmuted", "let the person write there again"),
    ("resolved", "closed this"),
    ("reopened", "opened this again"),
    ("contacted", "wrote down an attempt to reach the person"),
    ("helped", "wrote down help that was given"),
    ("booked", "booked the check-ins"),
    ("checked_in", "wrote down a check-in"),
    ("assessed", "saved the assessment"),
    ("signed", "signed the assessment"),
    ("stepped", "filled in the checklist"),
    ("incident", "wrote the incident record"),
    ("agreed", "agreed as a second person"),
    ("escalated", "told more people"),
]
KINDS = [
    ("call", "those on call are called at once"),
    ("ack", "somebody takes it"),
    ("contact", "the person is reached"),
]


class Migration(migrations.Migration):
    dependencies = [("safety", "0016_closing_append_only")]

    operations = [
        migrations.AlterField(
            model_name="flagnote",
            name="act",
            field=models.CharField(choices=ACTS, max_length=16),
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=16)),
                ("run", models.PositiveIntegerField(default=0)),
                ("step", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("met", models.BooleanField(default=False)),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="safety.flag",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["due_at"],
                        name="safety_deadline_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("flag", "kind", "run", "step"), name="safety_deadline_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("flag", "kind"),
                        name="safety_deadline_one_pending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met", False), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="safety_deadline_met_is_done",
                    ),
                ],
            },
        ),
        migrations.RunSQL(PROMISE, migrations.RunSQL.noop),
        # A table changes only once the rows that wait for their foreign keys are checked.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="flag", name="overdue_told"),
    ]
