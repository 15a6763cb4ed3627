"""What a member says when they book."""

from collections.abc import Sequence
from typing import Any

from django import forms

from matching.models import SpecialistProfile
from peerhub.ui.forms import Form, Textarea
from peerhub.ui.moments import in_words
from sessions.bookings.actions import How
from sessions.bookings.models import NOTE_LENGTH, Booking
from sessions.bookings.states import Mode, Where, offers

HOW = {
    Mode.TEXT: "By text. You type to each other.",
    Mode.AUDIO: "By voice. Nobody sees anybody.",
    Mode.VIDEO: "By video. Your camera stays off until you turn it on.",
    Mode.LISTEN: "Only listening. You hear them, your microphone stays off, and you can type.",
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

    where = forms.ChoiceField(
        label="Where will you be?",
        choices=[("", "I would rather not say"), *Where.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, profile: SpecialistProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mode, note = self.fields["mode"], self.fields["note"]
        self.fields[
            "where"
        ].help_text = (
            f"Some health plans ask for it. Seen by: {profile.name}. It is never an address."
        )
        assert isinstance(mode, forms.ChoiceField)  # noqa: S101 - tells the type checker
        mode.choices = [(way, HOW[way]) for way in Mode if offers(profile.ways, way)]
        note.label = f"Is there anything {profile.name} should know first?"
        note.help_text = (
            f"You do not have to tell your story here. Seen by: {profile.name}. If your words"
            " sound as if you are in danger, a moderator reads them too."
        )

    def how(self) -> How:
        """All of it as a plain value; the form is valid."""
        said = self.cleaned_data
        where = Where(said["where"]) if said["where"] else None
        return How(Mode(said["mode"]), said["note"], where)


class StayForm(Form):
    """For each session that lies in one's own leave: keep it, or cancel it. Nothing is chosen."""

    def __init__(self, *args: Any, bookings: Sequence[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bookings = bookings
        for booking in bookings:
            when = in_words(booking.starts_at, "full", booking.specialist.person.zone)
            self.fields[booking.public_id] = forms.ChoiceField(
                label=f"{when}, with {booking.member.handle}",
                choices=(
                    ("keep", "Keep it. I will be there."),
                    ("cancel", "Cancel it, and tell them."),
                ),
                widget=forms.RadioSelect,
                error_messages={"required": "Please choose: keep it, or cancel it."},
            )

    def to_cancel(self) -> list[Booking]:
        """Those that are to be cancelled; the form is valid."""
        return [each for each in self._bookings if self.cleaned_data[each.public_id] == "cancel"]
