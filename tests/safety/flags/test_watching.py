from datetime import timedelta

import pytest
from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.detection import scoring as detection
from safety.detection.assess import Assessment
from safety.detection.weights import BadWeights, weights
from safety.flags import actions, ladder
from safety.flags.models import EXCERPT, Flag
from safety.flags.states import FlagState
from safety.subjects import SubjectRef
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH, LOW, flagged, watched


def test_everyday_words_raise_nothing(maya: User) -> None:
    watch = watched(CALM, author=maya)

    assert (watch.level, watch.hold, watch.show_help, watch.flag_id) == (0, False, False, None)
    assert not Flag.objects.exists()


def test_words_of_danger_become_a_flag_with_its_due_time(maya: User) -> None:
    watch = watched(HIGH, author=maya)

    flag = Flag.objects.get()
    assert watch.flag_id == flag.pk
    assert watch.level >= 3
    assert watch.hold
    assert watch.show_help
    assert (flag.state, flag.author, flag.place) == (FlagState.OPEN, maya, "Room: After a loss")
    assert (flag.excerpt, flag.held, flag.level) == (HIGH, True, watch.level)
    assert flag.due_at == NOON + ladder.rung(watch.level).ack_within
    assert flag.rules_version


def test_reasons_name_rules_and_places_but_no_words(maya: User) -> None:
    flag = flagged(maya)

    reason = flag.reasons[0]
    assert sorted(reason) == ["end", "kind", "level", "rule", "scope", "start"]
    assert "kill myself" in HIGH[reason["start"] : reason["end"]]
    assert flag.kinds == list(detection.screen(HIGH).assessment.kinds)


def test_a_lower_level_shows_help_and_holds_nothing(maya: User) -> None:
    watch = watched(LOW, author=maya)

    assert (watch.show_help, watch.hold) == (True, False)


def test_the_same_text_of_the_same_message_is_one_flag(maya: User) -> None:
    first = watched(HIGH, author=maya)
    again = watched(HIGH, author=maya, now=NOON + timedelta(hours=1))

    assert first.flag_id == again.flag_id
    assert Flag.objects.get().raised_at == NOON


def test_an_edited_text_is_looked_at_again(maya: User) -> None:
    watched(LOW, author=maya)
    watched(HIGH, author=maya)

    assert Flag.objects.count() == 2


def test_a_text_that_is_rolled_back_leaves_no_flag(maya: User) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        actions.watch(HIGH, author=maya, subject=SubjectRef("t", "1"), place="", now=NOON)
        raise Stop

    assert not Flag.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_watching_outside_a_transaction_is_refused(maya: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.watch(CALM, author=maya, subject=SubjectRef("t", "1"), place="", now=NOON)


def test_a_text_that_the_rules_cannot_read_goes_to_a_person(
    maya: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str, **off: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(detection, "screen", broken)

    watch = watched(CALM, author=maya)

    flag = Flag.objects.get()
    assert (watch.level, flag.level, flag.kinds) == (1, 1, [actions.UNSCREENED])
    assert CALM not in caplog.text


def test_a_long_text_keeps_the_part_that_was_flagged(maya: User) -> None:
    flag = flagged(maya, text="We walked by the sea. " * 400 + HIGH)

    assert len(flag.excerpt) == EXCERPT
    reason = flag.reasons[0]
    assert "kill myself" in flag.excerpt[reason["start"] : reason["end"]]


def test_moderators_are_told_at_once_from_level_three(maya: User, ines: User, ade: User) -> None:
    watched(LOW, author=maya, subject_id="1")
    flag = flagged(maya, text=LOW, subject_id="2")
    actions.raise_level(flag, by=ade, level=3, now=NOON)

    notice = Notice.objects.get()
    assert (notice.person_id, notice.kind, notice.due_at) == (ines.pk, "safety.flag_urgent", NOON)
    assert notice.url == f"/queue/{flag.pk}/"
    assert notice.context == {}


def test_raising_is_written_down_in_the_audit(maya: User) -> None:
    flag = flagged(maya)

    entry = Entry.objects.get(verb="safety.flag_raised")
    assert (entry.subject_id, entry.actor_id) == (str(flag.pk), None)
    assert entry.details == {"level": flag.level}


QUIET = "I looked at the pills for a long time and my suicidal thoughts and the gun"


def test_words_like_those_of_people_in_danger_come_before_a_person_though_no_rule_spoke(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Assessment(0, (), (), "rules")
    monkeypatch.setattr(detection, "assess_read", lambda *_, **_off: nothing)

    watch = watched(QUIET, author=maya)

    flag = Flag.objects.get()
    assert (watch.level, watch.show_help, watch.hold) == (1, True, False)
    assert (flag.level, flag.kinds) == (1, ["suicide"])
    assert [reason["rule"] for reason in flag.reasons] == ["words.suicide"]
    bounds, words = detection.thresholds().version, weights().version
    assert flag.rules_version == f"rules at-{bounds} words-{words}"


def test_without_weights_the_rules_go_on_and_the_flag_says_so(
    maya: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone() -> None:
        raise BadWeights("the checksum is another one")

    detection.usable.cache_clear()
    monkeypatch.setattr(detection, "weights", gone)

    watch = watched(HIGH, author=maya)
    watched(CALM, author=maya)

    detection.usable.cache_clear()
    flag = Flag.objects.get()
    assert (watch.level >= 3, flag.rules_version.endswith(" words-none")) == (True, True)
    assert caplog.text.count("word weights: BadWeights") == 1
