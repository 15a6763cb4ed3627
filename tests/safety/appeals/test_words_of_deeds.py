"""What the pages of deeds say stays true: when something ended, of a pause, and when words are gone."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from safety.appeals import actions
from safety.deeds.actions import Done, empty_old, tell
from safety.deeds.models import Deed
from safety.deeds.states import DeedKind, Outcome
from safety.subjects import SubjectRef
from tests.safety.appeals.test_appeals import ANSWER, WHY, ClientOf, now

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS, SAID = "The kettle sings.", "Take care of kettles."


def told(person: User, by: User, kind: DeedKind = DeedKind.HIDDEN, **more) -> Deed:
    done = Done(kind, SubjectRef("tests.words", str(kind)), WORDS, told=SAID, **more)
    deed = tell(person, done, by=by, now=now())
    assert deed is not None
    return deed


def test_a_pause_is_not_said_to_be_no_trouble_and_what_ended_is_over(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    muted = told(maya, ines, DeedKind.MUTED, until=now() + HOUR)
    paused = told(maya, ines, DeedKind.PAUSED, until=now() - HOUR)
    browser = client_of(maya)

    pages = [browser.get(deed.get_absolute_url()).content.decode() for deed in (muted, paused)]

    says = ("Nobody is in trouble", "It ends by itself", "It ended by itself")
    assert [[words in page for words in says] for page in pages] == [
        [True, True, False],
        [False, False, True],
    ]
    listed = browser.get("/decisions/").content.decode()
    assert [listed.count(words) for words in says[1:]] == [1, 1]


def test_all_words_are_gone_after_two_years_and_what_was_done_stays(
    maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    deed = told(maya, ines)
    actions.appeal(deed, WHY, by=maya, now=now())
    later = deed.at + 731 * DAY
    assert empty_old(now=later) == 0  # a second person has not looked at it yet
    actions.decide(deed, Outcome.UPHELD, ANSWER, by=ade, now=now())

    assert [empty_old(now=at) for at in (deed.at + 730 * DAY, later, later)] == [0, 1, 0]

    deed.refresh_from_db()
    assert (deed.quote, deed.told, deed.appeal, deed.answer) == ("",) * 4
    assert (deed.outcome, Entry.objects.filter(verb=Verb.DEED_EMPTIED.value).count()) == (
        "upheld",
        1,
    )
    page = client_of(maya).get(deed.get_absolute_url()).content.decode()
    assert "These words are gone. We keep them for two years." in page
