from django.db import migrations

# What every process keeps of those who are shown is brought up to date from this list: whose page
# changed, written by the transaction that changes it. Source: docs/decisions, "The list is kept".
LIST = """
    CREATE TABLE matching_moved (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        xid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
        profile_id bigint,  -- none: all of them
        at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX matching_moved_xid ON matching_moved (xid);
    CREATE TABLE matching_moved_until (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        xid bigint NOT NULL  -- of the last line that was dropped
    );
    INSERT INTO matching_moved_until (xid) VALUES (0);
"""

WRITTEN = """
    CREATE FUNCTION matching_moves() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        told record;
    BEGIN
        IF TG_LEVEL = 'STATEMENT' THEN
            INSERT INTO matching_moved (profile_id) VALUES (NULL);
            RETURN NULL;
        END IF;
        IF TG_OP = 'DELETE' THEN told := OLD; ELSE told := NEW; END IF;
        IF TG_ARGV[0] = 'profile' THEN
            INSERT INTO matching_moved (profile_id) VALUES (told.id);
        ELSIF TG_ARGV[0] = 'of_profile' THEN
            INSERT INTO matching_moved (profile_id) VALUES (told.profile_id);
        ELSIF TG_ARGV[0] = 'of_story' THEN
            INSERT INTO matching_moved (profile_id)
            SELECT profile_id FROM matching_story WHERE id = told.story_id;
        ELSE
            INSERT INTO matching_moved (profile_id)
            SELECT id FROM matching_specialistprofile WHERE person_id = told.id;
        END IF;
        RETURN NULL;
    END $$;

    CREATE TRIGGER matching_moves AFTER INSERT OR DELETE ON matching_specialistprofile
        FOR EACH ROW EXECUTE FUNCTION matching_moves('profile');
    CREATE TRIGGER matching_moves_on AFTER UPDATE ON matching_specialistprofile
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION matching_moves('profile');
    CREATE TRIGGER matching_moves AFTER INSERT OR UPDATE OR DELETE ON matching_pause
        FOR EACH ROW EXECUTE FUNCTION matching_moves('of_profile');
    CREATE TRIGGER matching_moves AFTER INSERT OR DELETE ON matching_story
        FOR EACH ROW EXECUTE FUNCTION matching_moves('of_profile');
    CREATE TRIGGER matching_moves AFTER INSERT OR UPDATE OR DELETE ON matching_story_roots
        FOR EACH ROW EXECUTE FUNCTION matching_moves('of_story');
    CREATE TRIGGER matching_moves AFTER INSERT OR UPDATE OR DELETE ON matching_story_struggles
        FOR EACH ROW EXECUTE FUNCTION matching_moves('of_story');
    CREATE TRIGGER matching_moves AFTER UPDATE OF handle, is_active ON accounts_user
        FOR EACH ROW WHEN (OLD.handle <> NEW.handle OR OLD.is_active <> NEW.is_active)
        EXECUTE FUNCTION matching_moves('person');
    CREATE TRIGGER matching_moves AFTER INSERT OR UPDATE OR DELETE ON topics_topic
        FOR EACH STATEMENT EXECUTE FUNCTION matching_moves();
    CREATE TRIGGER matching_moves_all AFTER TRUNCATE ON matching_specialistprofile
        FOR EACH STATEMENT EXECUTE FUNCTION matching_moves();
"""

GONE = """
    DROP FUNCTION matching_moves() CASCADE;
    DROP TABLE matching_moved, matching_moved_until;
"""

# Tries were used up by a model that was away; that is no longer so.
TRIED = "UPDATE matching_storytoread SET tries = 0, leased_until = NULL WHERE tries > 0"


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0010_way_stays"),
        ("accounts", "0004_pause"),
        ("topics", "0002_added_by_staff"),
    ]

    operations = [
        migrations.RunSQL(LIST + WRITTEN, GONE),
        migrations.RunSQL(TRIED, migrations.RunSQL.noop),
    ]
