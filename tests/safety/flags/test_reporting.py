"""Members tell us about a text; a person looks; each hears once what became of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications import kinds as notice_kinds
from peerhub.notifications.models import Notice
from safety import subjects
from safety.deeds.models import Deed
from safety.flags import actions, ladder, notices
from safety.flags.actions import NothingToReport, NotThisWay, Worry
from safety.flags.models import Flag, Report
from safety.flags.states import REPORT_LEVELS, Act, Fate, FlagState, Outcome, Reason
from safety.subjects import Snapshot, Subject, SubjectRef
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import HIGH, LOW, flagged

pytestmark = pytest.mark.django_db
WORDS = "Nobody here believes you."
LATER = NOON + timedelta(hours=1)


class Board(Subject):
    """Texts that a test may change or take away."""

    def __init__(self, author: User) -> None:
        self.author = author
        self.texts = {"1": WORDS, "2": WORDS}
        self.hidden: list[tuple[str, int, datetime]] = []

    def snapshot(self, subject_id: str) -> Snapshot | None:
        words = self.texts.get(subject_id)
        return Snapshot(words, self.author.pk, "Room: After a loss") if words else None

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        self.hidden.append((subject_id, by_id, now))


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch, sam: User) -> Board:
    monkeypatch.setattr(subjects, "_adapters", dict(subjects._adapters))
    adapter = Board(sam)
    subjects.offer("test.message", adapter)
    return adapter


def report(
    by: User,
    reason: Reason = Reason.UNKIND,
    words: str = "",
    *,
    number: int = 1,
    now: datetime = NOON,
) -> Report:
    return actions.report(
        SubjectRef("test.message", str(number)), Worry(reason, words), by=by, now=now
    )


def closed(by: User, fate: str, flag: Flag | None = None) -> Flag:
    flag = actions.claim(flag or Flag.objects.get(), by=by, now=NOON)
    looked_after(flag, by, now=LATER)
    return actions.resolve(flag, by=by, outcome=Outcome.REACHED, fate=fate, now=LATER)


def outcomes(person: User) -> list[str]:
    return [
        notice_kinds.in_words(notice_kinds.known(notice.kind).line, notice.context)
        for notice in Notice.objects.filter(person=person, kind__startswith="safety.report_")
    ]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_brings_the_text_before_a_person(
    board: Board, maya: User, ines: User, reason: Reason
) -> None:
    made = report(maya, reason)

    flag = Flag.objects.get()
    level = {Reason.WORRIED: 3, Reason.UNSAFE: 2, Reason.CONTACT: 2}.get(reason, 1)
    assert (made.flag, made.reporter, made.reason, made.made_at) == (flag, maya, reason, NOON)
    assert (flag.level, flag.kinds, flag.state) == (level, ["reported"], FlagState.OPEN)
    assert (flag.excerpt, flag.author, flag.place) == (WORDS, board.author, "Room: After a loss")
    assert flag.due_at == NOON + ladder.rung(level).ack_within
    assert [notice.person for notice in Notice.objects.all()] == ([ines] if level >= 3 else [])


def test_there_are_six_plain_reasons() -> None:
    assert set(REPORT_LEVELS) == set(Reason)
    assert len(Reason) == 6
    assert Reason.WORRIED.label == "I am worried about this person"


def test_what_is_not_there_cannot_be_told_of(board: Board, maya: User) -> None:
    for ref in (SubjectRef("test.message", "77"), SubjectRef("nobody.offered", "1")):
        with pytest.raises(NothingToReport) as caught:
            actions.report(ref, Worry(Reason.OTHER), by=maya, now=NOON)
        assert caught.value.status == 404
    assert not Flag.objects.exists()


def test_the_words_are_kept_whatever_becomes_of_them(board: Board, maya: User) -> None:
    report(maya)
    board.texts.clear()

    assert Report.objects.get().snapshot == WORDS
    assert Flag.objects.get().excerpt == WORDS


def test_an_edit_between_two_reports_keeps_both(board: Board, maya: User, noor: User) -> None:
    report(maya)
    board.texts["1"] = "I am sorry."
    report(noor, now=LATER)

    assert [each.snapshot for each in Report.objects.order_by("pk")] == [WORDS, "I am sorry."]
    assert Flag.objects.count() == 1


def test_several_peoples_reports_are_one_case_as_urgent_as_the_worst(
    board: Board, maya: User, noor: User, ines: User
) -> None:
    report(maya, Reason.UNKIND)
    report(noor, Reason.WORRIED, now=LATER)

    flag = Flag.objects.get()
    assert (flag.level, flag.reports.count(), flag.kinds) == (3, 2, ["reported"])
    assert flag.due_at == LATER + ladder.rung(3).ack_within
    assert [notice.person for notice in Notice.objects.filter(kind="safety.flag_urgent")] == [ines]
    acts = [(note.act, note.detail, note.author) for note in flag.notes.order_by("pk")]
    assert acts == [
        (Act.REPORTED, "unkind", None),
        (Act.LEVEL_RAISED, "1>3", None),
        (Act.REPORTED, "worried", None),
    ]


def test_a_milder_report_never_lowers_a_case(board: Board, maya: User, noor: User) -> None:
    report(maya, Reason.WORRIED)
    due_at = Flag.objects.get().due_at
    report(noor, Reason.OTHER, now=LATER)

    flag = Flag.objects.get()
    assert (flag.level, flag.due_at) == (3, due_at)


def test_a_report_joins_the_case_that_the_rules_opened(board: Board, maya: User) -> None:
    flag = flagged(board.author, text=LOW)
    report(maya, Reason.UNSAFE)

    joined = Flag.objects.get()
    assert joined == flag
    assert (joined.kinds, joined.level) == ([*flag.kinds, "reported"], 2)
    assert joined.reasons == flag.reasons


def test_after_a_case_is_closed_another_report_opens_a_new_one(
    board: Board, maya: User, noor: User, ines: User
) -> None:
    report(maya)
    first = closed(ines, Fate.LEFT)
    made = report(noor, now=LATER)

    assert made.flag != first
    assert (Flag.objects.count(), made.flag.state) == (2, FlagState.OPEN)
    assert (first.reports.count(), made.flag.reports.count()) == (1, 1)


def test_two_texts_are_two_cases(board: Board, maya: User) -> None:
    report(maya, number=1)
    report(maya, number=2)

    assert Flag.objects.count() == 2


def test_whoever_told_us_hears_once_what_became_of_the_text(
    board: Board, maya: User, noor: User, sam: User, ines: User
) -> None:
    report(maya)
    report(noor)
    assert outcomes(maya) == []

    closed(ines, Fate.HIDDEN)

    hidden = (
        "We looked at what you told us about on 23 November. We hid it. Thank you for telling us."
    )
    assert (outcomes(maya), outcomes(noor), outcomes(sam)) == ([hidden], [hidden], [])
    for told in Report.objects.all():
        notices.tell_reporter(told, Fate.HIDDEN, now=LATER)
    assert outcomes(maya) == [hidden]


def test_what_was_left_is_said_with_what_one_can_do(board: Board, maya: User, ines: User) -> None:
    report(maya)
    closed(ines, Fate.LEFT)

    (words,) = outcomes(maya)
    assert words.startswith(
        "We looked at what you told us about on 23 November. We left it where it is. You can hide"
    )
    assert board.hidden == []


def test_hiding_from_the_case_hides_at_its_owner(board: Board, maya: User, ines: User) -> None:
    report(maya)
    flag = closed(ines, Fate.HIDDEN)

    assert board.hidden == [("1", ines.pk, LATER)]
    assert flag.fate == Fate.HIDDEN
    assert flag.notes.filter(act=Act.HIDDEN, author=ines).count() == 1


@pytest.mark.parametrize("fate", ["", "burnt"])
def test_a_reported_case_does_not_close_without_the_fate_of_the_text(
    board: Board, maya: User, ines: User, fate: str
) -> None:
    report(maya)

    with pytest.raises(NotThisWay):
        closed(ines, fate)

    assert Flag.objects.get().state == FlagState.CLAIMED
    assert outcomes(maya) == []


def test_a_case_that_nobody_reported_needs_no_fate(maya: User, ines: User) -> None:
    flag = closed(ines, "", flagged(maya))

    assert (flag.state, flag.fate) == (FlagState.RESOLVED, "")


def test_the_author_of_a_hidden_text_hears_that_and_nothing_of_the_report(
    board: Board, maya: User, ines: User
) -> None:
    report(maya, Reason.WORRIED, "I know him.")
    closed(ines, Fate.HIDDEN)

    (told,) = Notice.objects.filter(person=board.author)
    deed = Deed.objects.get(person=board.author)
    assert (told.kind, told.context, deed.told) == ("safety.deed_done", {}, "")


def test_a_reporter_in_danger_is_heard(board: Board, maya: User, ines: User) -> None:
    made = report(maya, Reason.UNKIND, HIGH)

    own = Flag.objects.get(subject_kind="safety.report")
    assert (own.subject_id, own.author, own.held) == (str(made.pk), maya, False)
    assert own.level >= 3
    assert Flag.objects.get(subject_kind="test.message").level == 1
    assert actions.needs_help(made)


def test_calm_words_with_a_report_need_no_help(board: Board, maya: User, noor: User) -> None:
    assert not actions.needs_help(report(maya, Reason.WORRIED, "She wrote this twice."))
    assert not actions.needs_help(report(noor, Reason.WORRIED))
    assert not Flag.objects.filter(subject_kind="safety.report").exists()


def test_reporting_is_in_the_audit_and_without_words(board: Board, maya: User, noor: User) -> None:
    made = report(maya, words="Please look.")
    report(noor, Reason.WORRIED)

    entry = Entry.objects.get(verb="safety.text_reported", actor_id=maya.pk)
    assert (entry.subject_id, entry.details) == (str(made.pk), {"flag": made.flag_id})
    raised = Entry.objects.get(verb="safety.flag_level_raised")
    assert (raised.actor_id, raised.details) == (None, {"before": 1, "level": 3})


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_are_one_case(board: Board, maya: User, noor: User) -> None:
    together, snapshot, first_two = Barrier(2), board.snapshot, iter((1, 2))

    def slowly(subject_id: str) -> Snapshot | None:
        if next(first_two, None):
            together.wait(10)
        return snapshot(subject_id)

    board.snapshot = slowly  # type: ignore[method-assign]

    def tell(person: User) -> int:
        try:
            return report(person).flag_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(tell, (maya, noor)))

    assert (Flag.objects.count(), Report.objects.count()) == (1, 2)
    assert told == [Flag.objects.get().pk] * 2
