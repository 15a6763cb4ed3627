"""What people type about rules."""

from django import forms

from peerhub.ui.forms import Form, Textarea, Unseen
from safety.board.models import WORDS


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
