"""Referrals from before: what was planned stays, and nothing of it can be forgotten any more."""

from django.db import migrations

CARRY = """
UPDATE safety_referral SET asking = 'mail' WHERE consent_at IS NOT NULL;
UPDATE safety_referral SET consent_until = CASE
  WHEN state = 'consented' THEN current_date + 30 ELSE consent_at::date + 90 END
WHERE consent_at IS NOT NULL;
INSERT INTO safety_followup (referral_id, kind, due_at, answer, outcome)
SELECT id, 'send_by', now() + interval '3 days', '', ''
FROM safety_referral WHERE state = 'consented';
INSERT INTO safety_followup (referral_id, kind, due_at, answer, outcome)
SELECT referral_id, 'answer_by', greatest(max(due_at), now()) + interval '3 days', '', ''
FROM safety_followup WHERE closed_at IS NULL AND answered_at IS NULL AND kind = 'again'
GROUP BY referral_id;
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0029_referrals_followed")]

    operations = [migrations.RunSQL(CARRY, migrations.RunSQL.noop)]
