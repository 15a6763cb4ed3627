"""The few people who are suggested to a member: the closest first, then the rest of the list."""

from collections.abc import Collection
from datetime import datetime

from matching.search.cards import Card, card_of
from matching.search.covers import covers_for
from matching.search.matches import Told, closest
from matching.search.ranking import Wishes
from matching.search.reasons import wishes_of
from matching.search.shelf import standing
from peerhub.accounts.blocking import apart_from
from peerhub.accounts.models import User


def suggested(member: User, *, leave_out: Collection[int], most: int, now: datetime) -> list[Card]:
    """Up to ``most`` people who take somebody new.

    Args:
        member: to whom.
        leave_out: profiles that are not suggested; never are the member's own, and of whom they
            do not meet.
        most: how many.
        now: the moment, on the reader's clock.
    """
    shelf, told = standing(), wishes_of(member)
    wishes, labels = told if told is not None else (Wishes(), {})
    never = apart_from(member.pk) | {member.pk}
    left = [row for row in shelf.columns.rows if row.profile in leave_out or row.person in never]
    slugs = {row.slug for row in left}
    found = closest(
        Told(wishes=wishes, labels=labels), leave_out=slugs, most=most, now=now, shelf=shelf
    )
    columns = shelf.columns
    others = columns.ordered(
        columns.meeting(wishes.musts) & columns.taking_new(now),
        wishes=wishes,
        most=most + len(slugs),
        now=now,
    )
    places = {columns.rows[at].slug: at for at in others} | {
        one.slug: shelf.places[one.story] for one in found
    }
    order = [one.slug for one in found] + [columns.rows[at].slug for at in others]
    rows = [columns.rows[places[slug]] for slug in dict.fromkeys(order) if slug not in slugs][:most]
    covers = covers_for(member, [row.story for row in rows], now=now)
    return [card_of(row, shelf, wishes, labels, covers.get(row.story), now) for row in rows]
