"""Asking the guide on shift: who reads it, who answers, and that nobody is left waiting."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from peerhub.accounts import blocking
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from rooms.guide import actions
from rooms.guide.actions import NotNow
from rooms.guide.handlers import asks_that_wait
from rooms.guide.models import GuideAsk, GuideLine
from rooms.guide.reading import outlook_for, own, page_of, work_of
from rooms.letters.actions import Closed, SlowDown
from rooms.roster.models import Shift
from safety.flags import actions as flags
from safety.flags.models import Flag, Report
from safety.flags.states import Reason
from safety.subjects import SubjectRef, adapter_for
from tests.cast import NOON
from tests.rooms.feed.conftest import on_shift as on_shift
from tests.rooms.letters.conftest import DANGER
from tests.safety.rota.acts import planned
from tests.together import all_gave

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WORDS = "How do I tell my sister?"
data = pytest.mark.django_db


def asks(by, words=WORDS, now=NOON, **given):
    given.setdefault("client_id", uuid4())
    return actions.ask_guide(words, by=by, now=now, **given)


def says(by, words, now=NOON):
    return actions.write(GuideAsk.objects.get(), words, client_id=uuid4(), by=by, now=now)


def takes(by, now=NOON):
    return actions.take(GuideAsk.objects.get(), by=by, now=now)


def leaves(person):
    Shift.objects.filter(host=person).update(ended=True)


def found(person, now=NOON):
    """How many wait for a person that they could take."""
    return len(work_of(person, now=now).free)


def shown(reader, now=NOON):
    return [
        line.words or line.gone for line in page_of(GuideAsk.objects.get(), reader, now=now).lines
    ]


def told(kind):
    rows = Notice.objects.filter(kind=f"rooms.guide_{kind}", cancelled_at=None)
    return list(rows.order_by("pk").values_list("person__handle", flat=True))


@data
def test_the_guide_on_shift_takes_it_answers_and_is_named_only_then(maya, sam, noor, on_shift):
    on_shift(sam)
    asks(maya)
    assert (told("waits"), found(sam), found(maya)) == (["Sam"], 1, 0)
    takes(sam)
    ask = GuideAsk.objects.get()
    assert (page_of(ask, maya, now=NOON).other, shown(sam)) == ("The guide on shift", [WORDS])

    says(sam, "Slowly is fine.")
    ask.refresh_from_db()
    page = page_of(ask, maya, now=NOON)
    assert (page.other, shown(maya)) == ("Sam", [WORDS, "Slowly is fine."])
    assert (told("answered"), asks_that_wait(sam, NOON)) == (["Maya"], 0)
    says(sam, "And once more.")
    assert told("answered") == ["Maya"]  # once until she has looked
    actions.look(ask, by=maya, upto=3, now=NOON)
    says(sam, "Still here.")
    assert told("answered") == ["Maya"]
    says(maya, "Thank you.")
    assert (told("waits"), asks_that_wait(sam, NOON)) == (["Sam"], 1)
    assert own(noor, ask.public_id, now=NOON) is None


@data
def test_two_presses_are_one_ask_and_what_is_written_stays_as_it_is(maya):
    key = uuid4()
    assert asks(maya, client_id=key).line == asks(maya, client_id=key).line
    asks(maya, "And another thing.")
    assert (GuideAsk.objects.count(), shown(maya)) == (1, [WORDS, "And another thing."])
    for change in ({"at": NOON + DAY}, {"sealed": b"other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            GuideLine.objects.update(**change)


@data
def test_a_new_account_begins_three_a_day_and_danger_is_heard_all_the_same(maya):
    for _ in range(3):
        actions.end(asks(maya).line.ask, by=maya, now=NOON)
    with pytest.raises(SlowDown):
        asks(maya)
    assert asks(maya, DANGER).line.held


@data
def test_a_cry_for_help_opens_a_case_and_reaches_the_guide_when_a_person_has_read_it(
    maya, sam, on_shift
):
    on_shift(sam)
    written = asks(maya, DANGER)
    assert (written.show_help, written.line.held, Flag.objects.get().held) == (True, True, True)
    assert (found(sam), told("waits"), shown(maya)) == (0, [], [DANGER])
    adapter_for(actions.SUBJECT).release(str(written.line.public_id), NOON + HOUR)
    assert (found(sam), told("waits")) == (1, ["Sam"])
    assert GuideAsk.objects.get().waits_since == NOON  # she has waited since she wrote
    takes(sam)
    assert shown(sam) == [DANGER]


@data
def test_where_no_guide_is_on_shift_the_moderator_on_duty_answers(maya, ines, ade, sam):
    assert not outlook_for(maya, now=NOON).is_anyone_there
    planned(ines, NOON, NOON + 8 * HOUR, by=ade, now=NOON - DAY)
    assert outlook_for(maya, now=NOON).is_anyone_there
    asks(maya)
    assert (told("waits"), found(ines), found(sam)) == (["Ines"], 1, 0)
    takes(ines)


@data
def test_whoever_leaves_without_an_answer_leaves_it_to_the_next(maya, sam, person, on_shift):
    robin = person("Robin", Role.SPECIALIST)
    on_shift(sam)
    asks(maya)
    takes(sam)
    on_shift(robin)
    later = NOON + 20 * MINUTE
    assert found(robin, later) == 0
    with pytest.raises(NotNow):
        takes(robin, later)
    leaves(sam)
    assert (actions.look_after(now=later), told("waits")) == (1, ["Robin"])
    assert found(robin, later) == 1
    takes(robin, later)
    assert own(sam, GuideAsk.objects.get().public_id, now=later) is None
    with pytest.raises(Closed):
        says(sam, "Too late.", later)


@data
def test_after_two_hours_moderators_see_it_and_are_told_once(maya, sam, ines, on_shift):
    on_shift(sam)
    asks(maya)
    takes(sam)
    early, late = NOON + 2 * HOUR - MINUTE, NOON + 2 * HOUR
    actions.look_after(now=early)
    assert (found(ines, early), told("late")) == (0, [])
    for _ in range(2):
        actions.look_after(now=late)
    assert (found(ines, late), told("late")) == (1, ["Ines"])
    takes(ines, late)
    says(ines, "I am here now.", late)
    assert (told("late"), shown(maya)) == ([], [WORDS, "I am here now."])


@data
@pytest.mark.parametrize("who", ["member", "guide"])
def test_after_a_block_the_next_guide_answers(who, maya, sam, person, on_shift):
    on_shift(sam)
    asks(maya)
    takes(sam)
    says(sam, "Hello Maya.")
    robin = person("Robin", Role.SPECIALIST)
    on_shift(robin)
    by, whom = (maya, sam) if who == "member" else (sam, maya)
    blocking.block(whom, by=by, now=NOON)
    assert (found(sam), found(robin), told("waits")[-1]) == (0, 1, "Robin")
    with pytest.raises(NotNow):
        takes(sam)
    with pytest.raises(Closed):
        says(sam, "Hello again.")
    leaves(robin)
    there = outlook_for(maya, now=NOON).is_anyone_there
    assert there == (who == "guide")  # who blocked her, she does not learn


@data
def test_handed_on_it_waits_as_long_as_it_did_and_no_guide_ends_it_unanswered(maya, sam, on_shift):
    on_shift(sam)
    ask = asks(maya).line.ask
    takes(sam)
    with pytest.raises(NotNow):
        actions.end(ask, by=sam, now=NOON)
    actions.hand_on(ask, by=sam, now=NOON + HOUR)
    assert (found(sam), GuideAsk.objects.get().waits_since) == (1, NOON)
    actions.end(ask, by=maya, now=NOON + HOUR)
    assert found(sam) == 0
    with pytest.raises(Closed):
        says(maya, "One more.")


@data
def test_old_and_deleted_words_are_emptied_and_a_new_key_seals_the_rest(maya, settings):
    line = asks(maya).line
    asks(maya, "Stays.")
    settings.TEXT_KEYS = ["another key", *settings.TEXT_KEYS]
    assert (actions.seal_anew(), actions.seal_anew()) == (2, 0)
    actions.delete(line.ask, line.public_id, by=maya, now=NOON)
    assert [actions.empty_old(now=NOON + days * DAY) for days in (30, 31, 731)] == [0, 1, 1]


@data
def test_safety_sees_no_name_and_hides_and_each_reports_the_other(maya, sam, ines, on_shift):
    on_shift(sam)
    asks(maya)
    takes(sam)
    line = says(sam, "Something unkind.").line
    made = flags.report(
        SubjectRef(actions.SUBJECT, str(line.public_id)),
        flags.Worry(Reason.UNKIND),
        by=maya,
        now=NOON,
    )
    adapter = adapter_for(actions.SUBJECT)
    who = [each.who for each in adapter.context(str(line.public_id))]
    assert (made.flag.author, who) == (sam, ["Who asked", "A guide"])
    assert adapter.others(str(line.public_id)) == [maya.pk]
    adapter.hide(str(line.public_id), ines.pk, NOON)
    assert shown(maya) == [WORDS, "hidden"]
    adapter.show(str(line.public_id), ines.pk, NOON)
    assert shown(maya) == [WORDS, "Something unkind."]


@data
def test_the_form_says_who_is_there_keeps_the_words_and_hears_them(maya, client_of, on_shift, sam):
    hers = client_of(maya)
    page = hers.get("/guide/").content.decode()
    assert ("Nobody is on shift right now" in page, "988" in page) == (True, True)
    on_shift(sam)
    assert "Somebody is on shift now" in hers.get("/guide/").content.decode()
    assert hers.post("/guide/", {"words": " "}).status_code == 422
    long = f"{DANGER} {'x' * 2000}"
    answer = hers.post("/guide/", {"words": long})
    page = answer.content.decode()
    assert (answer.status_code, long in page, "988" in page) == (422, True, True)
    assert Flag.objects.get().place == actions.UNSENT_PLACE
    sent = {"words": WORDS, "client_id": str(uuid4())}
    assert [hers.post("/guide/", sent).status_code for _ in range(2)] == [302, 302]
    assert hers.get("/guide/").url == GuideAsk.objects.get().get_absolute_url()


@data
def test_a_stranger_finds_nothing_and_a_guide_no_words_before_they_take_it(
    maya, sam, noor, client_of, on_shift
):
    on_shift(sam)
    line, his = asks(maya, now=timezone.now()).line, client_of(sam)
    here, theirs = line.ask.get_absolute_url(), client_of(noor)
    for path in (here, f"{here}{line.public_id}/", "/asks/"):
        assert [getattr(theirs, how)(path).status_code for how in ("get", "post")] == [404, 404]
    waiting = his.get("/asks/").content.decode()
    assert (WORDS in waiting, "Maya" in waiting, "Take it" in waiting) == (False, False, True)
    assert his.get(here).status_code == 404
    assert his.post("/asks/", {"ask": str(line.ask.public_id)}).url == here
    assert WORDS in his.get(here).content.decode()


@data
def test_the_two_answer_report_delete_and_end_it(maya, sam, client_of, on_shift):
    on_shift(sam)
    hers, mine = client_of(maya), asks(maya, now=timezone.now()).line
    here = takes(sam, timezone.now()).get_absolute_url()
    client_of(sam).post(here, {"words": "Slowly is fine.", "client_id": str(uuid4())})
    page = hers.get(here).content.decode()
    assert ("Slowly is fine." in page, "You and Sam" in page) == (True, True)
    hers.post(f"{here}{GuideLine.objects.get(author=sam).public_id}/", {"reason": "unkind"})
    assert Report.objects.get().snapshot == "Slowly is fine."
    hers.post(f"{here}{mine.public_id}/")
    assert "This was deleted." in hers.get(here).content.decode()
    hers.post(here, {"act": "end"})
    answer = hers.post(here, {"words": DANGER})
    page = answer.content.decode()
    assert (answer.status_code, DANGER in page, "988" in page) == (409, True, True)
    assert "What you asked before" in hers.get("/guide/").content.decode()
    assert own(sam, mine.ask.public_id, now=timezone.now() + 29 * DAY) == mine.ask
    assert own(sam, mine.ask.public_id, now=timezone.now() + 31 * DAY) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_guides_at_once_one_gets_it(maya, sam, person, on_shift):
    robin = person("Robin", Role.SPECIALIST)
    on_shift(sam)
    on_shift(robin)
    ask = asks(maya).line.ask

    def tries(by):
        try:
            return bool(actions.take(ask, by=by, now=NOON))
        except NotNow:
            return False

    assert sorted(all_gave(lambda: tries(sam), lambda: tries(robin))) == [False, True]


@data
def test_an_answer_let_out_late_is_none_to_what_the_member_wrote_meanwhile(on_shift, maya, sam):
    on_shift(sam)
    asks(maya)
    takes(sam)
    says(sam, DANGER, NOON + MINUTE)
    says(maya, "Are you there?", NOON + 2 * MINUTE)
    held = GuideLine.objects.get(author=sam)
    assert held.seq is None

    actions.let_out(held, now=NOON + HOUR)
    assert GuideAsk.objects.get().waits_since == NOON  # it waits as long as it did


@data
def test_a_guide_cannot_end_it_while_a_person_reads_what_the_member_wrote(on_shift, maya, sam):
    on_shift(sam)
    asks(maya)
    takes(sam)
    says(sam, "Say it as it is.", NOON + MINUTE)
    says(maya, DANGER, NOON + 2 * MINUTE)
    with pytest.raises(NotNow):
        actions.end(GuideAsk.objects.get(), by=sam, now=NOON + 3 * MINUTE)

    actions.let_out(GuideLine.objects.latest("pk"), now=NOON + HOUR)
    assert GuideAsk.objects.get().waits_since == NOON + 2 * MINUTE
    assert shown(sam, NOON + HOUR)[-1] == DANGER
