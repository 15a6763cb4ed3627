"""Looking at what was before with a person of a case: a look with a reason, which they can read."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import Pause, User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.flags import ladder, rows
from safety.flags.actions.holding import NotThisWay, mine, stay
from safety.flags.before import Before, Past, PastPause, roughly
from safety.flags.models import Flag, Report
from safety.flags.states import REPORT, Act, HistoryReason, Outcome, Whom

MOST = 50  # of each, the newest
WHY = {
    HistoryReason.WORSE: Why.WROTE,
    HistoryReason.FAIR: Why.WROTE,
    HistoryReason.DANGER: Why.DANGER,
}


@transaction.atomic
def look_back(flag: Flag, whom: Whom, reason: HistoryReason, *, by: User, now: datetime) -> Before:
    """Earlier cases and pauses of one person of a case.

    Args:
        flag: the case.
        whom: whose; the one who is reported only where somebody's words with a report are the case.
        reason: why it is needed.
        by: whoever is on the case.
        now: an aware instant.

    Raises:
        NotYours: this person has not taken the case.
        NotThisWay: nobody is reported in this case.
    """
    flag = mine(flag, by)
    person_id = _person(flag, whom)
    flag.write(Act.HISTORY, by=by, now=now, detail=f"{whom}:{reason}", words=reason.label)
    stay(flag, by, now=now)
    record(Verb.FLAG_HISTORY_READ, by=by, on=flag, whom=whom.value, reason=reason.value)
    disclose(to=by, about=person_id, what=What.HISTORY, why=WHY[reason], now=now)
    others = Flag.objects.filter(author=person_id).exclude(pk=flag.pk).order_by("-raised_at", "-pk")
    pauses = Pause.objects.filter(person=person_id).order_by("-set_at", "-pk")
    return Before(
        cases=[_past(other, flag, now=now) for other in others[:MOST]],
        pauses=[_past_pause(pause, now=now) for pause in pauses[:MOST]],
    )


def whoms(flag: Flag) -> list[Whom]:
    """Whose past a case can ask for."""
    return list(Whom) if flag.subject_kind == REPORT else [Whom.AUTHOR]


def _person(flag: Flag, whom: Whom) -> int:
    if whom not in whoms(flag):
        raise NotThisWay("Nobody is reported in this case.")
    if whom == Whom.AUTHOR:
        return flag.author_id
    return Report.objects.select_related("flag").get(pk=flag.subject_id).flag.author_id


def _past(other: Flag, flag: Flag, *, now: datetime) -> Past:
    is_same = bool(flag.strand) and other.strand == flag.strand
    return Past(
        level=other.level,
        name=ladder.rung(other.level).name,
        kinds=rows.kinds_in_words(other.kinds),
        when=roughly(other.raised_at, now=now),
        ended=Outcome(other.outcome).label if other.outcome else "",
        number=other.pk if is_same else None,
    )


def _past_pause(pause: Pause, *, now: datetime) -> PastPause:
    return PastPause(
        when=roughly(pause.set_at, now=now),
        lasted=rows.how_long((pause.lifted_at or pause.until) - pause.set_at),
        ended_early=pause.lifted_at is not None,
    )
