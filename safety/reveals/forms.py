"""What people type to see who somebody is."""

from django import forms

from peerhub.ui.forms import Form, Textarea, Unseen
from safety.reveals.actions import Plea
from safety.reveals.models import WORDS
from safety.reveals.states import Reason


class AskForm(Form):
    """A reason, and why in words."""

    reason = forms.TypedChoiceField(
        label="What is the reason?",
        choices=Reason.choices,
        coerce=Reason,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Why do you need to know who it is?",
        max_length=WORDS,
        widget=Textarea,
        help_text="Others on duty read this. Say what you will do with what you see."
        " Leave out what the person wrote.",
    )

    def plea(self) -> Plea:
        """What was typed."""
        return Plea(reason=self.cleaned_data["reason"], words=self.cleaned_data["words"])


class SureForm(Unseen, AskForm):
    """The same, unseen."""
