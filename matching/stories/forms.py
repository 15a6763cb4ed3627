"""What a specialist writes and chooses in the studio, and what a reviewer says of it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from matching.choosing import NotesField, TopicsField, facets_field, languages_field, ways_field
from matching.peers.models import CAPACITY_MOST
from matching.stories.actions import MarkGiven, Need
from matching.stories.checks import proposed
from matching.stories.checks.rules import IN_FORCE
from matching.stories.models import StoryDraft, StoryVersion
from matching.stories.models.version import ADVICE_LENGTH
from matching.stories.models.words import NOTES
from matching.stories.pieces import MARKED, PARTS, PIECES, Piece
from matching.stories.states import Audience, Light
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form, Textarea
from safety.flags import ladder
from safety.flags.actions import CLOSES_AT


class PieceForm(Form):
    """One piece of a draft; it may be as unfinished as it likes."""

    say_optional = False

    def __init__(self, *args: Any, piece: Piece, draft: StoryDraft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.piece = piece
        self.fields["words"] = forms.CharField(
            required=False,
            max_length=piece.most,
            label=piece.ask,
            help_text=piece.help,
            initial=getattr(draft, piece.key),
            widget=Textarea({"rows": piece.rows}),
        )
        if piece.is_part:
            self.fields["audience"] = forms.ChoiceField(
                choices=Audience.choices,
                initial=getattr(draft, f"{piece.key}_for"),
                label="Who can read this part?",
                help_text="Fewer people: at once. More people: once a reviewer has read it.",
                widget=forms.RadioSelect,
            )

    def changes(self) -> dict[str, str]:
        """What was written and chosen, by field of the draft."""
        given = {self.piece.key: self.cleaned_data["words"]}
        if self.piece.is_part:
            given[f"{self.piece.key}_for"] = self.cleaned_data["audience"]
        return given


class TopicsForm(Form):
    """What the story is about."""

    say_optional = False

    struggles = TopicsField(
        Topic.Axis.STRUGGLE,
        label="What you know from the inside",
        help_text="This is shown, and people are matched with you by it.",
    )
    roots = TopicsField(
        Topic.Axis.ROOT,
        label="Where it started",
        help_text="This is shown too. Leave it empty if you would rather.",
    )

    def changes(self) -> dict[str, list[str]]:
        """The codes of the chosen topics."""
        return {
            axis: [topic.code for topic in self.cleaned_data[axis]]
            for axis in ("roots", "struggles")
        }


class MentionsForm(Form):
    """What the story mentions: each part that has words, then the line and the whole."""

    say_optional = False

    def __init__(self, *args: Any, draft: StoryDraft, **kwargs: Any) -> None:
        names = ("content_notes", *NOTES)
        super().__init__(*args, initial={name: getattr(draft, name) for name in names}, **kwargs)
        for part in PARTS:
            words = getattr(draft, part.key)
            if words.strip():
                self.fields[f"{part.key}_notes"] = NotesField(
                    label=f"“{part.title}” mentions", near=proposed(words)
                )
        self.fields["content_notes"] = NotesField(
            label="The whole story mentions",
            near=proposed(f"{draft.headline}\n{draft.boundaries}"),
            help_text="What is in your one line, or all through the story.",
        )

    def changes(self) -> dict[str, list[str]]:
        """The slugs of the chosen notes; a part without words mentions nothing."""
        chosen = self.cleaned_data
        return {
            name: [note.slug for note in chosen.get(name, ())] for name in ("content_notes", *NOTES)
        }


class MeetingForm(Form):
    """How a specialist meets people; plain choices, which need no reviewer."""

    say_optional = False

    ways = ways_field(label="Ways you meet people")
    languages = languages_field(label="Languages you speak with people")
    facets = facets_field(
        label="More about you", help_text="Only what you tick is shown, to everybody."
    )
    capacity = forms.IntegerField(
        label="How many people you see at one time",
        help_text=f"From 1 to {CAPACITY_MOST}. When you see as many, you are suggested to nobody "
        "new; whoever you meet goes on. Only you see the number.",
        min_value=1,
        max_value=CAPACITY_MOST,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"Please give a number from 1 to {CAPACITY_MOST}. Nobody here sees more at one time.",
        ),
    )


class RestingForm(Form):
    """Which of one's own topics one is not taking right now."""

    say_optional = False

    topics = forms.MultipleChoiceField(
        label="Topics you are not taking right now",
        help_text="Tick none to take all of them again.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, own: Sequence[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        field = self.fields["topics"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(topic.code, topic.label) for topic in own]

    def chosen(self) -> list[Topic]:
        """The topics that were ticked; the form is valid."""
        return [topic for topic in self.own if topic.code in self.cleaned_data["topics"]]


class NeedForm(Form):
    """A writer needs somebody: which words say so, and how urgent it is."""

    prefix = "need"
    say_optional = False

    piece = forms.ChoiceField(label="Which words say so?")
    level = forms.TypedChoiceField(
        label="How urgent is it?",
        coerce=int,
        choices=[
            (rung.level, f"{rung.level} {rung.name}: {rung.means}")
            for rung in ladder.RUNGS
            if rung.level > CLOSES_AT
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        required=False,
        max_length=ADVICE_LENGTH,
        label="What makes you think so",
        help_text="For whoever takes the case. You can leave it empty.",
        widget=Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, version: StoryVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["piece"].choices = [  # type: ignore[attr-defined]
            (piece.key, piece.title) for piece in PIECES if getattr(version, piece.key).strip()
        ]

    def need(self) -> Need:
        """What was said; the form is valid."""
        return Need(**self.cleaned_data)


class ReviewForm(Form):
    """A light on each piece; amber and red say why."""

    say_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = [(each.number, f"{each.number} {each.title}") for each in IN_FORCE]
        for piece, title in MARKED:
            self.fields[f"{piece}_light"] = forms.ChoiceField(
                choices=Light.choices, label=f"{title}: your light", widget=forms.RadioSelect
            )
            self.fields[f"{piece}_clause"] = forms.ChoiceField(
                choices=[("", "Choose a clause"), *clauses],
                required=False,
                label=f"{title}: which of our rules",
            )
            self.fields[f"{piece}_advice"] = forms.CharField(
                required=False,
                max_length=ADVICE_LENGTH,
                label=f"{title}: what to change",
                help_text="Thank them, quote their words, say what could stand there.",
                widget=Textarea({"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        """Amber and red need a clause and kind words."""
        cleaned = super().clean() or {}
        for piece, _ in MARKED:
            if cleaned.get(f"{piece}_light") in {None, "", Light.GREEN}:
                continue
            if not cleaned.get(f"{piece}_clause"):
                self.add_error(f"{piece}_clause", "Please choose the rule that this is about.")
            if not cleaned.get(f"{piece}_advice") and f"{piece}_advice" not in self.errors:
                self.add_error(f"{piece}_advice", "Please say what could be changed.")
        return cleaned

    def marks(self) -> list[MarkGiven]:
        """The lights as they were given."""
        data = self.cleaned_data
        return [
            MarkGiven(
                piece=piece,
                light=Light(data[f"{piece}_light"]),
                clause=data[f"{piece}_clause"],
                advice=data[f"{piece}_advice"],
            )
            for piece, _ in MARKED
        ]
