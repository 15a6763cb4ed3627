"""A number to look up."""

from django import forms

from matching.certificates import numbers
from peerhub.ui.forms import Form


class NumberForm(Form):
    """The number as it stands on a certificate, with or without its dashes."""

    number = forms.CharField(
        label="The number on the certificate",
        help_text="It looks like PH-7K3M-Q9TC-W. Dashes and small letters do not matter.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """The number as we write it."""
        number = numbers.read(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(
                "That is not a number of ours. Please look at it once more; one sign may be wrong."
            )
        return number
