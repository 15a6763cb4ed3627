"""What people do with a case: claim, hand back, note, raise the level, let out, close.

Each act locks the row first, so that whoever lost a case meanwhile is told so.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety import subjects
from safety.deeds.states import DeedKind
from safety.flags import gates, notices
from safety.flags.actions import deeds
from safety.flags.actions.bounding import is_hidden
from safety.flags.actions.holding import (
    AlreadyTaken,
    NotThisWay,
    NotYet,
    locked,
    mine,
    stay,
)
from safety.flags.actions.promising import all_met, met, promise_again
from safety.flags.actions.raising import to_level
from safety.flags.events import FlagChanged
from safety.flags.models import Flag, FlagNote
from safety.flags.states import (
    CHOSEN_BY_HAND,
    PAUSE,
    Act,
    DeadlineKind,
    Fate,
    FlagState,
    Outcome,
)

UNCLAIMED: dict[str, Any] = {"claimed_at": None, "claimed_by": None, "claim_until": None}
NEEDS_CONTACT = 2  # from this level on a case closes only with what became of the person


@transaction.atomic
def claim(flag: Flag, *, by: User, now: datetime) -> Flag:
    """Take a case, for ten minutes at a time; of two people who try, one gets it.

    Raises:
        AlreadyTaken: somebody else is on it, or it is done.
        NotThisWay: it is about their own words, or about a pause that they set.
        NotYet: below the levels that call people, something comes first: a hand-over to read.
    """
    if flag.author_id == by.pk:
        raise NotThisWay(
            "These are your own words. Somebody else takes this, and is there for you."
        )
    if _is_about_own_pause(flag, by):
        raise NotThisWay("You set this pause. Somebody else looks at whether it was right.")
    if not flag.is_held_by(by.pk) and (first := gates.held_back(flag, by=by, now=now)):
        raise NotYet(first)
    if not flag.take(by.pk, now=now):
        if flag.is_held_by(by.pk):
            return flag
        if flag.claimed_by is not None:
            raise AlreadyTaken(f"{flag.claimed_by.handle} is already on this.")
        raise AlreadyTaken("This is already done.")
    met(flag, DeadlineKind.ACK, now=now)
    flag.write(Act.CLAIMED, by=by, now=now)
    record(Verb.FLAG_CLAIMED, by=by, on=flag, claims=flag.claims)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


@transaction.atomic
def release(flag: Flag, *, by: User, note: str = "", now: datetime) -> Flag:
    """Hand a case back, so that somebody else can take it.

    Raises:
        NotYours: this person has not taken it, or lost it meanwhile.
    """
    flag = mine(flag, by)
    flag.move_to(FlagState.OPEN, **UNCLAIMED)
    promise_again(flag)
    flag.write(Act.RELEASED, by=by, now=now, words=note)
    record(Verb.FLAG_RELEASED, by=by, on=flag)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


@transaction.atomic
def add_note(flag: Flag, *, by: User, words: str, now: datetime) -> FlagNote:
    """Write into the timeline; anybody who works the queue may."""
    flag = locked(flag)
    note = flag.write(Act.NOTED, by=by, now=now, words=words)
    stay(flag, by, now=now)
    record(Verb.FLAG_NOTED, by=by, on=flag, note=note.pk)
    return note


@transaction.atomic
def raise_level(flag: Flag, *, by: User, level: int, note: str = "", now: datetime) -> Flag:
    """Say that it is more urgent than it looked; the answer is due sooner, never later.

    Raises:
        NotThisWay: the level is not higher, or the case is done.
    """
    flag = locked(flag)
    if flag.state == FlagState.RESOLVED:
        raise NotThisWay("This is already done.")
    if level <= flag.level:
        raise NotThisWay("Choose a level above the one it has now.")
    stay(flag, by, now=now)
    to_level(flag, level, by=by, now=now, words=note)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


@transaction.atomic
def let_out(flag: Flag, *, by: User, now: datetime) -> Flag:
    """Let others see a message that was held until a person had read it.

    Raises:
        NotYours: this person has not taken the case.
        NotThisWay: nothing is held, or it was hidden meanwhile.
    """
    flag = mine(flag, by)
    if not flag.held:
        raise NotThisWay("Nothing is held back here.")
    if is_hidden(flag):
        raise NotThisWay("It was hidden from here. Show it again first.")
    if not flag.is_overtaken():
        subjects.adapter_for(flag.subject_kind).release(flag.subject_id, now)
    flag.held = False
    flag.save(update_fields=["held"])
    stay(flag, by, now=now)
    flag.write(Act.LET_OUT, by=by, now=now)
    record(Verb.FLAG_TEXT_LET_OUT, by=by, on=flag)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


@transaction.atomic
def resolve(
    flag: Flag,
    *,
    by: User,
    outcome: Outcome,
    note: str = "",
    fate: str = "",
    rule: str = "",
    now: datetime,
) -> Flag:
    """Close a case with what came of it.

    A text still held stays unseen: its owner and its author are told so.

    ``fate``: of a reported text; who told us of it hears of it once. ``rule``: the house rule that
    its author reads, where others do not see it any more.

    Raises:
        NotYours: this person has not taken it, or lost it meanwhile.
        NotThisWay: the level asks for a contact, a false alarm for its reason, or nobody chooses
            this outcome by hand.
        NotYet: from level 2 on, something has not been done yet for the person.
    """
    flag = mine(flag, by)
    _must_be_an_end(flag, outcome, note)
    each_once = flag.reports.order_by("reporter", "pk").distinct("reporter")
    told = list(each_once.select_related("reporter"))
    if told and fate not in Fate.values:
        raise NotThisWay("Say what becomes of the message: somebody told us about it.")
    _must_be_safe(flag, by, outcome)
    _decide_about_text(flag, fate, rule, by=by, now=now)
    flag.move_to(
        FlagState.RESOLVED,
        outcome=outcome,
        fate=fate if told else "",
        resolved_at=now,
        resolved_by=by,
        **UNCLAIMED,
    )
    all_met(flag, now=now)
    for report in told:
        notices.tell_reporter(report, Fate(fate), now=now)
    flag.write(Act.RESOLVED, by=by, now=now, detail=outcome, words=note)
    record(Verb.FLAG_RESOLVED, by=by, on=flag, outcome=outcome.value, held=flag.held)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


def _must_be_an_end(flag: Flag, outcome: Outcome, note: str) -> None:
    """Whether somebody can choose this, at this level and with this note."""
    if outcome not in CHOSEN_BY_HAND:
        raise NotThisWay("A case ends like this only by a review.")
    if flag.level >= NEEDS_CONTACT and outcome == Outcome.NOTHING_NEEDED:
        raise NotThisWay("From level 2 on, say how the person was reached, or why it was no alarm.")
    if outcome == Outcome.FALSE_ALARM and not note.strip():
        raise NotThisWay("Say in a few words why it was a false alarm.")


def _must_be_safe(flag: Flag, by: User, outcome: Outcome) -> None:
    """From level 2 on, a case closes only when the person was looked after."""
    if flag.level < NEEDS_CONTACT:
        return
    no_danger = outcome == Outcome.FALSE_ALARM
    if missing := gates.missing(flag, by=by, no_danger=no_danger):
        raise NotYet(" ".join(missing))


def _is_about_own_pause(flag: Flag, by: User) -> bool:
    """Whether ``by`` set the pause that somebody calls wrong, and another can look at it."""
    if flag.subject_kind != PAUSE:
        return False
    others = User.objects.holding(Role.MODERATOR) | User.objects.holding(Role.SUPERVISOR)
    is_own = Pause.objects.filter(pk=flag.subject_id, set_by=by).exists()
    return is_own and others.exclude(pk=by.pk).exists()


def _decide_about_text(flag: Flag, fate: str, rule: str, *, by: User, now: datetime) -> None:
    """Tell the owner of the text what becomes of it."""
    if fate == Fate.LEFT and is_hidden(flag):
        raise NotThisWay("It was hidden from here. Show it again first, or say that it is hidden.")
    if fate == Fate.LEFT and flag.held:
        raise NotThisWay(
            "Others do not see it now, so it cannot be left where it is. Let them see it first, or"
            " hide it."
        )
    owner = subjects.adapter_for(flag.subject_kind)
    if fate == Fate.HIDDEN:
        deeds.tell(flag, DeedKind.HIDDEN, by=by, now=now, rule=rule)
        owner.hide(flag.subject_id, by.pk, now)
        flag.write(Act.HIDDEN, by=by, now=now)
    elif flag.held and (flag.is_overtaken() or owner.is_seen(flag.subject_id)):
        # Other words stand there now, and have a reading of their own.
        deeds.tell(flag, DeedKind.CHANGED, by=by, now=now, rule=rule)
    elif flag.held:
        deeds.tell(flag, DeedKind.KEPT, by=by, now=now, rule=rule)
        owner.keep_unseen(flag.subject_id, by.pk, now)
