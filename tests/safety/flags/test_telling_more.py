"""The same person tells us again: of an open case, of a closed one, or with a double click."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from safety import subjects
from safety.flags import actions
from safety.flags.actions import Worry
from safety.flags.models import Flag, Report
from safety.flags.states import Act, Fate, FlagState, Outcome, Reason
from safety.subjects import Snapshot, SubjectRef
from tests.cast import NOON
from tests.safety.flags.test_reported_case import OneText
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
TEXT = SubjectRef("test.message", "1")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def text(monkeypatch: pytest.MonkeyPatch, sam: User) -> OneText:
    monkeypatch.setattr(subjects, "_adapters", dict(subjects._adapters))
    subjects.offer("test.message", adapter := OneText(sam))
    return adapter


def told(
    by: User, words: str = "", reason: Reason = Reason.UNKIND, *, now: datetime = NOON
) -> Report:
    return actions.report(TEXT, Worry(reason, words), by=by, now=now)


def closed(flag: Flag, by: User, fate: str = Fate.LEFT) -> Flag:
    flag = actions.claim(flag, by=by, now=LATER)
    return actions.resolve(flag, by=by, outcome=Outcome.REACHED, fate=fate, now=LATER)


def timeline(flag: Flag) -> list[tuple[str, str, str]]:
    return list(flag.notes.order_by("pk").values_list("act", "detail", "words"))


def outcomes(person: User) -> list[str]:
    found = Notice.objects.filter(person=person, kind__startswith="safety.report_")
    return [notice.kind.removeprefix("safety.report_") for notice in found.order_by("pk")]


def test_other_words_join_the_open_case_on_its_timeline(text: OneText, maya: User) -> None:
    first = told(maya, "It was meant for me.")
    again = told(maya, "Now it happened a second time.", now=LATER)

    assert again.flag == first.flag
    assert (Flag.objects.count(), Report.objects.count()) == (1, 2)
    assert timeline(first.flag) == [
        (Act.REPORTED, "unkind", ""),
        (Act.TOLD_MORE, "unkind", "Now it happened a second time."),
    ]


def test_who_tells_more_stands_nowhere_on_the_case(
    text: OneText, maya: User, ines: User, client_of: ClientOf
) -> None:
    told(maya, "It was meant for me.")
    flag = told(maya, "It happened again.", now=timezone.now()).flag

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "1 person told us about it." in page
    assert "<strong>Somebody</strong> told us more about this" in page
    assert "It happened again." in page
    assert maya.handle not in page
    assert flag.notes.get(act=Act.TOLD_MORE).author is None


def test_a_more_urgent_reason_raises_the_open_case(text: OneText, maya: User) -> None:
    told(maya)
    flag = told(maya, reason=Reason.WORRIED, now=LATER).flag

    assert flag.level == 3
    assert [act for act, _, _ in timeline(flag)] == [
        Act.REPORTED,
        Act.LEVEL_RAISED,
        Act.TOLD_MORE,
    ]


def test_the_same_words_about_a_changed_text_are_new(text: OneText, maya: User) -> None:
    told(maya, "Please look.")
    text.words = "Nobody ever will."
    flag = told(maya, "Please look.", now=LATER).flag

    assert [one.snapshot for one in flag.reports.order_by("pk")] == [
        "Nobody believes you.",
        "Nobody ever will.",
    ]


def test_a_double_click_counts_once(text: OneText, maya: User) -> None:
    first = told(maya, "It was meant for me.")
    again = told(maya, "It was meant for me.", now=LATER)

    assert again == first
    assert (Flag.objects.count(), Report.objects.count()) == (1, 1)
    assert [act for act, _, _ in timeline(first.flag)] == [Act.REPORTED]
    assert Entry.objects.filter(verb="safety.text_reported").count() == 1


def test_a_double_click_on_the_second_report_counts_once_too(text: OneText, maya: User) -> None:
    told(maya)
    again = [told(maya, "There is more.") for _ in range(2)]

    assert again[0] == again[1]
    assert [act for act, _, _ in timeline(again[0].flag)] == [Act.REPORTED, Act.TOLD_MORE]


def test_after_the_end_a_report_is_a_new_case_with_what_the_text_says_now(
    text: OneText, maya: User, ines: User
) -> None:
    first = closed(told(maya, "Please look.").flag, ines)
    text.words = "Nobody ever will."

    made = told(maya, "Please look.", now=LATER)

    assert made.flag != first
    assert (made.flag.state, made.flag.excerpt) == (FlagState.OPEN, "Nobody ever will.")
    assert timeline(made.flag) == [(Act.REPORTED, "unkind", "")]


def test_the_same_words_after_the_end_are_a_new_case_too(
    text: OneText, maya: User, ines: User
) -> None:
    first = closed(told(maya).flag, ines)

    cases = {told(maya, now=LATER).flag_id for _ in range(2)}

    assert len(cases) == 1
    assert first.pk not in cases


def test_the_reporter_hears_each_outcome_once(
    text: OneText, maya: User, noor: User, ines: User
) -> None:
    told(noor)
    told(maya)
    closed(told(maya, "There is more.").flag, ines, Fate.LEFT)
    assert (outcomes(maya), outcomes(noor)) == (["left"], ["left"])

    closed(told(maya, "It goes on.", now=LATER).flag, ines, Fate.HIDDEN)

    assert (outcomes(maya), outcomes(noor)) == (["left", "hidden"], ["left"])


def test_danger_in_the_words_told_later_is_heard(text: OneText, maya: User) -> None:
    calm = told(maya, "Please look.")
    heavy = told(maya, HIGH, now=LATER)

    own = Flag.objects.get(subject_kind="safety.report")
    assert (own.subject_id, own.author, own.held) == (str(heavy.pk), maya, False)
    assert (actions.needs_help(calm), actions.needs_help(heavy)) == (False, True)


def test_a_reporter_reads_of_one_look_at_all_they_told_us(
    text: OneText, maya: User, ines: User
) -> None:
    told(maya, "It was meant for me.")
    flag = told(maya, "It happened again.").flag

    actions.open_case(flag, by=ines, now=LATER)

    assert Disclosure.objects.about(maya.pk).count() == 1


def test_a_case_says_once_how_many_people_told_us(
    text: OneText, maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    told(maya)
    told(noor)
    flag = told(maya, "There is more.").flag

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "2 people told us about it." in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [False, True], ids=["first report", "second report"])
def test_two_identical_submits_at_the_same_moment_count_once(
    known: bool, text: OneText, maya: User
) -> None:
    if known:
        told(maya)
    together, snapshot, first_two = Barrier(2), text.snapshot, iter((1, 2))

    def slowly(subject_id: str) -> Snapshot:
        if next(first_two, None):
            together.wait(10)
        return snapshot(subject_id)

    text.snapshot = slowly  # type: ignore[method-assign]

    def tell(words: str) -> int:
        try:
            return told(maya, words).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(tell, ["There is more."] * 2))

    assert made[0] == made[1]
    assert (Flag.objects.count(), Report.objects.count()) == (1, 1 + known)


@pytest.mark.django_db(transaction=True)
def test_who_tells_us_while_a_case_is_being_closed_is_a_new_case_and_hears_of_it(
    text: OneText, maya: User, noor: User, ines: User
) -> None:
    flag = actions.claim(told(noor).flag, by=ines, now=LATER)
    closing, looked = Event(), Event()

    def close() -> None:
        with transaction.atomic():
            actions.resolve(flag, by=ines, outcome=Outcome.REACHED, fate=Fate.LEFT, now=LATER)
            closing.set()
            looked.wait(0.5)  # nobody can look: whoever tries waits for us
        connection.close()

    def tell() -> int:
        closing.wait(10)
        made = told(maya)
        looked.set()
        connection.close()
        return made.flag_id

    with ThreadPoolExecutor(2) as threads:
        threads.submit(close)
        new = threads.submit(tell).result()

    assert new != flag.pk
    assert Flag.objects.get(pk=new).state == FlagState.OPEN


def test_the_database_keeps_the_same_words_of_a_person_once_a_case(
    text: OneText, maya: User
) -> None:
    made = told(maya, "x" * 1000)
    made.pk = None

    with pytest.raises(IntegrityError):
        made.save(force_insert=True)
