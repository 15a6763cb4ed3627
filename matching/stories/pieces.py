"""What a story is made of, in the order in which it is written and read. Pure."""

from dataclasses import dataclass

PART_LENGTH = 4000  # characters
BOUNDARIES_LENGTH = 600
HEADLINE_LENGTH = 160
WORDS_A_MINUTE = 180


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words that are written on a page of their own and marked by a reviewer.

    Attributes:
        key: the field that keeps it.
        title: its heading, for whoever reads.
        ask: what its writer is asked, on their own page.
        help: what may help them to begin.
        most: characters.
        rows: how much room there is to write in.
        is_part: whether it is one of the four parts, which have an audience.
    """

    key: str
    title: str
    ask: str
    help: str
    most: int = PART_LENGTH
    rows: int = 10
    is_part: bool = True

    @property
    def address(self) -> str:
        """As it stands in an address."""
        return self.key.replace("_", "-")


PIECES = (
    Piece(
        key="headline",
        title="One line",
        ask="One line about you",
        help="People see it first, beside your name. It is the one line that everyone reads.",
        most=HEADLINE_LENGTH,
        rows=2,
        is_part=False,
    ),
    Piece(
        key="before",
        title="Before",
        ask="What was it like before?",
        help="A few sentences are enough. No details of harm are needed to be believed.",
    ),
    Piece(
        key="what_helped",
        title="What helped",
        ask="What helped?",
        help="People, places, habits, small things. Also what did not help, if that says something.",
    ),
    Piece(
        key="now",
        title="Now",
        ask="What is it like now?",
        help="What your days are like. They need not be all good.",
    ),
    Piece(
        key="offer",
        title="What I can offer",
        ask="What can you offer?",
        help="What someone can expect from thirty minutes with you.",
    ),
    Piece(
        key="boundaries",
        title="What I do not do",
        ask="What do you not do?",
        help="For example: “I do not give medical advice.” You can leave this empty.",
        most=BOUNDARIES_LENGTH,
        rows=3,
        is_part=False,
    ),
)
PARTS = tuple(piece for piece in PIECES if piece.is_part)
WORDS = tuple(piece.key for piece in PIECES)
PART_KEYS = tuple(piece.key for piece in PARTS)
BY_KEY = {piece.key: piece for piece in PIECES}
# Topics and content notes are marked together, as one more piece without words.
ABOUT = "about"
MARKED = (*((piece.key, piece.title) for piece in PIECES), (ABOUT, "Topics and what it mentions"))


def find(address: str) -> Piece | None:
    """The piece at ``address``."""
    return next((piece for piece in PIECES if piece.address == address), None)


def after(piece: Piece) -> Piece | None:
    """The one that is written next; None after the last."""
    at = PIECES.index(piece) + 1
    return PIECES[at] if at < len(PIECES) else None
