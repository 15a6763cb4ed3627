"""What people write and choose on the wall."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from peerhub.text import storable
from peerhub.topics.labels import note_labels
from peerhub.topics.models import ContentNote, Topic
from peerhub.ui.forms import Form, Textarea
from rooms.kindness import Kindness
from rooms.wall.drawing import INKS, PENS, NotADrawing, Stroke, strokes_from
from rooms.wall.models import DESCRIPTION, TOPICS, WORDS
from rooms.wall.states import Audience
from safety.flags.forms import TellForm

EMPTY = "Write something first."
NOTHING = "Write or draw something first."
NOT_SAID = "Please write a sentence here. A drawing cannot go without it."
NOT_DRAWN = (
    "There is no drawing that this could be about. Draw something, or write it into “Your words”."
)


class WordsForm(Form):
    """Words, and what they mention."""

    words = forms.CharField(
        label="Your words",
        max_length=WORDS,
        error_messages={
            "required": EMPTY,
            "max_length": "That is longer than one post can be (2,000 characters)."
            " Send it in two parts.",
        },
        widget=Textarea({"rows": 5, "autocomplete": "off"}),
    )
    content_note = forms.ChoiceField(
        label="Does it mention something that can be hard to read?",
        required=False,
        choices=lambda: [("", "Nothing of this list"), *note_labels().items()],
        help_text="Others then choose whether to open it.",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    say_optional = False

    def clean_words(self) -> str:
        """Leave nothing in it that cannot be stored."""
        words = storable(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(EMPTY)
        return words

    def clean_content_note(self) -> ContentNote | None:
        """The row."""
        return ContentNote.objects.filter(slug=self.cleaned_data["content_note"]).first()


class ReplyForm(WordsForm):
    """An answer. ``client_id`` makes sending it twice harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "Your answer"
        self.fields["words"].widget.attrs["rows"] = 3


class ReplyEditForm(WordsForm):
    """Other words for an answer."""

    prefix = "edit"


class AboutForm(WordsForm):
    """Words with topics, and who may see them. ``near``: topics that are offered with a tick box."""

    topics = forms.MultipleChoiceField(
        label="What is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Up to three. You can leave this empty.",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    another = forms.ChoiceField(
        label="Another topic",
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    audience = forms.TypedChoiceField(
        label="Who may see it?",
        choices=Audience.choices,
        coerce=Audience,
        initial=Audience.EVERYONE,
        widget=forms.RadioSelect,
        help_text="People you blocked never see it. Moderators read what sounds like danger, and"
        " what is reported.",
    )

    def __init__(self, *args: Any, near: Sequence[Topic] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {topic.code: topic for topic in Topic.objects.active()}
        self._offered |= {topic.code: topic for topic in near}
        boxes = [(topic.code, topic.label) for topic in near]
        self.fields["topics"].choices = boxes  # type: ignore[attr-defined]
        if not boxes:
            self.fields["topics"].widget = forms.MultipleHiddenInput()
            self.fields["another"].label = "What is it about?"
        self.fields["another"].choices = _grouped(self._offered.values())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The topics as rows."""
        cleaned = super().clean() or {}
        codes = [*cleaned.get("topics", ()), *filter(None, [cleaned.pop("another", "")])]
        rows = [self._offered[code] for code in dict.fromkeys(codes)]
        if len(rows) > TOPICS:
            self.add_error("topics", "Choose up to three.")
        if cleaned.get("audience") == Audience.TOPIC and not rows:
            self.add_error("another", "Choose a topic, so that we know who has the same one.")
        return cleaned | {"topics": tuple(rows)}


class ShowsField(forms.CharField):
    """What a drawing shows, in words."""

    def __init__(self) -> None:
        too_long = f"That is longer than it can be ({DESCRIPTION} characters). Say it shorter."
        super().__init__(
            label="Say what it shows, for people who cannot see it",
            required=False,
            max_length=DESCRIPTION,
            help_text="One sentence is enough.",
            error_messages={"max_length": too_long},
            widget=Textarea({"rows": 2, "autocomplete": "off"}),
        )


class PostForm(AboutForm):
    """A new post: words, a drawing or both. ``client_id`` makes sending it twice harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)
    drawing_description = ShowsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False

    inks, pens = tuple(INKS.items()), tuple(PENS.items())

    @property
    def has_drawn(self) -> bool:
        """Whether something of a drawing was sent: then the page shows that part unfolded."""
        return any(self.data.get(each) for each in ("drawing", "drawing_description"))

    def clean_words(self) -> str:
        """A drawing can stand alone."""
        return storable(self.cleaned_data["words"])

    def clean_drawing(self) -> tuple[Stroke, ...]:
        """The strokes."""
        try:
            return strokes_from(self.cleaned_data["drawing"])
        except NotADrawing as error:
            raise forms.ValidationError(error.message) from None

    def clean_drawing_description(self) -> str:
        """Leave nothing in it that cannot be stored."""
        return storable(self.cleaned_data["drawing_description"])

    def clean(self) -> dict[str, Any]:
        """Words or a drawing; and with a drawing, what it shows."""
        cleaned = super().clean()
        words, drawing = cleaned.get("words"), cleaned.get("drawing")
        shows = cleaned.get("drawing_description")
        if drawing and shows == "":
            self.add_error("drawing_description", NOT_SAID)
        if drawing == () and shows:
            self.add_error("drawing_description", NOT_DRAWN)
        elif words == "" and drawing == ():
            self.add_error("words", NOTHING)
        return cleaned


class PostEditForm(AboutForm):
    """Other words for a post; ``has_drawing``: also for what its drawing shows.

    A drawing itself is not changed: who wants another one takes it away and makes a new post.
    """

    prefix = "edit"
    drawing_description = ShowsField()
    without_drawing = forms.BooleanField(
        label="Take the drawing away",
        required=False,
        help_text="It does not come back. A new drawing is a new post.",
    )

    def __init__(self, *args: Any, has_drawing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = not has_drawing
        if not has_drawing:
            del self.fields["drawing_description"], self.fields["without_drawing"]

    def clean_words(self) -> str:
        """A drawing can stand alone."""
        words = storable(self.cleaned_data["words"])
        if not words and self.fields["words"].required:
            raise forms.ValidationError(EMPTY)
        return words

    def clean_drawing_description(self) -> str:
        """Leave nothing in it that cannot be stored."""
        return storable(self.cleaned_data["drawing_description"])

    def clean(self) -> dict[str, Any]:
        """Words if the drawing goes, and what it shows if it stays."""
        cleaned = super().clean()
        if cleaned.get("without_drawing") and cleaned.get("words") == "":
            self.add_error("words", EMPTY)
        stays = cleaned.get("without_drawing") is False
        if stays and cleaned.get("drawing_description") == "":
            self.add_error("drawing_description", NOT_SAID)
        return cleaned


class KindForm(Form):
    """One of six kind words, given or taken back."""

    kind = forms.TypedChoiceField(choices=Kindness.choices, coerce=Kindness)
    on = forms.TypedChoiceField(choices=(("1", "give"), ("0", "take back")), coerce="1".__eq__)


class OnForm(Form):
    """Something switched on or off."""

    on = forms.TypedChoiceField(choices=(("1", "on"), ("0", "off")), coerce="1".__eq__)


class ReportForm(TellForm):
    """What is wrong with a post or a reply."""

    prefix = "told"
    mute = forms.BooleanField(
        label="Also hide what this person writes, just for me", required=False
    )


def _grouped(topics: Any) -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for topic in topics:
        groups.setdefault(topic.group, []).append((topic.code, topic.label))
    return [("", "No other topic"), *groups.items()]
