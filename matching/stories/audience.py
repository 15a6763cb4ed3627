"""Who may read a part of a story. Pure.

The audiences are rungs: a person whom the writer meets is nearer than one who shares a topic, and
reads what is for that one too. Nobody outside the account system is nearer than "everyone".
"""

from dataclasses import dataclass

EVERYONE, MEMBERS, SHARING, MET = "everyone", "members", "sharing", "met"
RUNGS = (EVERYONE, MEMBERS, SHARING, MET)  # the widest first


@dataclass(frozen=True, kw_only=True)
class Closeness:
    """How near a reader is to the writer."""

    is_signed_in: bool = False
    shares: bool = False  # named a root or a struggle that the story names
    meets: bool = False  # has met the writer in a session, or is about to
    is_writer: bool = False

    @property
    def rung(self) -> int:
        """The narrowest audience that the reader belongs to, as its place in ``RUNGS``."""
        if not self.is_signed_in:
            return RUNGS.index(EVERYONE)
        if self.is_writer or self.meets:
            return RUNGS.index(MET)
        return RUNGS.index(SHARING if self.shares else MEMBERS)


def may_read(audience: str, closeness: Closeness) -> bool:
    """Whether a reader this near reads a part for ``audience``.

    Raises:
        ValueError: there is no such audience; nothing is shown by mistake.
    """
    return RUNGS.index(audience) <= closeness.rung


def is_narrower(audience: str, than: str) -> bool:
    """Whether fewer people are in ``audience`` than in another one."""
    return RUNGS.index(audience) > RUNGS.index(than)


def as_if(audience: str) -> Closeness:
    """A reader who belongs to ``audience`` and to nothing narrower: for the writer's preview.

    Raises:
        ValueError: there is no such audience.
    """
    rung = RUNGS.index(audience)
    return Closeness(
        is_signed_in=rung >= RUNGS.index(MEMBERS),
        shares=rung >= RUNGS.index(SHARING),
        meets=rung >= RUNGS.index(MET),
    )


VISITOR = Closeness()
