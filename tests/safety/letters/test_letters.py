"""What becomes of messages: who reads them, who can write, what is screened, sealed and told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from safety import subjects
from safety.clinic.actions.linking import end
from safety.clinic.states import How
from safety.flags.models import Flag
from safety.letters import actions
from safety.letters.actions.writing import SUBJECT
from safety.letters.models import Letter
from safety.letters.policies import A_DAY, known_link
from safety.letters.reading import lines_of
from safety.letters.states import Side
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH, LOW
from tests.safety.letters.acts import lets_know, linked, wrote

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
STAYS = "stays as it was"  # what the database says
KETTLE = "The blue kettle is on."


def read_by(letter: Letter, side: Side, *, now=LATER) -> list[str]:
    found = letter.correspondence
    return [line.words for line in lines_of(found, actions.look(found, side=side, now=now), side)]


def notices_of(person: User) -> list[str]:
    rows = Notice.objects.filter(kind="safety.letter_written", person_id=person.pk)
    return [notice.url for notice in rows.filter(cancelled_at=None)]


def test_a_link_alone_tells_the_clinician_nothing_until_the_member_writes_or_ticks_it(
    maya: User, osei: User, lee: User
) -> None:
    for clinician in (osei, lee):
        linked(maya, clinician)
        assert known_link(maya, clinician, NOON) is None
        with pytest.raises(actions.NotOpen):
            actions.open_as_clinician(clinician, maya, now=NOON)

    wrote(maya, osei, CALM)
    lets_know(maya, lee)

    assert [known_link(maya, each, NOON) is not None for each in (osei, lee)] == [True, True]


def test_what_was_written_before_a_new_link_says_nothing_of_it(maya: User, osei: User) -> None:
    first = linked(maya, osei)
    old = wrote(maya, osei, KETTLE).letter
    end(first, how=How.BY_MEMBER, by=maya, now=LATER)
    linked(maya, osei, now=LATER)

    with pytest.raises(actions.NotOpen):
        actions.look(old.correspondence, side=Side.CLINICIAN, now=LATER)
    wrote(maya, osei, CALM, now=LATER)

    assert read_by(old, Side.CLINICIAN) == [CALM]
    assert read_by(old, Side.MEMBER) == [KETTLE, CALM]


def test_two_write_and_answer_and_a_look_of_the_clinician_is_a_line(maya: User, osei: User) -> None:
    linked(maya, osei)
    asked = wrote(maya, osei, KETTLE).letter
    other = wrote(maya, osei, CALM).letter
    answer = wrote(
        maya, osei, "Good.", side=Side.CLINICIAN, reply_to=asked.public_id, now=LATER
    ).letter

    found = actions.look(asked.correspondence, side=Side.MEMBER, now=LATER)
    lines = lines_of(asked.correspondence, found, Side.MEMBER)

    assert [(line.name, line.words, line.quote) for line in lines] == [
        ("Maya", KETTLE, ""),
        ("Maya", CALM, ""),
        ("Dr Osei", "Good.", KETTLE),
    ]
    assert Disclosure.objects.count() == 0
    assert read_by(other, Side.CLINICIAN) == [KETTLE, CALM, "Good."]
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A clinician opened your messages with them, because you write to each other."
    ]
    assert KETTLE.encode() not in bytes(asked.sealed)
    assert answer.in_reply_to == asked


def test_nobody_answers_what_is_not_theirs_to_read(maya: User, osei: User, lee: User) -> None:
    linked(maya, osei)
    linked(maya, lee)
    elsewhere = wrote(maya, lee, KETTLE).letter
    held = wrote(maya, osei, HIGH).letter
    wrote(maya, osei, CALM)

    for letter in (elsewhere, held):
        answer = wrote(maya, osei, "Yes.", side=Side.CLINICIAN, reply_to=letter.public_id)
        assert answer.letter.in_reply_to is None


def test_sent_twice_it_is_one_message(maya: User, osei: User) -> None:
    linked(maya, osei)
    client_id = uuid4()

    for words in (KETTLE, KETTLE, CALM):
        wrote(maya, osei, words, client_id=client_id)

    assert [letter.words for letter in Letter.objects.order_by("pk")] == [KETTLE, CALM]


def test_danger_opens_a_case_and_waits_for_a_person_on_either_side(maya: User, osei: User) -> None:
    linked(maya, osei)
    wrote(maya, osei, CALM)
    for side, author, reader in (
        (Side.MEMBER, maya, Side.CLINICIAN),
        (Side.CLINICIAN, osei, Side.MEMBER),
    ):
        written = wrote(maya, osei, HIGH, side=side)
        flag = Flag.objects.get(subject_id=str(written.letter.public_id))
        assert (written.show_help, flag.author, flag.held) == (True, author, True)
        before = read_by(written.letter, reader).count(HIGH)

        subjects.adapter_for(SUBJECT).release(flag.subject_id, LATER)

        assert read_by(written.letter, reader).count(HIGH) == before + 1


def test_low_danger_is_flagged_and_goes_on(maya: User, osei: User) -> None:
    linked(maya, osei)

    written = wrote(maya, osei, LOW)

    assert written.show_help
    assert Flag.objects.get().subject_kind == SUBJECT
    assert read_by(written.letter, Side.CLINICIAN) == [LOW]


def test_what_is_let_out_after_the_link_ended_reaches_nobody(maya: User, osei: User) -> None:
    link = linked(maya, osei)
    letter = wrote(maya, osei, HIGH).letter
    end(link, how=How.BY_MEMBER, by=maya, now=LATER)

    actions.let_out(letter.public_id, now=LATER)

    letter.refresh_from_db()
    assert (letter.out_at, letter.hidden_at) == (None, LATER)


def test_when_it_is_over_the_member_reads_on_and_the_clinician_nothing(
    maya: User, osei: User
) -> None:
    link = linked(maya, osei)
    letter = wrote(maya, osei, KETTLE).letter
    end(link, how=How.BY_CLINICIAN, by=osei, now=LATER)

    assert read_by(letter, Side.MEMBER) == [KETTLE]
    with pytest.raises(actions.NotOpen):
        read_by(letter, Side.CLINICIAN)
    with pytest.raises(actions.Closed):
        wrote(maya, osei, CALM, now=LATER)


def test_nor_does_the_clinician_after_a_block(maya: User, osei: User) -> None:
    linked(maya, osei)
    letter = wrote(maya, osei, KETTLE).letter

    blocking.block(osei, by=maya, now=LATER)

    with pytest.raises(actions.NotOpen):
        read_by(letter, Side.CLINICIAN)
    assert read_by(letter, Side.MEMBER) == [KETTLE]


def test_the_member_switches_off_being_written_to_and_on_again(maya: User, osei: User) -> None:
    linked(maya, osei)
    found = wrote(maya, osei, CALM).letter.correspondence
    actions.choose(found, open_=False, now=NOON)

    with pytest.raises(actions.Closed):
        wrote(maya, osei, "Hello?", side=Side.CLINICIAN)
    wrote(maya, osei, KETTLE)
    actions.choose(found, open_=True, now=NOON)
    wrote(maya, osei, "Hello.", side=Side.CLINICIAN)

    assert [each.words for each in Letter.objects.order_by("pk")] == [CALM, KETTLE, "Hello."]


def test_a_day_holds_so_much_and_danger_waits_for_no_bound(maya: User, osei: User) -> None:
    linked(maya, osei)
    for number in range(A_DAY):
        wrote(maya, osei, f"Number {number}.")

    with pytest.raises(actions.SlowDown):
        wrote(maya, osei, CALM)
    assert wrote(maya, osei, LOW).letter.words == LOW
    assert wrote(maya, osei, CALM, now=NOON + timedelta(days=1)).letter.words == CALM


def test_each_is_told_once_until_they_look_and_never_by_whom(maya: User, osei: User) -> None:
    linked(maya, osei)
    letter = wrote(maya, osei, CALM).letter
    wrote(maya, osei, KETTLE)
    page = f"/letters/for-me/{letter.correspondence.public_id}/"
    assert (notices_of(osei), notices_of(maya)) == ([page], [])

    read_by(letter, Side.CLINICIAN)
    assert notices_of(osei) == []
    wrote(maya, osei, "More.", now=LATER + timedelta(minutes=1))

    assert notices_of(osei) == [page]


def test_what_was_written_stays_as_it_was(maya: User, osei: User) -> None:
    linked(maya, osei)
    letter = wrote(maya, osei, CALM).letter

    for change in ({"sealed": b"x"}, {"sent_at": LATER}, {"out_at": None}):
        with pytest.raises(ProgrammingError, match=STAYS), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)
    with pytest.raises(ProgrammingError, match=STAYS), transaction.atomic():
        letter.delete()


def test_whoever_looks_at_a_case_sees_sides_and_hides_it_from_the_other(
    maya: User, osei: User, ines: User
) -> None:
    linked(maya, osei)
    letter = wrote(maya, osei, KETTLE).letter
    wrote(maya, osei, "Good.", side=Side.CLINICIAN)
    adapter, key = subjects.adapter_for(SUBJECT), str(letter.public_id)

    assert [(line.who, line.words) for line in adapter.context(key)] == [
        ("The member", KETTLE),
        ("The clinician", "Good."),
    ]
    assert adapter.others(key) == (osei.pk,)
    adapter.hide(key, ines.pk, LATER)

    assert read_by(letter, Side.CLINICIAN) == ["", "Good."]
    assert read_by(letter, Side.MEMBER) == [KETTLE, "Good."]
    adapter.show(key, ines.pk, LATER)
    assert read_by(letter, Side.CLINICIAN) == [KETTLE, "Good."]


def test_all_of_it_is_sealed_anew_with_another_key(maya: User, osei: User, settings) -> None:
    linked(maya, osei)
    letter = wrote(maya, osei, KETTLE).letter
    settings.TEXT_KEYS = ["a new key for this test", *settings.TEXT_KEYS]

    assert (actions.seal_anew(), actions.seal_anew()) == (1, 0)
    assert Letter.objects.get(pk=letter.pk).words == KETTLE
