"""What people choose about rooms."""

from django import forms

from peerhub.ui.forms import Form
from rooms.choices.models import Spoken


class ChoicesForm(Form):
    """Four choices, for every room."""

    typing = forms.BooleanField(
        label="Show when somebody writes, and show others when I write",
        help_text="Never with a name.",
        required=False,
    )
    unread = forms.BooleanField(label="Show which rooms have something new", required=False)
    shortcuts = forms.BooleanField(
        label="Single keys do things in a room",
        help_text="For example ? for the list of keys. Switch this off if you dictate your words.",
        required=False,
    )
    spoken = forms.ChoiceField(
        label="What a screen reader says aloud by itself",
        choices=Spoken.choices,
        widget=forms.RadioSelect,
    )
