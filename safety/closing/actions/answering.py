"""The person's own part: how they want to be asked, and what they answer."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.closing import notices, rules
from safety.closing.actions.climbing import hasten
from safety.closing.models import CheckIn, CheckInWish
from safety.closing.states import Answer, CheckInResult, WishWay, Words
from safety.flags.models import Flag
from safety.flags.states import Act


class TooLate(DomainError):
    """Nobody is asking any more."""

    code = "too_late"


@transaction.atomic
def wish(person: User, *, way: WishWay, words: Words, now: datetime) -> CheckInWish:
    """Keep where and in which words a person wants to be asked; it can be changed at any time."""
    kept, _ = CheckInWish.objects.update_or_create(
        person=person, defaults={"way": way, "words": words, "set_at": now}
    )
    record(Verb.CHECK_IN_WISHED, by=person, on=kept, way=kept.way)
    return kept


@transaction.atomic
def answer(check_in: CheckIn, said: Answer, *, now: datetime) -> CheckIn:
    """The person answers; a wish to talk is told to the team at once.

    Who wants no more questions gets no more messages. Below level 3 the check-ins end with that;
    from level 3 on a person from the team decides what follows.

    Raises:
        TooLate: it is closed, or was answered before.
    """
    flag = Flag.objects.select_for_update(of=("self",)).get(pk=check_in.flag_id)
    check_in = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
    if check_in.closed_at is not None or check_in.answer:
        raise TooLate("Thank you. This one has been answered already.")
    check_in.answered_at, check_in.answer = now, said
    check_in.save(update_fields=["answered_at", "answer"])
    record(Verb.CHECK_IN_ANSWERED, by=flag.author, on=check_in, answer=said.value)
    if said == Answer.TALK:
        notices.tell_that_they_want_to_talk(check_in, now=now)
        hasten(check_in, now=now)
    if said == Answer.NO_MORE:
        _no_more(flag, now=now)
    return check_in


def _no_more(flag: Flag, *, now: datetime) -> None:
    kept = CheckInWish.of(flag.author)
    wish(flag.author, way=WishWay.NOT, words=Words(kept.words), now=now)
    if flag.level >= rules.ASSESS_FROM:
        return
    ended = flag.check_ins.pending().update(
        closed_at=now, closed_by=flag.author, result=CheckInResult.DECLINED
    )
    flag.write(Act.CHECKED_IN, by=None, now=now, detail=CheckInResult.DECLINED)
    record(Verb.CHECK_INS_CALLED_OFF, by=flag.author, on=flag, ended=ended)
