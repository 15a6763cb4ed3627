"""What people type into a conversation."""

from typing import Any

from django import forms

from peerhub.ui.forms import Form, Textarea
from safety.talk import ready
from safety.talk.models import WORDS

TOO_LONG = {"max_length": f"That is longer than {WORDS:,} characters."}


class WriteForm(Form):
    """A message of our team."""

    words = forms.CharField(
        label="Your message",
        max_length=WORDS,
        widget=Textarea({"rows": 8}),
        error_messages=TOO_LONG,
        help_text="Fill in or take out what stands in {braces}. Change the rest so that it fits.",
    )
    ready = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


class ReadyForm(Form):
    """Which ready words to begin with."""

    say_optional = False
    ready = forms.ChoiceField(label="Begin with", required=False)

    def __init__(self, *args: Any, level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [  # type: ignore[attr-defined]
            ("", "An empty field"),
            *((each.id, each.title) for each in ready.for_level(level)),
        ]


class AnswerForm(Form):
    """What the person answers."""

    words = forms.CharField(
        label="Your answer", max_length=WORDS, widget=Textarea, error_messages=TOO_LONG
    )
