"""An entry of the log."""

from django import forms

from matching.supervision.models import WORDS
from matching.supervision.states import Occasion
from peerhub.ui.forms import Form, Textarea


class EntryForm(Form):
    """What one of the two writes of a talk."""

    occasion = forms.ChoiceField(
        label="What was it?",
        choices=Occasion.choices,
        initial=Occasion.SUPERVISION,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="In your own words",
        help_text="What you talked about, what you agreed, what you need. Nothing that points to a "
        "member, please. The other one of you two reads it, and it stays as it is.",
        max_length=WORDS,
        widget=Textarea,
        error_messages={"max_length": f"That is longer than {WORDS:,} characters."},
    )
