from datetime import UTC, date, datetime, timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.flags.ladder import HOLD_FROM
from safety.flags.models import Flag
from safety.referrals import actions
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Outcome, ReferralState, Share
from tests.cast import NOON
from tests.safety.referrals.acts import CONTACT, WISH, drafted, due, sent, shared
from tests.together import all_gave

LATER = NOON + timedelta(days=15)


def test_a_draft_is_the_members_alone(maya: User) -> None:
    referral = drafted(maya)

    assert referral.state == ReferralState.DRAFTED
    assert not Referral.objects.seen_by_staff().exists()


def test_the_words_of_a_draft_are_screened(maya: User) -> None:
    drafted(maya, wish="I am going to kill myself.")

    flag = Flag.objects.get()
    assert (flag.author, flag.subject_kind, flag.place) == (maya, "safety.referral", "A referral")
    assert (flag.level >= HOLD_FROM, flag.held) == (True, False), "a draft is nobody else's anyway"


def test_every_text_of_a_draft_is_screened(maya: User) -> None:
    for field in ("wish", "to_whom", "contact"):
        drafted(maya, **{field: "I am going to kill myself."})

    assert Flag.objects.count() == 3


def test_a_yes_keeps_its_moment_its_words_and_its_fields(maya: User) -> None:
    referral = shared(maya)

    assert (referral.state, referral.consent_at) == (ReferralState.CONSENTED, NOON)
    assert referral.consent_version == actions.CONSENT_VERSION
    assert referral.fields_shared == [Share.REASON, Share.WISH]


def test_staff_see_only_what_was_ticked(maya: User, ines: User) -> None:
    seen = actions.read(shared(maya), by=ines, now=NOON)

    words = [words for _, words in seen]
    assert words == ["Help with something that happened", WISH]
    assert CONTACT not in words
    assert Entry.objects.get(verb="safety.referral_read").actor_id == ines.pk


def test_a_yes_is_said_once(maya: User) -> None:
    referral = shared(maya)

    with pytest.raises(actions.TooLate):
        actions.consent(referral, by=maya, now=NOON)


def test_a_yes_can_be_taken_back_until_it_is_sent(maya: User) -> None:
    referral = shared(maya)

    actions.withdraw(referral, by=maya, now=NOON)

    assert (referral.state, referral.withdrawn_at) == (ReferralState.WITHDRAWN, NOON)
    assert not Referral.objects.seen_by_staff().exists()


def test_what_was_taken_back_is_never_sent(maya: User, ines: User) -> None:
    referral = shared(maya)
    as_ines_read_it = Referral.objects.get(pk=referral.pk)
    actions.withdraw(referral, by=maya, now=NOON)

    with pytest.raises(actions.TooLate):
        actions.mark_sent(as_ines_read_it, by=ines, now=NOON)
    assert list(FollowUp.objects.waiting()) == []


def test_before_its_day_nothing_happens(maya: User, ines: User) -> None:
    sent(maya, ines)

    assert actions.open_due_follow_ups(now=NOON + timedelta(days=2)) == 0


def test_on_its_day_it_becomes_a_task_and_a_question(maya: User, ines: User) -> None:
    follow_up = due(maya, ines, now=LATER)

    assert list(FollowUp.objects.to_do()) == [follow_up]
    notice = Notice.objects.get()
    assert (notice.person_id, notice.kind) == (maya.pk, "safety.referral_question")
    assert notice.url == f"/referrals/{follow_up.referral.public_id}/answer/"
    assert notice.context == {}
    assert follow_up.asked == notice


def test_run_again_it_asks_no_second_time(maya: User, ines: User) -> None:
    due(maya, ines, now=LATER)

    assert actions.open_due_follow_ups(now=LATER) == 0
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_pollers_open_each_follow_up_once(maya: User, ines: User) -> None:
    for _ in range(6):
        sent(maya, ines)
    opened = all_gave(*[lambda: actions.open_due_follow_ups(now=LATER)] * 3)

    assert sum(opened) == 6
    assert Notice.objects.count() == 6


def test_the_members_answer_is_kept_once(maya: User, ines: User) -> None:
    referral = due(maya, ines, now=LATER).referral

    follow_up = actions.answer(referral, by=maya, outcome=Outcome.CONNECTED, now=LATER)

    assert (follow_up.answer, follow_up.answered_at) == ("connected", LATER)
    assert referral.state == ReferralState.CONNECTED
    with pytest.raises(actions.TooLate):
        actions.answer(referral, by=maya, outcome=Outcome.OTHER, now=LATER)


def test_a_moderator_writes_it_down_and_it_is_closed(maya: User, ines: User) -> None:
    follow_up = due(maya, ines, now=LATER)

    again = actions.close(follow_up, by=ines, outcome=Outcome.CONNECTED, now=LATER)

    follow_up.refresh_from_db()
    referral = Referral.objects.get()
    assert again is None
    assert (follow_up.outcome, follow_up.closed_by) == ("connected", ines)
    assert (referral.state, referral.closed_by) == (ReferralState.CLOSED, ines)


def test_on_a_waiting_list_somebody_asks_again(maya: User, ines: User) -> None:
    follow_up = due(maya, ines, now=LATER)

    again = actions.close(
        follow_up, by=ines, outcome=Outcome.WAITLISTED, again_on=date(2027, 1, 4), now=LATER
    )

    assert again is not None
    assert Referral.objects.get().state == ReferralState.SENT
    assert actions.open_due_follow_ups(now=datetime(2027, 1, 5, tzinfo=UTC)) == 1
    assert Notice.objects.count() == 2


def test_nobody_closes_it_twice(maya: User, ines: User) -> None:
    follow_up = due(maya, ines, now=LATER)
    actions.close(follow_up, by=ines, outcome=Outcome.CONNECTED, now=LATER)

    with pytest.raises(actions.TooLate):
        actions.close(follow_up, by=ines, outcome=Outcome.OTHER, now=LATER)


def test_every_step_is_written_down_without_words(maya: User, ines: User) -> None:
    referral = due(maya, ines, now=LATER).referral
    actions.answer(referral, by=maya, outcome=Outcome.CONNECTED, now=LATER)
    asked = FollowUp.objects.to_do().get()
    actions.close(asked, by=ines, outcome=Outcome.CONNECTED, now=LATER)

    entries = Entry.objects.filter(subject_kind="safety.referral").order_by("pk")
    assert [(entry.verb.removeprefix("safety.referral_"), entry.actor_id) for entry in entries] == [
        ("drafted", maya.pk),
        ("consented", maya.pk),
        ("sent", ines.pk),
        ("follow_up_opened", None),
        ("answered", maya.pk),
        ("outcome_recorded", ines.pk),
        ("closed", ines.pk),
    ]
    assert WISH not in str([entry.details for entry in entries])
