"""How a story stands, in words for its writer: what others see, what waits, what was said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from matching.stories.actions import draft_of, missing
from matching.stories.checks.rules import CLAUSES, Clause
from matching.stories.models import Story, StoryDraft, StoryMark, StoryReview, StoryVersion
from matching.stories.pieces import BY_KEY, MARKED
from matching.stories.states import Audience, Light


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A light with the clause it names, as its writer reads it."""

    piece: str
    title: str
    light: Light
    clause: Clause | None
    advice: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One piece of the draft on the overview."""

    key: str
    address: str
    title: str
    is_written: bool
    audience: Audience | None
    mark: Mark | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All that the overview says."""

    story: Story
    draft: StoryDraft
    missing: list[str]
    last: StoryVersion | None
    review: StoryReview | None  # the last word on the last version
    waits_since: datetime | None  # when somebody has it to read now
    marks: Mapping[str, Mark]

    @property
    def rows(self) -> list[Row]:
        """The pieces in order, each with what was said of it."""
        return [
            Row(
                key=key,
                address=piece.address,
                title=piece.title,
                is_written=bool(getattr(self.draft, key).strip()),
                audience=Audience(getattr(self.draft, f"{key}_for")) if piece.is_part else None,
                mark=self.marks.get(key),
            )
            for key, piece in BY_KEY.items()
        ]

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than the version that was handed in last."""
        return self.last is None or not self.draft.is_same_as(self.last)

    @property
    def may_submit(self) -> bool:
        """Whether there is something whole and new to hand in."""
        if self.missing:
            return False
        return self.is_changed or (self.waits_since is None and self.review is None)

    @property
    def may_ask_for_a_second(self) -> bool:
        """Whether somebody else could read the last version too."""
        if self.review is None or self.waits_since is not None or self.last is None:
            return False
        return self.review.light != Light.GREEN and self.last.reviews.count() == 1


def standing_of(story: Story) -> Standing:
    """How ``story`` stands now; the number of queries does not grow with its history."""
    draft = draft_of(story)
    last = StoryVersion.objects.latest_of(story)
    review = last.deciding if last is not None else None
    waits = StoryVersion.objects.waiting().filter(pk=last.pk).first() if last is not None else None
    return Standing(
        story=story,
        draft=draft,
        missing=missing(draft),
        last=last,
        review=review,
        waits_since=waits.since if waits is not None else None,
        marks=marks_of(review),
    )


def marks_of(review: StoryReview | None) -> dict[str, Mark]:
    """What one review said, by piece, in the order of reading."""
    if review is None:
        return {}
    titles = dict(MARKED)
    by_piece = {mark.piece: mark for mark in StoryMark.objects.filter(review=review)}
    return {
        piece: Mark(
            piece=piece,
            title=titles[piece],
            light=Light(by_piece[piece].light),
            clause=CLAUSES.get(by_piece[piece].clause),
            advice=by_piece[piece].advice,
        )
        for piece in titles
        if piece in by_piece
    }
