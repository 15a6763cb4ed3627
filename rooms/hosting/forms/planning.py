"""When somebody looks after a room, and hours with a theme."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from peerhub.ui.forms import DateInput, Form, TimeInput
from peerhub.ui.hours import DAY_WORDS, TIME_WORDS, ShiftHoursForm
from peerhub.weeks import weekly
from rooms.live.models import Host
from rooms.roster.actions import Stretch, Theme

WEEKS = 12


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


class ShiftForm(ShiftHoursForm):
    """Who looks after which room when, once or for some weeks."""

    who = HostOfRoom(
        label="Who, and in which room?",
        queryset=Host.objects.none(),
        empty_label="Choose",
    )
    day = forms.DateField(label="On", widget=DateInput, error_messages=DAY_WORDS)
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

    field_order = ("who", "day", "opens", "closes", "weeks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        hosts = Host.objects.filter(room__closed_at=None).select_related("room", "person")
        field.queryset = hosts.order_by("room__name", "person__handle")

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
