"""Stories in the making: one that came back with an amber light, one for fewer people, one that waits."""

from datetime import datetime, timedelta
from typing import Any

from matching.stories import actions
from matching.stories.actions import MarkGiven
from matching.stories.pieces import MARKED
from matching.stories.states import Light
from peerhub.demo.cast import INES
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People

READ_AFTER = timedelta(hours=6)  # from handing in to the reader's lights


def write(people: People, *, now: datetime) -> None:
    """Change, hand in, and read what was handed in two days ago."""
    _change([row for row in rows("stories", "change") if "light" in row], people, now=now)


def hand_in(people: People, *, now: datetime) -> None:
    """Hand in what nobody has read yet; a case that waits beside one of them waits there, too."""
    _change([row for row in rows("stories", "change") if "light" not in row], people, now=now)


def _change(changes: list[dict[str, Any]], people: People, *, now: datetime) -> None:
    for row in changes:
        at = now - timedelta(hours=row["hours_ago"])
        writer, piece = people[row["who"]], row["piece"]
        actions.keep(writer, {piece: row["words"], f"{piece}_for": row["audience"]}, now=at)
        version = actions.submit(writer, now=at)
        if "light" in row:
            marks = [_mark(each, row) for each, _ in MARKED]
            actions.read(version, by=people[INES.name], now=at + READ_AFTER)
            actions.review(version, marks, by=people[INES.name], now=at + READ_AFTER)


def _mark(piece: str, row: dict[str, str]) -> MarkGiven:
    if piece != row["piece"]:
        return MarkGiven(piece=piece, light=Light.GREEN)
    return MarkGiven(
        piece=piece, light=Light(row["light"]), clause=row["clause"], advice=row["advice"]
    )
