"""What a member asks for, and what a specialist answers."""

from django import forms

from matching.choosing import TopicsField
from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST
from matching.requests.actions import Asking
from matching.requests.models import PROPOSAL_WORDS, WORDS
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form, Textarea


class AskForm(Form):
    """Topics, and words that can be left out; something of it has to be there."""

    say_optional = False

    struggles = TopicsField(
        Topic.Axis.STRUGGLE,
        most=STRUGGLES_MOST,
        label="What it is like now",
        help_text="Up to five.",
    )
    roots = TopicsField(
        Topic.Axis.ROOT,
        most=ROOTS_MOST,
        label="Where it started",
        help_text="Only if it helps, up to three. What you tick here is shown to peer specialists.",
    )
    words = forms.CharField(
        label="Whom would you like to talk to, in your own words?",
        help_text="You need not tell your story. No names or places, please.",
        required=False,
        max_length=WORDS,
        widget=Textarea,
        error_messages={"max_length": f"That is longer than {WORDS:,} characters."},
    )

    def clean(self) -> None:
        """Nobody can answer to nothing."""
        super().clean()
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error(
                "words", "Tick a topic, or write a few words, so that somebody can answer."
            )

    def asking(self) -> Asking:
        """What is asked for; the form is valid."""
        return Asking(**self.cleaned_data)


class ProposeForm(Form):
    """Why one may fit."""

    words = forms.CharField(
        label="Why you may fit, in your own words",
        help_text="Speak of yourself, not of them. Leave out promises, advice and contact details. "
        "They can read your story beside it.",
        max_length=PROPOSAL_WORDS,
        widget=Textarea,
        error_messages={"max_length": f"That is longer than {PROPOSAL_WORDS} characters."},
    )
