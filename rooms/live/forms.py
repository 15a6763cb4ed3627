"""What people send from a room's pages."""

import uuid
from typing import Any

from django import forms
from django.core import signing

from peerhub.topics.labels import note_labels
from peerhub.ui.forms import Form, Textarea
from rooms.live.models import BODY, NOTES, Kindness
from rooms.live.protocol import FURTHEST, clean
from safety.flags.forms import TellForm

SALT = "rooms.mask"
EMPTY = "Write something first."


class WordsForm(Form):
    """Words for a room, with what they mention."""

    body = forms.CharField(
        label="Your message",
        max_length=BODY,
        error_messages={
            "required": EMPTY,
            "max_length": "That is longer than one message can be (2,000 characters)."
            " Send it in two parts.",
        },
        widget=Textarea({"rows": 1, "autocomplete": "off"}),
    )
    notes = forms.MultipleChoiceField(
        label="This mentions",
        required=False,
        choices=lambda: list(note_labels().items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_body(self) -> str:
        """Leave nothing in it that cannot be stored."""
        words = clean(self.cleaned_data["body"])
        if not words:
            raise forms.ValidationError(EMPTY)
        return words

    def clean_notes(self) -> tuple[str, ...]:
        """Three at most: more tells nothing."""
        notes = tuple(self.cleaned_data["notes"])
        if len(notes) > NOTES:
            raise forms.ValidationError("Choose up to three.")
        return notes


class MessageForm(WordsForm):
    """A message. ``client_id`` makes sending it twice harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    reply = forms.IntegerField(
        required=False, min_value=1, max_value=FURTHEST, widget=forms.HiddenInput
    )


class EditForm(WordsForm):
    """Other words for a message."""


class SearchForm(Form):
    """What to look for in a room."""

    q = forms.CharField(
        label="Look for words in this room",
        max_length=100,
        error_messages={
            "required": "Write what to look for.",
            "max_length": "Use fewer words: up to 100 characters.",
        },
    )


class ReactionForm(Form):
    """One of six kind words, given or taken back."""

    kind = forms.ChoiceField(choices=Kindness.choices)
    on = forms.TypedChoiceField(choices=(("1", "give"), ("0", "take back")), coerce="1".__eq__)


class ReportForm(TellForm):
    """What is wrong with a message."""

    mute = forms.BooleanField(
        label="Also hide what this person writes, just for me", required=False
    )


class MaskForm(Form):
    """A name that we drew, signed so that it cannot be exchanged for somebody else's."""

    drawn = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: str, person_id: int, **kwargs: Any) -> None:
        self._signer = signing.Signer(salt=f"{SALT}.{room}.{person_id}")
        super().__init__(*args, **kwargs)

    def propose(self, name: str) -> None:
        """Offer ``name``."""
        self.initial["drawn"] = self._signer.sign(name)

    def clean_drawn(self) -> str:
        """The name, if it is one that this person was offered in this room."""
        try:
            return self._signer.unsign(self.cleaned_data["drawn"])
        except signing.BadSignature as error:
            raise forms.ValidationError("Please draw a name again.") from error
