"""A yes, less of it, its end: exactly what was shown, and nothing of it can be changed afterwards."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.sharing import actions, events, fields
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.policies import held_by, is_shared
from safety.sharing.states import How, Purpose, Until, Way
from safety.sharing.words import VERSION, fingerprint
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.sharing.acts import DRANK, SLEPT, WENT, giving, says, shared

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)
LEE = actions.Outside("Dr Lee", "Harbor Clinic")


def test_a_yes_keeps_what_was_shown_word_for_word(maya: User, osei: User) -> None:
    drawn = actions.preview(giving(osei), member=maya, now=NOON)
    assert not Sharing.objects.exists()

    made = actions.give(giving(osei), shown=drawn.shown, member=maya, now=NOON)

    kept = Sharing.objects.get()
    assert (kept.signed_text, kept.sha256) == (drawn.consent, fingerprint(drawn.consent))
    assert (kept.keys, kept.version, kept.given_at) == (
        [WENT.key, SLEPT.key],
        VERSION,
        NOON,
    )
    assert kept.ends_at.astimezone(maya.zone).isoformat() == "2027-11-24T00:00:00-05:00"
    assert list(held_by(osei, LATER)) == [made]
    told = Notice.objects.order_by("pk").values_list("person__handle", "kind", "url")
    assert list(told) == [
        ("Maya", "safety.sharing_receipt", f"/sharing/{made.public_id}/"),
        ("Dr Osei", "safety.sharing_opened", f"/sharing/for-me/{made.public_id}/"),
    ]


def test_no_column_holds_the_words(maya: User, osei: User) -> None:
    shared(maya, osei)

    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing::text, sealed FROM safety_sharing AS sharing")
        row, sealed = cursor.fetchone()
    assert "sessions I went" not in row
    assert b"sessions" not in bytes(sealed)


def test_words_that_changed_after_they_were_shown_are_shown_again(
    maya: User, osei: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = actions.preview(giving(osei), member=maya, now=NOON).shown
    other = fields.Field(WENT.key, "All that I ever said", says("Much."))
    monkeypatch.setitem(fields._fields, WENT.key, other)

    with pytest.raises(actions.Changed):
        actions.give(giving(osei), shown=shown, member=maya, now=NOON)

    assert not Sharing.objects.exists()


def test_nothing_ticked_is_no_yes_and_nobody_but_a_clinician_is_here_to_get_it(
    maya: User, osei: User, sam: User, noor: User
) -> None:
    for to, keys in ((osei, ()), (osei, ("unknown",)), (sam, (WENT.key,)), (noor, (WENT.key,))):
        with pytest.raises(actions.NotPossible):
            actions.preview(giving(to, keys=keys), member=maya, now=NOON)
    blocking.block(osei, by=maya, now=NOON)
    with pytest.raises(actions.NotPossible):
        actions.preview(giving(osei), member=maya, now=NOON)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 11, 24)])
def test_a_day_lies_within_a_year(day: date, maya: User) -> None:
    with pytest.raises(actions.NotPossible):
        actions.preview(giving(LEE, until=Until.DAY, day=day), member=maya, now=NOON)


def test_a_chosen_day_ends_with_its_midnight_where_the_member_is(maya: User, osei: User) -> None:
    made = shared(maya, osei, until=Until.DAY, day=date(2026, 11, 23))

    assert made.ends_at.isoformat() == "2026-11-24T00:00:00-05:00"
    assert [
        is_shared(maya, osei, WENT.key, made.ends_at - timedelta(seconds=seconds))
        for seconds in (1, 0)
    ] == [True, False]


def test_a_second_press_changes_nothing(maya: User, osei: User) -> None:
    assert shared(maya, osei) == shared(maya, osei, now=LATER)
    assert Sharing.objects.count() == 1


def test_another_yes_for_the_same_reason_takes_the_place_of_the_first(
    maya: User, osei: User
) -> None:
    first = shared(maya, osei, keys=[WENT.key])
    other = shared(maya, osei, keys=[WENT.key], purpose=Purpose.FOLLOW)

    second = shared(maya, osei, keys=[SLEPT.key, DRANK.key], now=LATER)

    first.refresh_from_db()
    assert (first.ended_at, first.how, second.instead_of) == (LATER, How.CHANGED, first)
    assert set(held_by(osei, LATER)) == {other, second}


def test_taking_one_thing_out_is_a_new_yes_until_the_same_day(maya: User, osei: User) -> None:
    first = shared(maya, osei)

    made = actions.narrow(first, without=SLEPT.key, by=maya, now=LATER)

    assert made is not None
    first.refresh_from_db()
    assert (made.keys, made.ends_at, made.instead_of) == ([WENT.key], first.ends_at, first)
    assert (first.ended_at, first.how) == (LATER, How.NARROWED)
    assert "How I sleep" not in made.signed_text
    assert [is_shared(maya, osei, key, LATER) for key in (WENT.key, SLEPT.key)] == [True, False]
    with pytest.raises(actions.NotHeld):
        actions.narrow(first, without=WENT.key, by=maya, now=LATER)


def test_taking_the_last_thing_out_ends_it(maya: User, osei: User) -> None:
    made = shared(maya, osei, keys=[WENT.key])

    assert actions.narrow(made, without=WENT.key, by=maya, now=LATER) is None

    made.refresh_from_db()
    assert (made.ended_at, made.how) == (LATER, How.STOPPED)


def test_an_end_is_at_once_and_told_to_the_member_alone(maya: User, osei: User) -> None:
    made = shared(maya, osei)
    before = Notice.objects.count()

    actions.end(made, by=maya, now=LATER)
    actions.end(made, by=maya, now=LATER + timedelta(hours=1))

    made.refresh_from_db()
    assert (made.ended_at, made.how) == (LATER, How.STOPPED)
    assert not held_by(osei, LATER).exists()
    (told,) = Notice.objects.order_by("pk")[before:]
    assert (told.person, told.kind) == (maya, "safety.sharing_ended")


def test_a_block_ends_it_on_both_sides_and_so_does_the_end_of_their_work(
    maya: User, osei: User, person: Person
) -> None:
    lena = person("Dr Lena", Role.CLINICIAN)
    osei_s, lena_s = shared(maya, osei), shared(maya, lena)
    lasting = shared(maya, lena, purpose=Purpose.WISH, until=Until.YEAR)

    blocking.block(maya, by=osei, now=LATER)
    actions.end_work(maya, lena, by=None, now=LATER)

    for each in (osei_s, lena_s, lasting):
        each.refresh_from_db()
    assert [each.how for each in (osei_s, lena_s, lasting)] == [How.PARTED, How.WORK_OVER, ""]


def test_whoever_is_no_clinician_any_more_holds_nothing(maya: User, osei: User, ade: User) -> None:
    made = shared(maya, osei)
    accounts.revoke_role(osei, Role.CLINICIAN, by=ade, now=LATER)
    again = User.objects.get(pk=osei.pk)

    assert not held_by(again, LATER).exists()
    with pytest.raises(actions.NotHeld):
        actions.hand_over(made, way=Way.READ, by=again, now=LATER)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE safety_sharing SET keys = '{test.drank}'",
        "UPDATE safety_sharing SET ends_at = ends_at + interval '1 second'",
        "UPDATE safety_sharing SET ended_at = now(), how = 'stopped', keys = '{test.drank}'",
        "UPDATE safety_sharing SET sealed = 'x'",
        "DELETE FROM safety_sharing",
        "UPDATE safety_accountingline SET at = now()",
        "UPDATE safety_accountingline SET keys = '{}'",
        "DELETE FROM safety_accountingline",
    ],
)
def test_the_database_lets_nobody_change_a_yes_or_a_line(
    change: str, maya: User, osei: User
) -> None:
    actions.hand_over(shared(maya, osei), way=Way.READ, by=osei, now=LATER)

    with (
        pytest.raises(DatabaseError, match="stays as it was"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_an_end_is_written_once(maya: User, osei: User) -> None:
    made = shared(maya, osei)
    actions.end(made, by=maya, now=LATER)

    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Sharing.objects.update(ended_at=None, how="")


def test_a_new_key_seals_what_was_signed_and_what_was_told(maya: User, osei: User) -> None:
    made = shared(maya, osei)
    told = actions.Emergency(name="A", place="B", nature="A fall.", told="Where.")
    line = actions.account_for_emergency(maya, told, by=osei, now=LATER)
    words = (made.signed_text, line.told)

    with override_settings(TEXT_KEYS=["new", *_keys()]):
        assert (actions.seal_anew(), actions.seal_anew()) == (2, 0)
    with override_settings(TEXT_KEYS=["new"]):
        made, line = Sharing.objects.get(), AccountingLine.objects.get()
        assert (made.signed_text, line.told) == words


def _keys() -> list[str]:
    from django.conf import settings

    return list(settings.TEXT_KEYS)


def test_every_step_is_audited_and_told_by_ids_alone(
    maya: User, osei: User, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    kinds = (events.SharingGiven, events.SharingNarrowed, events.SharingEnded)
    listeners = defaultdict(list, {kind: [heard.append] for kind in kinds})
    monkeypatch.setattr("peerhub.events._listeners", listeners)
    with django_capture_on_commit_callbacks(execute=True):
        first = shared(maya, osei)
        second = actions.narrow(first, without=SLEPT.key, by=maya, now=LATER)
        assert second is not None
        actions.end(second, by=maya, now=LATER)

    ids = {"member_id": maya.pk, "recipient_id": osei.pk}
    assert heard == [
        events.SharingGiven(sharing_id=first.pk, at=NOON, **ids),
        events.SharingNarrowed(sharing_id=second.pk, before_id=first.pk, at=LATER, **ids),
        events.SharingEnded(sharing_id=second.pk, at=LATER, **ids),
    ]
    verbs = Entry.objects.filter(subject_kind="safety.sharing").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "safety.sharing_given",
        "safety.sharing_narrowed",
        "safety.sharing_ended",
    ]
