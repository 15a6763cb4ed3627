"""What somebody may say when asking for a person."""

from django import forms

from peerhub.ui.forms import Form, Textarea
from safety.asking.actions import Asking
from safety.asking.models import WORDS
from safety.asking.states import Safe


class AskingForm(Form):
    """One question, and room for words; nothing has to be answered."""

    say_optional = False  # the page says so once

    safe = forms.TypedChoiceField(
        label="How safe are you right now?",
        choices=Safe.choices,
        coerce=Safe,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Is there anything you want us to know?",
        required=False,
        max_length=WORDS,
        widget=Textarea({"rows": 3}),
        error_messages={"max_length": f"That is longer than {WORDS:,} characters."},
    )

    @property
    def asking(self) -> Asking:
        """What was said."""
        return Asking(**self.cleaned_data)


class MoreForm(AskingForm):
    """The same, for whoever waits already."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "Do you want to add something?"
        del self.fields["safe"]

    @property
    def asking(self) -> Asking:
        """What was added."""
        return Asking(words=self.cleaned_data["words"])
