"""What an administrator writes in, and what is carried along unseen."""

import uuid

from django import forms

from peerhub.text import uuid_of
from peerhub.ui.forms import Form

MOST = 5000  # sessions of one gift


class GiftForm(Form):
    """What somebody gave to the pool. ``key`` makes sending it twice harmless."""

    number = forms.IntegerField(
        label="How many sessions of 30 minutes",
        min_value=1,
        max_value=MOST,
        help_text="Write in what has arrived. It cannot be taken out again here.",
        error_messages={
            "required": "Type how many sessions they gave.",
            "invalid": "Type a number, such as 20.",
            "min_value": "It is one session at least.",
            "max_value": f"It is {MOST} at most. Write in more in two parts.",
        },
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_key(self) -> uuid.UUID:
        """What a page without one, or with a broken one, sends is always new."""
        return uuid_of(self.cleaned_data["key"]) or uuid.uuid4()
