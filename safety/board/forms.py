"""What people type about rules."""

from django import forms

from peerhub.ui.forms import Form, Textarea, Unseen
from safety.board.models import WORDS

AGREE, REFUSE = "agree", "refuse"


class AskForm(Form):
    """Why a rule should be switched."""

    words = forms.CharField(
        label="Why?",
        max_length=WORDS,
        widget=Textarea,
        help_text="A second person reads this, and it stays on the board."
        " Leave out what a person wrote.",
    )


class SureForm(Unseen, AskForm):
    """The same, unseen."""


class AnswerForm(Form):
    """A second person's yes or no: two buttons."""

    answer = forms.ChoiceField(choices=((AGREE, "Yes"), (REFUSE, "No")))

    @property
    def agreed(self) -> bool:
        """Whether it is a yes."""
        return bool(self.cleaned_data["answer"] == AGREE)
