"""What a page, the API and a hub read: lines and stretches of them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rooms.live.lines import QUOTED, Changed, Line, Quote, to_the_minute
from rooms.live.models import Change, Gone, Kindness, Message, Reaction

TAKEN_BACK = "a message that was taken back"
KIND_ORDER = {kind: place for place, kind in enumerate(Kindness.values)}


def line_of(message: Message, kinds: Sequence[str] = ()) -> Line:
    """``message`` as people see it; of one that is gone only the place is left."""
    return Line(**fields_of(message, kinds))


def fields_of(message: Message, kinds: Sequence[str] = ()) -> dict[str, Any]:
    """What a ``Line`` is made of."""
    gone = bool(message.gone)
    # As if it had not been said: what is left of it names nobody.
    nameless = message.gone == Gone.WITHDRAWN
    return {
        "seq": message.seq,
        "mask": "" if nameless else message.mask.public_id,
        "name": "" if nameless else message.mask.name,
        "body": "" if gone else message.body,
        "at": to_the_minute(message.posted_at),
        "host": message.by_host and not nameless,
        "notes": () if gone else tuple(message.notes),
        "reply": None if gone else quote_of(message.reply_to),
        "kinds": () if gone else kinds,
        "edited": message.edited and not gone,
        "prompt": message.prompt and not nameless,
        "gone": message.gone,
    }


def quote_of(message: Message | None) -> Quote | None:
    """The beginning of a message that another one answers."""
    if message is None or message.seq is None:
        return None
    if message.gone == Gone.WITHDRAWN:
        return Quote(seq=message.seq, mask="", name=TAKEN_BACK, words="")
    words = "" if message.gone or message.notes else message.body
    short = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
    return Quote(seq=message.seq, mask=message.mask.public_id, name=message.mask.name, words=short)


def lines_of(messages: Sequence[Message]) -> list[Line]:
    """Messages as people see them."""
    kinds = kinds_of(messages)
    return [line_of(message, kinds.get(message.pk, ())) for message in messages]


def kinds_of(messages: Iterable[Message]) -> Mapping[int, list[str]]:
    """The reactions that somebody gave, by message row, each once."""
    kinds: defaultdict[int, list[str]] = defaultdict(list)
    given = Reaction.objects.filter(message__in=[message.pk for message in messages])
    for message, kind in given.values_list("message", "kind").distinct():
        kinds[message].append(kind)
    return {row: sorted(found, key=KIND_ORDER.__getitem__) for row, found in kinds.items()}


def news(room: str, *, after: int, count: int) -> list[Line | Changed]:
    """What has a place after ``after``: messages and changes, at most ``count``, without a hole.

    The two are read one after the other, and more may be said between: what stands behind a
    hole is left for the next time.
    """
    messages = Message.objects.filter(room__public_id=room).after(after).with_host()
    found: dict[int, Line | Changed] = {}
    said = list(messages[:count])
    # Reactions to them come as changes with later places.
    for message in said:
        found[message.seq or 0] = line_of(message)
    if len(found) < count or not _is_whole(found, after):
        found |= _changes(room, after=after, count=count)
    lines: list[Line | Changed] = []
    for place in range(after + 1, after + 1 + count):
        if place not in found:
            break
        lines.append(found[place])
    return lines


def _is_whole(found: Mapping[int, object], after: int) -> bool:
    return bool(found) and max(found) == after + len(found)


def _changes(room: str, *, after: int, count: int) -> dict[int, Line | Changed]:
    places = dict(
        Change.objects.filter(room__public_id=room, seq__gt=after)
        .order_by("seq")
        .values_list("seq", "message")[:count]
    )
    if not places:
        return {}
    changed = Message.objects.filter(pk__in=set(places.values())).with_host().in_bulk()
    kinds = kinds_of(changed.values())
    return {
        seq: Changed(seq=seq, line=line_of(changed[row], kinds.get(row, ())))
        for seq, row in places.items()
    }
