"""What is asked of our team."""

from django import forms

from peerhub.ui.forms import Form
from sessions.earnings.models import REFERENCE


class ReleaseForm(Form):
    """How the bank calls the transfer."""

    say_optional = False

    reference = forms.CharField(
        label="Reference of the transfer",
        max_length=REFERENCE,
        help_text="As the bank shows it. No name of a member.",
        error_messages={"required": "Write the reference of the transfer, as the bank shows it."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
