"""What those who look after rooms type in."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from peerhub.ui.forms import DateInput, Form, Textarea, TimeInput
from rooms.bounds.models import REASON
from rooms.hosting.measures import GAPS, MEASURES, OWN, REASONS, Measure
from rooms.live.models import Host
from rooms.roster.actions import Stretch, Theme
from rooms.roster.weeks import weekly

WEEKS = 12
LONGEST = timedelta(hours=12)
NOW, SOON = "now", "soon"
TIME_WORDS = {
    "required": "Please say at what time.",
    "invalid": "We could not read that time. Use 17:30 for half past five.",
}
DAY_WORDS = {
    "required": "Please say on which day.",
    "invalid": "We could not read that day. Use 2026-11-24 for 24 November 2026.",
}


class HostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One host of a room, by their handle."""

    def label_from_instance(self, obj: Host) -> str:
        """Their handle."""
        return obj.person.handle


class HostOfRoom(HostField):
    """One host of any room."""

    def label_from_instance(self, obj: Host) -> str:
        """The room, then the handle."""
        return f"{obj.room.name}: {obj.person.handle}"


class MeasureForm(Form):
    """What to ask of a person, and what they are told."""

    measure = forms.ChoiceField(
        label="What should happen?",
        choices=[(key, each.words) for key, each in MEASURES.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label="What should they be told?",
        choices=[*REASONS.items(), (OWN, "In my own words")],
        widget=forms.RadioSelect,
    )
    own = forms.CharField(
        label="Your own words, if you chose that",
        required=False,
        max_length=REASON,
        widget=Textarea({"rows": 3}),
        help_text="The person reads this. Say what happened, not what they are like.",
        error_messages={"max_length": "That is longer than 300 characters."},
    )

    def clean(self) -> dict[str, Any]:
        """Own words are asked of whoever chose them."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") == OWN and not cleaned.get("own") and "own" not in self.errors:
            self.add_error("own", "Please write what they should be told.")
        return cleaned

    @property
    def chosen(self) -> Measure:
        """What was chosen; the form is valid."""
        return MEASURES[self.cleaned_data["measure"]]

    @property
    def told(self) -> str:
        """What the person will read; the form is valid."""
        reason = self.cleaned_data["reason"]
        return str(self.cleaned_data["own"]) if reason == OWN else REASONS[reason]


class SureForm(MeasureForm):
    """The same, carried along unseen while its consequences are on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class PromptForm(Form):
    """Something to talk about: one of the room's own, or another."""

    chosen = forms.ChoiceField(
        label="Choose one",
        required=False,
        choices=(),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Or write one",
        required=False,
        max_length=200,
        widget=Textarea({"rows": 2}),
        error_messages={"max_length": "That is longer than 200 characters."},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, prompts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(words, words) for words in prompts]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("chosen") or cleaned.get("words")):
            self.add_error("words", "Choose one, or write one.")
        return cleaned

    @property
    def said(self) -> str:
        """What to say; the form is valid. What was written counts more than what was chosen."""
        return str(self.cleaned_data["words"] or self.cleaned_data["chosen"])


class SlowForm(Form):
    """How long one person waits between two messages."""

    seconds = forms.TypedChoiceField(
        label="Time between two messages of one person",
        choices=list(GAPS.items()),
        coerce=int,
        widget=forms.RadioSelect,
    )


class CallForm(Form):
    """Why a host needs a moderator."""

    when = forms.ChoiceField(
        label="How soon?",
        choices=(
            (NOW, "Someone may be in danger now"),
            (SOON, "Please look soon"),
        ),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What do you want to tell the moderator?",
        max_length=1000,
        widget=Textarea({"rows": 3}),
        error_messages={"max_length": "That is longer than 1,000 characters."},
    )


class CloseForm(Form):
    """Why a room is closed."""

    why = forms.CharField(
        label="Why, for the people in the room",
        max_length=REASON,
        widget=Textarea({"rows": 3}),
        help_text="People who were in this room read this. Say when it may open again, if you know.",
        error_messages={"max_length": "That is longer than 300 characters."},
    )


class WrongForm(Form):
    """Why a person thinks that a bound is wrong."""

    words = forms.CharField(
        label="What would you like us to know?",
        max_length=1000,
        widget=Textarea,
        error_messages={"max_length": "That is longer than 1,000 characters."},
    )


class ShiftForm(Form):
    """Who looks after which room when, once or for some weeks."""

    who = HostOfRoom(
        label="Who, and in which room?",
        queryset=Host.objects.none(),
        empty_label="Choose",
    )
    day = forms.DateField(label="On", widget=DateInput, error_messages=DAY_WORDS)
    opens = forms.TimeField(label="From", widget=TimeInput, error_messages=TIME_WORDS)
    closes = forms.TimeField(
        label="Until",
        widget=TimeInput,
        help_text="A time before “From” is on the next morning.",
        error_messages=TIME_WORDS,
    )
    weeks = forms.IntegerField(
        label="How many weeks?",
        min_value=1,
        max_value=WEEKS,
        initial=1,
        help_text="1: only on this day. 4: on the same day of four weeks.",
        error_messages={
            "min_value": "Use a number from 1 to 12.",
            "max_value": "Use a number from 1 to 12.",
            "invalid": "Use a number from 1 to 12.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        hosts = Host.objects.filter(room__closed_at=None).select_related("room", "person")
        field.queryset = hosts.order_by("room__name", "person__handle")

    def clean(self) -> dict[str, Any]:
        """A shift lasts half a day at most."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens is None or closes is None:
            return cleaned
        if opens == closes:
            self.add_error("closes", "It begins and ends at the same time. Choose another end.")
        elif _length(opens, closes) > LONGEST:
            self.add_error("closes", "That is more than 12 hours at a stretch. Please plan less.")
        return cleaned

    def stretches(self, zone: ZoneInfo) -> list[Stretch]:
        """The times on the clock of ``zone``; the form is valid."""
        given = self.cleaned_data
        weeks = weekly(
            given["day"], given["opens"], given["closes"], weeks=given["weeks"], zone=zone
        )
        return list(weeks)


class HourForm(Form):
    """An hour with a theme."""

    theme = forms.CharField(
        label="What is it about?",
        max_length=120,
        error_messages={"max_length": "That is longer than 120 characters."},
    )
    host = HostField(label="Who hosts it?", queryset=Host.objects.none(), empty_label="Choose")
    day = forms.DateField(label="On", widget=DateInput, error_messages=DAY_WORDS)
    begins = forms.TimeField(label="From", widget=TimeInput, error_messages=TIME_WORDS)
    minutes = forms.TypedChoiceField(
        label="How long?",
        choices=((30, "30 minutes"), (60, "1 hour"), (90, "1½ hours"), (120, "2 hours")),
        coerce=int,
        initial=60,
    )

    def __init__(self, *args: Any, room_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["host"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        hosts = Host.objects.filter(room=room_id).select_related("person")
        field.queryset = hosts.order_by("person__handle")

    def planned(self, zone: ZoneInfo) -> Theme:
        """What was typed, on the clock of ``zone``; the form is valid."""
        given = self.cleaned_data
        return Theme(
            words=given["theme"],
            starts_at=datetime.combine(given["day"], given["begins"], tzinfo=zone),
            length=timedelta(minutes=given["minutes"]),
        )


def _length(opens: time, closes: time) -> timedelta:
    day = date.min
    length = datetime.combine(day, closes) - datetime.combine(day, opens)
    return length if closes > opens else length + timedelta(days=1)
