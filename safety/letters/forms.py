"""What is typed and chosen on the pages of messages."""

import uuid

from django import forms

from peerhub.text import storable
from peerhub.ui.forms import Form, WordsField
from safety.letters.models import WORDS
from safety.letters.states import Usual

EMPTY = "Write something first."


class LetterForm(Form):
    """A message. ``client_id`` makes sending it twice harmless; ``reply``: what it answers."""

    say_optional = False

    words = WordsField(label="Your message", most=WORDS)
    client_id = forms.CharField(required=False, widget=forms.HiddenInput)
    reply = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        """Leave nothing in it that cannot be stored."""
        words = storable(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(EMPTY)
        return words

    def clean_client_id(self) -> uuid.UUID:
        """What a page without one, or with a broken one, sends is always new."""
        return uuid_of(self.cleaned_data["client_id"]) or uuid.uuid4()

    def clean_reply(self) -> uuid.UUID | None:
        """Which message it answers, if any."""
        return uuid_of(self.cleaned_data["reply"])


class HabitForm(Form):
    """How often a clinician looks."""

    say_optional = False

    usual = forms.TypedChoiceField(
        label="How often do you look here?",
        help_text="Whoever writes to you reads this above the field. Say less rather than more.",
        choices=Usual.choices,
        coerce=Usual,
        widget=forms.RadioSelect,
    )


def uuid_of(given: str) -> uuid.UUID | None:
    """An id as a page or an address gives it, or None."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
