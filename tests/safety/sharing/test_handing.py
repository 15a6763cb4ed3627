"""A document holds what is ticked and nothing else, and each time somebody gets one is a line."""

import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from peerhub.settings import env
from safety.sharing import actions, fields
from safety.sharing.account import all_told, as_text
from safety.sharing.document import NotHeld, consent_of, drawn
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.states import How, Purpose, Until, Way
from safety.sharing.words import NOTICE
from tests.architecture import walk
from tests.cast import NOON
from tests.safety.sharing.acts import DRANK, GOING, SLEEP, SLEPT, WENT, says, shared
from tests.together import all_gave

LATER = NOON + timedelta(minutes=5)
LEE = actions.Outside("Dr Lee", "Harbor Clinic")
often = settings(max_examples=env.number("EXAMPLES", default=15), deadline=None, database=None)

# Keys of what is offered, of what is ticked, what is taken out, when, and whether it ended.
KEYS = st.sampled_from([f"k{number}" for number in range(6)])
some = st.lists(KEYS, unique=True)


def says_its_key(asked: list[str], key: str, member: User, now: Any) -> list[str]:
    asked.append(key)
    return [f"<{key}>"]


@often
@given(
    offered=some,
    ticked=st.lists(KEYS, unique=True, min_size=1),
    out=some,
    ended=st.booleans(),
    minutes=st.integers(-2, 12),
)
def test_a_document_never_holds_a_line_that_is_not_ticked(
    offered: list[str], ticked: list[str], out: list[str], minutes: int, *, ended: bool
) -> None:
    asked: list[str] = []
    known = {key: fields.Field(key, key, partial(says_its_key, asked, key)) for key in offered}
    keys = [key for key in ticked if key not in out]
    now = NOON + timedelta(minutes=minutes)
    sharing = Sharing(
        member=User(pk=1, handle="Maya"),
        outside_name="Dr Lee",
        purpose=Purpose.WISH,
        until=Until.DAY,
        keys=keys,
        given_at=NOON,
        ends_at=NOON + timedelta(minutes=10),
        ended_at=NOON + timedelta(minutes=5) if ended else None,
        how=How.STOPPED if ended else "",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fields, "_fields", known)
        try:
            document = drawn(sharing, consent=consent_of(sharing), now=now)
        except NotHeld:
            assert ended or not 0 <= minutes < 10
            assert asked == []
            return

    assert not ended
    assert 0 <= minutes < 10
    assert asked == [key for key in keys if key in offered]
    assert [line for section in document.sections for line in section.lines] == [
        f"<{key}>" for key in asked
    ]
    assert {key for key in known if f"<{key}>" in document.text()} == set(asked)


STEPS = st.lists(
    st.tuples(st.sampled_from(["give", "narrow", "end", "wait"]), st.sampled_from([0, 1, 2]), some),
    max_size=8,
)


@pytest.mark.django_db
@settings(parent=often, max_examples=8)
@given(data=st.data())
def test_nor_after_any_way_of_giving_narrowing_and_ending(data: st.DataObject) -> None:
    with transaction.atomic():
        people = [User.objects.create(handle=h, handle_look=h, joined_at=NOON) for h in ("m", "x")]
        _live(people[0], data.draw(STEPS))
        transaction.set_rollback(True)


def _live(member: User, steps: list[tuple[str, int, list[str]]]) -> None:
    asked: list[str] = []
    known = {
        f"k{n}": fields.Field(f"k{n}", f"k{n}", partial(says_its_key, asked, f"k{n}"))
        for n in range(6)
    }
    allowed: set[str] = set()  # what the member's last word was
    sharing, now = None, NOON
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fields, "_fields", known)
        for step, place, keys in steps:
            now += timedelta(days=400) if step == "wait" and place == 2 else timedelta(minutes=1)
            if step == "give" and keys:
                sharing = shared(member, LEE, keys=keys, now=now)
                allowed = set(keys)
            elif step == "narrow" and allowed and sharing is not None:
                away = sorted(allowed)[place % len(allowed)]
                sharing = actions.narrow(sharing, without=away, by=member, now=now) or sharing
                allowed -= {away}
            elif step == "end" and sharing is not None:
                actions.end(sharing, by=member, now=now)
                allowed = set()
            elif step == "wait" and place == 2:
                allowed = set()
            asked.clear()
            _every_yes_gives(allowed, asked, member, now)


def _every_yes_gives(allowed: set[str], asked: list[str], member: User, now: Any) -> None:
    """Of all yeses there ever were, those that hold give what is allowed, the others nothing."""
    for each in Sharing.objects.all():
        try:
            actions.hand_over(each, way=Way.COPY, by=member, now=now)
        except NotHeld:
            continue
        assert AccountingLine.objects.order_by("-pk")[0].keys == each.keys
    assert sorted(asked) == sorted(allowed)


def test_fields_are_read_at_one_place_and_by_sharing_alone() -> None:
    reads = {
        walk.short(each) for each in walk.files() if "sharing.document import" in each.read_text()
    }
    asks = {
        walk.short(each)
        for each in walk.files()
        if walk.short(each).startswith("safety/sharing/") and ".read(member" in each.read_text()
    }

    assert {path for path in reads if not path.startswith("safety/sharing/")} == set()
    assert asks == {"safety/sharing/document.py"}


@pytest.mark.django_db
def test_a_look_is_a_line_of_the_account_and_of_who_looked(maya: User, osei: User) -> None:
    made = shared(maya, osei)

    document = actions.hand_over(made, way=Way.READ, by=osei, now=LATER)

    assert [section.lines for section in document.sections] == [(GOING,), (SLEEP,)]
    line = AccountingLine.objects.get()
    assert (line.member, line.recipient, line.by, line.at) == (maya, osei, osei, LATER)
    assert (line.sharing, line.way, line.purpose) == (made, Way.READ, Purpose.TOGETHER)
    assert (line.keys, line.labels) == ([WENT.key, SLEPT.key], [WENT.label, SLEPT.label])
    assert (line.sha256, line.with_notice) == (document.sha256, False)
    assert [each.sentence for each in Disclosure.objects.about(maya.pk)] == [
        "A clinician read what you ticked for others, because you shared it."
    ]


@pytest.mark.django_db
def test_nobody_else_gets_it(maya: User, osei: User, sam: User, ines: User, noor: User) -> None:
    inside, outside = shared(maya, osei), shared(maya, LEE)

    for made, allowed in (
        (inside, {(Way.READ, osei)}),
        (outside, {(Way.COPY, maya), (Way.PASSED_ON, ines)}),
    ):
        for way in Way:
            for who in (maya, osei, sam, ines, noor):
                if (way, who) in allowed:
                    continue
                with pytest.raises(NotHeld):
                    actions.hand_over(made, way=way, by=who, now=LATER)
    assert not AccountingLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "with_notice"), [(DRANK.key, True), (WENT.key, False)])
def test_what_touches_substances_never_goes_without_the_notice(
    key: str, maya: User, ines: User, *, with_notice: bool
) -> None:
    made = shared(maya, LEE, keys=[key])

    for way, by in ((Way.COPY, maya), (Way.PASSED_ON, ines)):
        text = actions.hand_over(made, way=way, by=by, now=LATER).text()
        assert (NOTICE in text) is with_notice
        assert made.signed_text in text
    assert set(AccountingLine.objects.values_list("with_notice", flat=True)) == {with_notice}


@pytest.mark.django_db
def test_words_alone_bring_the_notice_too(
    maya: User, osei: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoke = fields.Field(WENT.key, WENT.label, says("We spoke of wine."))
    monkeypatch.setitem(fields._fields, WENT.key, spoke)

    document = actions.hand_over(
        shared(maya, osei, keys=[WENT.key]), way=Way.READ, by=osei, now=LATER
    )

    assert document.notice == NOTICE


@pytest.mark.django_db
def test_an_emergency_needs_no_yes_and_is_told_to_the_member(maya: User, ines: User) -> None:
    happened = actions.Emergency(
        name="Dr Roe", place="County Hospital", nature="An overdose", told="What they had taken"
    )

    line = actions.account_for_emergency(maya, happened, by=ines, now=LATER)

    assert (line.sharing, line.by, line.at, line.to) == (
        None,
        ines,
        LATER,
        "Dr Roe, County Hospital",
    )
    text = as_text(all_told(AccountingLine.objects.all()), maya.zone)
    for words in (
        "Who: Dr Roe, County Hospital",
        "How: A moderator told them in an emergency",
        "Why: An overdose",
        "What: What they had taken",
    ):
        assert words in text.splitlines()
    assert "Ines" not in text


@pytest.mark.django_db(transaction=True)
def test_an_end_waits_for_whoever_is_reading_and_nobody_reads_after_it(
    maya: User, osei: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, ended = threading.Event(), threading.Event()

    def slowly(member: User, now: Any) -> list[str]:
        reading.set()
        assert not ended.wait(0.3)  # the end stands before the row
        return [GOING]

    made = shared(maya, osei, keys=[WENT.key])
    monkeypatch.setitem(fields._fields, WENT.key, fields.Field(WENT.key, WENT.label, slowly))

    def end() -> None:
        assert reading.wait(10)
        actions.end(made, by=maya, now=LATER)
        ended.set()

    def read() -> str:
        return actions.hand_over(made, way=Way.READ, by=osei, now=LATER).text()

    text, _ = all_gave(read, end)

    assert GOING in text
    assert AccountingLine.objects.count() == 1
    with pytest.raises(NotHeld):
        actions.hand_over(made, way=Way.READ, by=osei, now=LATER)
    assert AccountingLine.objects.count() == 1
