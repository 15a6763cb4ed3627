"""What a member types to themself, and what they choose about it."""

from django import forms

from peerhub.ui.forms import Form, WordsField
from sessions.journal.models import WORDS

NO_WORDS = "There are no words yet. One is enough."
UNKNOWN = "We could not read that choice. Please choose again."


class EntryForm(Form):
    """The words; the one about the prompt is carried along."""

    say_optional = False

    prompt = forms.CharField(required=False, widget=forms.HiddenInput)
    words = WordsField(label="Your words", most=WORDS)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = NO_WORDS
        self.fields["words"].widget.attrs.update(rows=10, autocomplete="off")


class ChoiceForm(Form):
    """Two buttons of the same size."""

    screening = forms.ChoiceField(
        choices=(("on", "Yes"), ("off", "No")), error_messages={"invalid_choice": UNKNOWN}
    )


class SureForm(Form):
    """The yes to deleting all of them."""

    agrees = forms.BooleanField(label="Yes, delete all my notes for good.")
