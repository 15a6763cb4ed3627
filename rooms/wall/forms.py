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
from rooms.wall.models import TOPICS, WORDS
from rooms.wall.states import Audience
from safety.flags.forms import TellForm

EMPTY = "Write something first."


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


class PostForm(AboutForm):
    """A new post. ``client_id`` makes sending it twice harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class PostEditForm(AboutForm):
    """Other words for a post."""

    prefix = "edit"


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
