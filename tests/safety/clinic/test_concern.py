"""What a member ticks of a worry: that there was one, and nothing of what it was about."""

from datetime import timedelta

import pytest

from peerhub.notifications.models import Notice
from safety.closing import actions as closing
from safety.closing.states import About
from safety.flags import actions as flags
from safety.flags.shared import CONCERN
from safety.flags.states import Outcome
from safety.sharing import actions as sharing
from tests.cast import NOON
from tests.safety.clinic.acts import checked, said_yes, ticked
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import flagged

pytestmark = pytest.mark.django_db
CUT = "I cut myself last night."
LATER = NOON + timedelta(hours=1)
CHANGED = "safety.sharing_changed"


@pytest.fixture
def shared(maya, osei, ade):
    checked(osei, by=ade)
    said_yes(maya, osei)
    return ticked(maya, osei, [CONCERN.key])


@pytest.fixture
def case(maya, ines):
    return flags.claim(flagged(maya, text=CUT), by=ines, now=NOON)


def said(shared, *, after=timedelta(hours=2)):
    document = sharing.document_for(shared, now=NOON + after)
    return [line for section in document.sections for line in section.lines]


def told():
    return list(Notice.objects.filter(kind=CHANGED).values_list("person__handle", "url"))


def test_what_a_person_found_to_be_danger_is_told_by_its_day_alone(
    shared, case, ines, osei, django_capture_on_commit_callbacks
):
    assert said(shared) == ["Not in the last 30 days."]  # nobody has looked so far
    looked_after(case, ines)
    with django_capture_on_commit_callbacks(execute=True):
        flags.resolve(case, by=ines, outcome=Outcome.REACHED, now=LATER)

    (line,) = said(shared)

    assert line.startswith("Yes, last on ")
    assert "cut" not in line
    assert told() == [(osei.handle, f"/sharing/for-me/{shared.public_id}/")]
    assert said(shared, after=timedelta(days=31)) == ["Not in the last 30 days."]


def test_a_false_alarm_is_told_nobody(shared, case, ines, ade, django_capture_on_commit_callbacks):
    closing.agree(case, About.NO_DANGER, words="A song, yes.", by=ade, now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        flags.resolve(
            case, by=ines, outcome=Outcome.FALSE_ALARM, note="A line of a song.", now=LATER
        )

    assert said(shared) == ["Not in the last 30 days."]
    assert told() == []


def test_whoever_was_given_something_else_is_told_nothing(
    maya, osei, ade, case, ines, django_capture_on_commit_callbacks
):
    checked(osei, by=ade)
    said_yes(maya, osei)
    ticked(maya, osei, ["clinic.accepted"])
    looked_after(case, ines)
    with django_capture_on_commit_callbacks(execute=True):
        flags.resolve(case, by=ines, outcome=Outcome.REACHED, now=LATER)

    assert told() == []
