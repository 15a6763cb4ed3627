import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety import subjects
from safety.deeds.models import Deed
from safety.flags import actions, ladder
from safety.flags.models import CLAIM, Flag
from safety.flags.states import Act, FlagState, Outcome
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import LOW, flagged

SOON = NOON + timedelta(minutes=1)


def claimed(author: User, by: User, *, text: str = "I am going to kill myself.") -> Flag:
    return actions.claim(flagged(author, text=text), by=by, now=NOON)


def test_taking_a_case_shows_who_is_on_it(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)

    assert (flag.state, flag.claimed_by, flag.claimed_at) == (FlagState.CLAIMED, ines, NOON)
    assert flag.claim_until == NOON + CLAIM
    assert [note.act for note in flag.notes.order_by("pk")] == [Act.RAISED, Act.CLAIMED]


def test_a_case_that_someone_is_on_cannot_be_taken(maya: User, ines: User, ade: User) -> None:
    flag = claimed(maya, ines)

    with pytest.raises(actions.AlreadyTaken, match="Ines is already on this"):
        actions.claim(flag, by=ade, now=SOON)


def test_taking_the_same_case_again_changes_nothing(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)

    actions.claim(flag, by=ines, now=SOON)

    assert (flag.claims, flag.notes.filter(act=Act.CLAIMED).count()) == (1, 1)


def test_a_claim_lapses_and_someone_else_can_take_it(maya: User, ines: User, ade: User) -> None:
    flag = claimed(maya, ines)

    actions.claim(flag, by=ade, now=NOON + CLAIM + timedelta(seconds=1))

    assert (flag.claimed_by, flag.claims) == (ade, 2)


def test_whoever_lost_a_case_is_told_so(maya: User, ines: User, ade: User) -> None:
    flag = claimed(maya, ines)
    actions.claim(flag, by=ade, now=NOON + CLAIM + timedelta(seconds=1))

    with pytest.raises(actions.NotYours):
        actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=SOON)


def test_doing_something_keeps_a_case(maya: User, ines: User, ade: User) -> None:
    flag = claimed(maya, ines)

    actions.add_note(flag, by=ines, words="Calling.", now=NOON + timedelta(minutes=9))

    with pytest.raises(actions.AlreadyTaken):
        actions.claim(flag, by=ade, now=NOON + timedelta(minutes=15))


def test_a_note_by_another_does_not_keep_it(maya: User, ines: User, ade: User) -> None:
    flag = claimed(maya, ines)

    actions.add_note(flag, by=ade, words="I know them.", now=NOON + timedelta(minutes=9))

    flag.refresh_from_db()
    assert flag.claim_until == NOON + CLAIM


def test_handing_back_puts_it_in_the_list_with_the_same_due_time(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)
    due_at = flag.due_at

    flag = actions.release(flag, by=ines, note="My shift ends.", now=SOON)

    assert (flag.state, flag.claimed_by, flag.due_at) == (FlagState.OPEN, None, due_at)
    assert flag.notes.get(act=Act.RELEASED).words == "My shift ends."


def test_raising_the_level_brings_the_answer_forward(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)

    flag = actions.raise_level(flag, by=ines, level=3, note="They told me of a way.", now=SOON)

    assert (flag.level, flag.due_at) == (3, SOON + ladder.rung(3).ack_within)
    assert Notice.objects.filter(kind="safety.flag_urgent", person_id=ines.pk).count() == 1


def test_a_level_never_goes_down(maya: User, ines: User) -> None:
    flag = flagged(maya)

    with pytest.raises(actions.NotThisWay):
        actions.raise_level(flag, by=ines, level=flag.level, now=SOON)


def test_a_case_closes_with_what_came_of_it(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)
    looked_after(flag, ines)

    flag = actions.resolve(flag, by=ines, outcome=Outcome.REACHED, note="We talked.", now=SOON)

    assert (flag.state, flag.outcome, flag.resolved_by) == (FlagState.RESOLVED, "reached", ines)
    assert not Flag.objects.waiting().exists()


def test_from_level_two_nothing_needed_is_no_answer(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)

    with pytest.raises(actions.NotThisWay):
        actions.resolve(flag, by=ines, outcome=Outcome.NOTHING_NEEDED, now=SOON)


def test_a_low_case_may_close_with_nothing_needed(maya: User, ines: User) -> None:
    flag = claimed(maya, ines, text=LOW)
    assert flag.level == 1

    flag = actions.resolve(flag, by=ines, outcome=Outcome.NOTHING_NEEDED, now=SOON)

    assert flag.state == FlagState.RESOLVED


def test_a_false_alarm_needs_its_reason(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)

    with pytest.raises(actions.NotThisWay):
        actions.resolve(flag, by=ines, outcome=Outcome.FALSE_ALARM, note=" ", now=SOON)


def test_only_whoever_took_it_can_close_it(maya: User, ines: User) -> None:
    with pytest.raises(actions.NotYours):
        actions.resolve(flagged(maya), by=ines, outcome=Outcome.REACHED, now=SOON)


def test_a_held_message_is_let_out_by_its_owner_app(maya: User, ines: User) -> None:
    let_out: list[str] = []

    class Messages(subjects.Subject):
        def release(self, subject_id: str, now: datetime) -> None:  # noqa: ARG002
            let_out.append(subject_id)

    subjects.offer("test.message", Messages())
    flag = claimed(maya, ines)

    flag = actions.let_out(flag, by=ines, now=SOON)

    assert (let_out, flag.held) == (["1"], False)
    with pytest.raises(actions.NotThisWay):
        actions.let_out(flag, by=ines, now=SOON)


def test_the_author_is_told_once_when_held_words_stay_unseen(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)
    looked_after(flag, ines)

    actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=SOON)

    (told,) = Notice.objects.filter(person_id=maya.pk)
    assert told.kind == "safety.deed_done"
    assert Deed.objects.get(person=maya).rule == "first"


def test_the_author_of_words_that_were_let_out_is_told_nothing(maya: User, ines: User) -> None:
    flag = claimed(maya, ines)
    looked_after(flag, ines)
    actions.let_out(flag, by=ines, now=SOON)

    actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=SOON)

    assert not Notice.objects.filter(person_id=maya.pk).exists()


def test_every_act_is_written_down(maya: User, ines: User, ade: User) -> None:
    flag = claimed(maya, ines)
    actions.open_case(flag, by=ines, now=SOON)
    actions.peek(flag, by=ines, now=SOON)
    actions.add_note(flag, by=ines, words="Calling.", now=SOON)
    actions.let_out(flag, by=ines, now=SOON)
    flag = actions.raise_level(flag, by=ines, level=5, now=SOON)
    actions.release(flag, by=ines, now=SOON)
    actions.claim(flag, by=ines, now=SOON)
    looked_after(flag, ines, supervisor=ade)
    actions.resolve(flag, by=ines, outcome=Outcome.EMERGENCY, now=SOON)

    entries = Entry.objects.filter(
        actor_id=ines.pk, subject_kind="safety.flag", verb__startswith="safety.flag_"
    ).order_by("pk")
    assert [entry.verb.removeprefix("safety.flag_") for entry in entries] == [
        "claimed",
        "read",
        "read",
        "noted",
        "text_let_out",
        "level_raised",
        "released",
        "claimed",
        "resolved",
    ]
    assert "Calling" not in str([entry.details for entry in entries])


def test_the_database_refuses_to_change_a_timeline(maya: User) -> None:
    flag = flagged(maya)

    with pytest.raises(ProgrammingError), transaction.atomic():
        flag.notes.update(words="something else")
    with pytest.raises(ProgrammingError), transaction.atomic():
        flag.notes.all().delete()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_try_at_once_exactly_one_gets_the_case(
    maya: User, ines: User, ade: User, osei: User
) -> None:
    flag = flagged(maya)
    people = [ines, ade, osei] * 4
    ready = threading.Barrier(len(people))
    got: list[int] = []

    def take(person: User) -> None:
        mine = Flag.objects.get(pk=flag.pk)
        ready.wait()
        try:
            if mine.take(person.pk, now=NOON):
                got.append(person.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()

    flag.refresh_from_db()
    assert got == [flag.claimed_by_id]
    assert flag.claims == 1
