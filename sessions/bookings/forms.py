"""What a member says when they book."""

from typing import Any

from django import forms

from matching.models import SpecialistProfile
from peerhub.ui.forms import Form, Textarea
from sessions.bookings.models import NOTE_LENGTH
from sessions.bookings.states import Mode

HOW = {
    Mode.TEXT: "By text. You type to each other.",
    Mode.AUDIO: "By voice. Nobody sees anybody.",
    Mode.VIDEO: "By video. Your camera stays off until you turn it on.",
}


class BookingForm(Form):
    """How to meet, and a note if the member likes."""

    mode = forms.ChoiceField(
        label="How would you like to meet?",
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how you would like to meet."},
    )
    note = forms.CharField(
        label="Is there anything they should know first?",
        max_length=NOTE_LENGTH,
        required=False,
        widget=Textarea,
        error_messages={
            "max_length": f"This is too long. Please keep it to {NOTE_LENGTH} letters and spaces."
        },
    )

    def __init__(self, *args: Any, profile: SpecialistProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mode, note = self.fields["mode"], self.fields["note"]
        assert isinstance(mode, forms.ChoiceField)  # noqa: S101 - tells the type checker
        mode.choices = [(way, HOW[way]) for way in Mode if way in profile.ways]
        note.label = f"Is there anything {profile.name} should know first?"
        note.help_text = (
            f"You do not have to tell your story here. Seen by: {profile.name}. If your words"
            " sound as if you are in danger, a moderator reads them too."
        )
