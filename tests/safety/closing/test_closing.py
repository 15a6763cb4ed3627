"""A case closes only when the person was looked after, and can be opened again."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.closing import actions
from safety.closing.actions import Attempt, Line
from safety.closing.states import About, Help, Result, Way
from safety.flags import actions as flags
from safety.flags import ladder
from safety.flags.actions import NotThisWay, NotYet
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState, Outcome
from tests.cast import NOON
from tests.safety.closing.acts import assessed, looked_after, reached, stepped
from tests.safety.flags.texts import LOW, flagged

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=1)
LATER = NOON + timedelta(hours=2)


def close(flag: Flag, by: User, outcome: Outcome = Outcome.REACHED, note: str = "") -> Flag:
    return flags.resolve(flag, by=by, outcome=outcome, note=note, now=SOON)


def test_a_raised_case_does_not_close_on_a_word_alone(raised: Flag, ines: User) -> None:
    with pytest.raises(NotYet) as refused:
        close(raised, ines)

    assert refused.value.message == (
        "Nothing is written down about reaching the person."
        " Nothing is written down about help that the person was given."
        " Not booked yet: the caring contact after 24 hours."
    )
    raised.refresh_from_db()
    assert raised.state == FlagState.CLAIMED


def test_it_closes_once_the_person_was_looked_after(raised: Flag, ines: User) -> None:
    looked_after(raised, ines)

    assert close(raised, ines).state == FlagState.RESOLVED


def test_a_low_case_stays_light(maya: User, ines: User) -> None:
    flag = flags.claim(flagged(maya, text=LOW), by=ines, now=NOON)

    assert close(flag, ines, Outcome.NOTHING_NEEDED).state == FlagState.RESOLVED


def test_two_attempts_without_an_answer_are_an_answer(raised: Flag, ines: User) -> None:
    tried = Attempt(way=Way.CALL, result=Result.NOT_REACHED, try_again=LATER)
    actions.give_help(raised, Help.LINES, by=ines, now=NOON)
    actions.book(raised, to=None, by=ines, now=NOON)
    actions.try_contact(raised, tried, by=ines, now=NOON)
    with pytest.raises(NotYet, match="Try once more"):
        close(raised, ines)

    actions.try_contact(raised, tried, by=ines, now=SOON)

    assert close(raised, ines).state == FlagState.RESOLVED


def test_that_there_is_no_way_needs_a_why(raised: Flag, ines: User) -> None:
    with pytest.raises(NotThisWay, match="why there is no way"):
        actions.try_contact(
            raised, Attempt(way=Way.CALL, result=Result.NOT_POSSIBLE, words=" "), by=ines, now=NOON
        )


def test_no_danger_at_a_high_level_takes_a_second_person(high: Flag, ines: User, ade: User) -> None:
    with pytest.raises(NotYet, match="a second person agrees"):
        close(high, ines, Outcome.FALSE_ALARM, "A song.")
    actions.agree(high, About.NO_DANGER, words="A song, yes.", by=ines, now=NOON)
    with pytest.raises(NotYet, match="a second person agrees"):
        close(high, ines, Outcome.FALSE_ALARM, "A song.")

    actions.agree(high, About.NO_DANGER, words="A song, yes.", by=ade, now=NOON)

    assert close(high, ines, Outcome.FALSE_ALARM, "A song.").state == FlagState.RESOLVED


def test_at_level_five_a_supervisor_agrees_to_a_record(high: Flag, ines: User, ade: User) -> None:
    flags.raise_level(high, by=ines, level=5, now=NOON)
    with pytest.raises(NotThisWay, match="not written yet"):
        actions.agree(high, About.INCIDENT, words="Read.", by=ade, now=NOON)
    actions.write_incident(high, "Help has reached them.", by=ines, now=NOON)
    with pytest.raises(NotThisWay, match="A supervisor agrees"):
        actions.agree(high, About.INCIDENT, words="Read.", by=ines, now=NOON)

    asked = Notice.objects.get(kind="safety.incident_review")
    assert (asked.person_id, high.incidents.get().review_until) == (
        ade.pk,
        NOON + timedelta(hours=24),
    )
    looked_after(high, ines, supervisor=ade)
    assert close(high, ines).state == FlagState.RESOLVED


def test_a_supervisor_who_agreed_is_not_the_one_who_closes(
    high: Flag, ines: User, ade: User
) -> None:
    flags.raise_level(high, by=ines, level=5, now=NOON)
    looked_after(high, ines, supervisor=ade)
    flags.release(high, by=ines, now=NOON)
    mine = flags.claim(Flag.objects.get(pk=high.pk), by=ade, now=NOON)

    with pytest.raises(NotYet, match="A supervisor, other than you"):
        close(mine, ade)


def test_nobody_looks_after_their_own_words(ines: User, ade: User) -> None:
    flag = flagged(ines)

    with pytest.raises(NotThisWay, match="your own words"):
        reached(flag, ines)
    assert flag.attempts.count() == 0


def test_what_was_done_is_kept_also_by_who_is_not_on_it(
    raised: Flag, ines: User, ade: User
) -> None:
    reached(raised, ade)

    assert [(each.made_by, each.result) for each in raised.attempts.all()] == [(ade, "reached")]
    assert raised.notes.get(act=Act.CONTACTED).words == "A call: I reached the person."


def test_a_closed_case_comes_back_with_a_new_time_to_answer(raised: Flag, ines: User) -> None:
    looked_after(raised, ines)
    close(raised, ines)

    flag = actions.reopen(raised, words="They wrote again.", by=ines, now=LATER)

    assert (flag.state, flag.outcome, flag.resolved_by, flag.due_at) == (
        FlagState.OPEN,
        "",
        None,
        LATER + ladder.rung(2).ack_within,
    )
    assert flag.notes.get(act=Act.REOPENED).words == "They wrote again."
    assert Entry.objects.filter(verb="safety.flag_reopened", actor_id=ines.pk).count() == 1


def test_what_was_done_before_does_not_close_it_again(raised: Flag, ines: User) -> None:
    looked_after(raised, ines)
    close(raised, ines)
    flag = actions.reopen(raised, words="They wrote again.", by=ines, now=LATER)

    flag = flags.claim(flag, by=ines, now=LATER)
    with pytest.raises(NotYet) as refused:
        close(flag, ines)

    # The check-in is still to come, so it stays booked.
    assert refused.value.message == (
        "Nothing is written down about reaching the person."
        " Nothing is written down about help that the person was given."
    )


@pytest.mark.parametrize("words", ["", "  "])
def test_opening_again_needs_a_why(raised: Flag, ines: User, words: str) -> None:
    looked_after(raised, ines)
    close(raised, ines)

    with pytest.raises(NotThisWay, match="why it is opened again"):
        actions.reopen(raised, words=words, by=ines, now=LATER)


def test_an_open_case_is_not_opened_and_a_closed_one_not_added_to(raised: Flag, ines: User) -> None:
    with pytest.raises(NotThisWay, match="open already"):
        actions.reopen(raised, words="Why not.", by=ines, now=LATER)
    looked_after(raised, ines)
    close(raised, ines)
    with pytest.raises(NotThisWay, match="This case is closed"):
        reached(raised, ines)


def test_the_database_refuses_to_change_what_was_done(high: Flag, ines: User, ade: User) -> None:
    flags.raise_level(high, by=ines, level=5, now=NOON)
    looked_after(high, ines, supervisor=ade)
    (signed,) = high.assessments.all()
    rows: dict[str, tuple[Any, str]] = {
        "attempts": (high.attempts, "words"),
        "help": (high.help_given, "words"),
        "assessments": (high.assessments, "risks"),
        "steps": (high.step_lines, "words"),
        "incidents": (high.incidents, "words"),
        "agreements": (high.agreements, "words"),
    }

    for name, (kept, field) in rows.items():
        with pytest.raises(ProgrammingError), transaction.atomic():
            kept.update(**{field: name})
        with pytest.raises(ProgrammingError), transaction.atomic():
            kept.all()._raw_delete("default")
    with pytest.raises(ProgrammingError), transaction.atomic():
        type(signed.signature).objects.update(signed_by=ade)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_it_again_at_once_one_does(
    raised: Flag, maya: User, ines: User, ade: User
) -> None:
    looked_after(raised, ines)
    close(raised, ines)
    ready = threading.Barrier(2)
    got: list[str] = []

    def again(person: User) -> None:
        flag = Flag.objects.get(pk=raised.pk)
        ready.wait()
        try:
            actions.reopen(flag, words="They wrote again.", by=person, now=LATER)
            got.append("opened")
        except NotThisWay:
            got.append("too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=again, args=(person,)) for person in (ines, ade)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()

    assert sorted(got) == ["opened", "too late"]
    assert raised.notes.filter(act=Act.REOPENED).count() == 1


def test_a_level_that_rises_asks_for_more(raised: Flag, ines: User) -> None:
    looked_after(raised, ines)
    flags.raise_level(raised, by=ines, level=4, now=NOON)

    with pytest.raises(NotYet, match="3 days, 7 days and 30 days"):
        close(raised, ines)
    actions.book(raised, to=ines, by=ines, now=NOON)
    actions.give_help(raised, Help.PLAN, by=ines, now=NOON)
    actions.give_help(raised, Help.DISTANCE, by=ines, now=NOON)
    assessed(raised, ines)
    with pytest.raises(NotYet, match="1, 2, 3, 4, 5, 6, 7, 8, 9"):
        close(raised, ines)
    actions.fill_in(raised, [Line(step=1, needed=False, words="They are safe.")], by=ines, now=NOON)
    with pytest.raises(NotYet, match="yet: 2, 3, 4, 5, 6, 7, 8, 9"):
        close(raised, ines)
    stepped(raised, ines)

    assert close(raised, ines).state == FlagState.RESOLVED
