"""The demo world is built with the real actions, once, and never among real people."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.demo.cast import MAYA, SAM, Player
from peerhub.topics import actions as topics
from rooms.live.models import Room
from rooms.roster.models import Shift
from safety.flags import folding
from safety.flags.models import Flag
from safety.flags.states import FlagState
from safety.handover.models import Handover
from safety.referrals.models import FollowUp, Referral
from safety.rota.models import Shift as OnCall
from safety.talk.models import Talk
from sessions.checkins.models import DayCheckIn
from sessions.earnings.models import Statement
from sessions.heavy_days.models import HardDay
from sessions.insurance.collecting import coming_to_billing, look_at
from sessions.insurance.models import Coverage
from sessions.on_now.models import OnNow
from sessions.organisations.models import Belonging, FigureRow
from sessions.prices.models import OwnShare
from sessions.threads.models import Thread
from sessions.threads.reading import count_new
from sessions.waiting.models import Wait
from sessions.wellness.models import Goal, PlanItemShare, Suggestion
from tests.conftest import Person

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> Counter[str]:
    return Counter(
        {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    )


def hosted() -> set[str]:
    """The names of the rooms in which somebody is on shift."""
    current = Shift.objects.current(now=timezone.now()).select_related("room")
    return {shift.room.name for shift in current}


def new_to(player: Player) -> int:
    """In how many conversations something new waits for somebody of the cast."""
    return count_new(User.objects.get(handle=player.handle))


def referrals_that_stopped() -> list[str]:
    """Why a supervisor of the demo looks at referrals."""
    return sorted(Referral.objects.stuck().values_list("stuck", flat=True))


def questions_to(player: Player) -> int:
    """How many questions about referrals somebody of the cast was asked, and did not answer."""
    person = User.objects.get(handle=player.handle)
    asked = FollowUp.objects.to_answer().filter(
        referral__member=person, asked__sent_at__isnull=False
    )
    return asked.count()


def hosts_after_being_off() -> set[str]:
    """Switched off for two hours, the demo comes back: the rooms that are hosted at once."""
    Shift.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    assert hosted() == set()
    with override_settings(DEMO=True):
        call_command("set_up", verbosity=0)
    return hosted()


def who_waits() -> tuple[list[tuple[bool, bool]], list[str]]:
    """For each wait for a time: whether it is Maya's, and whether it is for Sam; and who is on."""
    on = OnNow.objects.current(now=timezone.now()).select_related("profile__person")
    waits = Wait.objects.open().values_list("member__handle", "profile__person__handle")
    found = sorted((who == MAYA.handle, whom == SAM.handle) for who, whom in waits)
    return found, [each.profile.name for each in on]


def who_knows_of_a_day() -> tuple[str, str]:
    """The member of the one day that may be hard, and with whom it is shared."""
    day = HardDay.objects.get()
    return day.member.handle, day.share.person.handle


def what_a_plan_may_pay() -> list[tuple[str, list[str]]]:
    """For each session under somebody's plan: whose, and what stops it from being billed."""
    now = timezone.now()
    return [
        (coverage.member.handle, [each.key for each in look_at(coverage, booking, now=now).stops])
        for coverage in Coverage.objects.select_related("member")
        for _, booking in coming_to_billing(coverage, now=now)
    ]


def _sessions() -> None:
    """What people in the demo have around their sessions."""
    # A day that may be hard for Maya comes, of which Sam may know.
    assert who_knows_of_a_day() == (MAYA.handle, SAM.handle)
    assert DayCheckIn.objects.filter(member__handle=MAYA.handle).count() == 25
    # She works towards two things; Sam reads one with two steps, and suggests something.
    assert Goal.objects.count() == 2
    shares = PlanItemShare.objects.values_list("item__kind", "person__handle")
    assert Counter(shares) == {("goal", SAM.handle): 1, ("step", SAM.handle): 2}
    assert [each.member.handle for each in Suggestion.objects.waiting()] == [MAYA.handle]
    # A college pays for her place; of its last group, three people, nothing is shown.
    groups = FigureRow.objects.values_list("cohort__name", flat=True)
    assert (Belonging.objects.count(), set(groups)) == (41, {"2029", "2030"})
    # Sam asks nothing and is paid all the same, a month of his is closed; Maya pays half of prices.
    assert Statement.objects.filter(specialist__person__handle=SAM.handle).exists()
    assert SpecialistProfile.objects.get(person__handle=SAM.handle).price_cents is None
    assert list(OwnShare.objects.values_list("member__handle", "percent")) == [(MAYA.handle, 50)]
    # A plan may pay for hers: one session is ready, one was by text, and nobody said when it was.
    missing = ["times", "where", "text"]
    assert what_a_plan_may_pay() == [(MAYA.handle, []), (MAYA.handle, missing)]
    # What the commit set off looked from the past; the pages must not say "no free time".
    free = SpecialistProfile.objects.filter(next_open_slot_at__gt=timezone.now())
    assert free.count() == 30
    assert who_waits() == ([(False, True), (False, True), (True, False)], [SAM.handle])
    # Sam wrote to Maya and she has not read it; he has not read what somebody else wrote.
    assert (new_to(MAYA), new_to(SAM), Thread.objects.count()) == (1, 1, 3)


def test_seeding_twice_is_seeding_once_and_who_was_away_is_back_at_once() -> None:
    topics.sync(now=timezone.now())
    with override_settings(DEMO=True):
        call_command("seed_demo", verbosity=0)
        once = rows()
        call_command("seed_demo", verbosity=0)

    assert rows() == once
    # A hundred members, Noor, who is new here, a clinician who waits to be checked, and Tess, who
    # looks after places.
    specialists = User.objects.holding(Role.SPECIALIST).count()
    only_members = User.objects.filter(role_grants__role=Role.MEMBER).exclude(
        role_grants__role__in=set(Role) - {Role.MEMBER}
    )
    assert (specialists, only_members.distinct().count(), Room.objects.count()) == (32, 103, 10)
    assert {flag.state for flag in Flag.objects.all()} == {FlagState.OPEN, FlagState.RESOLVED}
    _sessions()
    # Maya is asked how it went; a supervisor sees what nobody passed on, and what nobody answered.
    assert questions_to(MAYA) == 1
    assert referrals_that_stopped() == ["no_answer", "not_sent"]
    # Our team wrote to Maya, and she answered; seven cases wait, two of them by one mask, one
    # because somebody asked for a person, one beside a story that waits for a reader, one with the
    # first post of somebody on the wall.
    talk = Talk.objects.get()
    assert (talk.member.handle, talk.lines.count()) == (MAYA.handle, 3)
    assert len(folding.fold(Flag.objects.waiting().slips(now=timezone.now()))) == 6
    assert Flag.objects.waiting().count() == 7
    beside = Flag.objects.waiting().get(subject_kind="matching.story")
    assert (beside.author.handle, beside.level) == ("Salma", 1)
    # Who was new waited for Ines in one room, and somebody waits on the wall.
    first = Flag.objects.filter(kinds__contains=["first_post"])
    assert {(flag.place, flag.state, flag.held) for flag in first} == {
        ("Room: Men who were hurt", FlagState.RESOLVED, False),
        ("The wall", FlagState.OPEN, True),
    }
    # Of two weeks on call one shift is open, the one that runs, and a hand-over waits for it.
    now = timezone.now()
    open_shifts = OnCall.objects.open().touching(now, now + timedelta(days=14))
    assert [shift.starts_at <= now for shift in open_shifts] == [True]
    last = Handover.objects.order_by("-shift__ends_at").first()
    assert last is not None
    assert last.lines.exclude(done="").count() == 2
    assert not last.reads.exists()
    assert hosts_after_being_off() >= {"Nights", "Just here"}


def test_it_is_never_built_where_it_is_not_the_demo() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)

    assert not User.objects.exists()


def test_it_is_never_built_among_real_people(person: Person) -> None:
    someone = person("Quiet Heron 27")

    with override_settings(DEMO=True), pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)

    assert list(User.objects.all()) == [someone]
    assert not User.objects.filter(handle=MAYA.handle).exists()
