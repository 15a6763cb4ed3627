"""What is typed and chosen on the pages of messages."""

import uuid

from django import forms

from peerhub.text import uuid_of
from peerhub.ui.forms import Form, SentOnceForm, WordsField
from safety.letters.models import WORDS
from safety.letters.states import Usual


class LetterForm(SentOnceForm):
    """A message. ``reply``: what it answers."""

    say_optional = False

    words = WordsField(label="Your message", most=WORDS)
    reply = forms.CharField(required=False, widget=forms.HiddenInput)

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
