"""What people send from the page of a conversation."""

import uuid

from django import forms

from peerhub.text import storable
from peerhub.ui.forms import Form, Textarea
from rooms.letters.models import WORDS

EMPTY = "Write something first."


class LetterForm(Form):
    """A message. ``client_id`` makes sending it twice harmless."""

    words = forms.CharField(
        max_length=WORDS,
        widget=Textarea,
        error_messages={
            "required": EMPTY,
            "max_length": f"That is longer than one message can be ({WORDS:,} characters)."
            " Send it in two parts.",
        },
    )
    client_id = forms.CharField(required=False)

    def clean_words(self) -> str:
        """Leave nothing in it that cannot be stored."""
        words = storable(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(EMPTY)
        return words

    def clean_client_id(self) -> uuid.UUID:
        """What a page without one, or with a broken one, sends is always new."""
        try:
            return uuid.UUID(self.cleaned_data["client_id"])
        except ValueError:
            return uuid.uuid4()
