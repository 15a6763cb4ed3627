"""What is promised of a case follows what is done for the person."""

from datetime import timedelta

from peerhub.accounts.models import User
from safety.closing import actions
from safety.flags import actions as flags
from safety.flags import ladder
from safety.flags.models import Flag
from safety.flags.states import DeadlineKind, Outcome
from tests.cast import NOON
from tests.safety.closing.acts import looked_after, reached
from tests.safety.flags.texts import flagged

TEN = NOON + timedelta(minutes=10)


def pending(flag: Flag) -> dict[str, object]:
    return dict(flag.deadlines.pending().values_list("kind", "due_at"))


def test_who_is_reached_need_not_be_reached_again(maya: User, ines: User) -> None:
    flag = flags.claim(flagged(maya), by=ines, now=NOON)
    assert DeadlineKind.CONTACT in pending(flag)

    reached(flag, ines)

    assert DeadlineKind.CONTACT not in pending(flag)


def test_a_case_that_is_opened_again_is_promised_anew(maya: User, ines: User, ade: User) -> None:
    flag = flags.claim(flagged(maya), by=ines, now=NOON)
    looked_after(flag, ines, supervisor=ade)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=NOON)
    assert pending(flag) == {}

    flag = actions.reopen(flag, words="They wrote again.", by=ade, now=TEN)

    rung = ladder.rung(flag.level)
    assert rung.contact_within is not None
    assert pending(flag) == {
        DeadlineKind.ACK: TEN + rung.ack_within,
        DeadlineKind.CONTACT: TEN + rung.contact_within,
    }
