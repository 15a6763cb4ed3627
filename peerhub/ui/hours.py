"""The hours of a shift, as they stand on the wall."""

from datetime import timedelta
from typing import Any

from django import forms

from peerhub.ui.forms import Form, TimeInput
from peerhub.weeks import between

LONGEST = timedelta(hours=12)  # of one shift
TIME_WORDS = {
    "required": "Please say at what time.",
    "invalid": "We could not read that time. Use 17:30 for half past five.",
}
DAY_WORDS = {
    "required": "Please say on which day.",
    "invalid": "We could not read that day. Use 2026-11-24 for 24 November 2026.",
}


class ShiftHoursForm(Form):
    """From when until when somebody is there, half a day at most."""

    opens = forms.TimeField(label="From", widget=TimeInput, error_messages=TIME_WORDS)
    closes = forms.TimeField(
        label="Until",
        widget=TimeInput,
        help_text="A time before “From” is on the next morning.",
        error_messages=TIME_WORDS,
    )

    def clean(self) -> dict[str, Any]:
        """A shift lasts half a day at most."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens is None or closes is None:
            return cleaned
        if opens == closes:
            self.add_error("closes", "It begins and ends at the same time. Choose another end.")
        elif between(opens, closes) > LONGEST:
            self.add_error("closes", "That is more than 12 hours at a stretch. Please plan less.")
        return cleaned
