"""What a member asks for, and what a specialist answers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from matching.choosing import TopicsField
from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST
from matching.requests.actions import Asking
from matching.requests.models import NOTE_WORDS, PROPOSAL_WORDS, WORDS
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form, WordsField


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
        help_text="Only if it helps, up to three. It decides whom we tell first. Nobody is shown it.",
    )
    words = WordsField(
        label="Whom would you like to talk to, in your own words?",
        help_text="You need not tell your story. No names or places, please.",
        required=False,
        most=WORDS,
    )

    musts_shown = forms.BooleanField(label="Supervisors may read them", required=False)

    def __init__(self, *args: Any, musts: Sequence[str] = (), **kwargs: Any) -> None:
        """``musts``: what this member said a peer must have; without any nobody is asked."""
        super().__init__(*args, **kwargs)
        if not musts:
            del self.fields["musts_shown"]

    def clean(self) -> None:
        """Nobody can answer to nothing, and where it started is not shown to them."""
        super().clean()
        given = self.cleaned_data
        if not self.errors and not (given["struggles"] or given["words"]):
            self.add_error(
                "words",
                "Tick what it is like now, or write a few words, so that somebody can answer. "
                "Where it started is shown to nobody.",
            )

    def asking(self) -> Asking:
        """What is asked for; the form is valid."""
        return Asking(**self.cleaned_data)


class ProposeForm(Form):
    """Why one may fit."""

    words = WordsField(
        label="Why you may fit, in your own words",
        help_text="Speak of yourself, not of them. Leave out promises, advice and contact details. "
        "They can read your story beside it.",
        most=PROPOSAL_WORDS,
    )


class NoteForm(Form):
    """What a supervisor writes for the others."""

    words = WordsField(
        label="A note for the other supervisors",
        help_text="What you tried, what is next. Nothing that tells who asks. It stays as it is.",
        most=NOTE_WORDS,
    )
