"""The form of the display page."""

from django import forms

from peerhub.ui.display import MOTIONS, SIZES, THEMES, Display
from peerhub.ui.forms import Form


class DisplayForm(Form):
    """Three choices, kept in this browser."""

    theme = forms.ChoiceField(
        label="Light or dark", choices=list(THEMES.items()), widget=forms.RadioSelect
    )
    text = forms.ChoiceField(
        label="Size of words", choices=list(SIZES.items()), widget=forms.RadioSelect
    )
    motion = forms.ChoiceField(
        label="Movement",
        help_text="Very little moves here. You can stop all of it.",
        choices=list(MOTIONS.items()),
        widget=forms.RadioSelect,
    )

    def choices_made(self) -> Display:
        """The choices of a valid form."""
        return Display(**self.cleaned_data)
