"""The database itself refuses to change or delete a message; only that it was seen is added once."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION safety_talkline_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.seen_at IS NULL
        AND to_jsonb(NEW) - 'seen_at' = to_jsonb(OLD) - 'seen_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a conversation is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER safety_talkline_append_only BEFORE UPDATE OR DELETE ON safety_talkline
    FOR EACH ROW EXECUTE FUNCTION safety_talkline_refuse();
"""
ALLOW = """
DROP TRIGGER safety_talkline_append_only ON safety_talkline;
DROP FUNCTION safety_talkline_refuse();
"""


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("safety", "0008_talk")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
