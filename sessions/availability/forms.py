"""What a specialist types in about their hours."""

from datetime import date, time, timedelta
from typing import Any, cast

from django import forms

from peerhub.ui.forms import DateInput, Form, TimeInput
from peerhub.weekdays import Weekday
from peerhub.weeks import between
from sessions.availability import rules
from sessions.availability.rules import DAY, HOUR, MINUTE, USUAL, Rules, how_long
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours

LONGEST = timedelta(hours=12)
AHEAD = 731 * DAY  # dates further away are slips of the hand
LONGEST_LEAVE = 366 * DAY
NOT_READ = "We could not read that date. Choose it from the calendar, or use 2026-12-24."


def opening(label: str = "From", **kwargs: Any) -> forms.TimeField:
    """When hours begin."""
    return forms.TimeField(
        label=label,
        widget=TimeInput,
        error_messages={
            "required": "Please say when your hours begin.",
            "invalid": "We could not read that time. Use 17:30 for half past five.",
        },
        **kwargs,
    )


def closing(label: str = "Until", **kwargs: Any) -> forms.TimeField:
    """When hours end."""
    return forms.TimeField(
        label=label,
        help_text="00:00 is midnight. A time before “From” is on the next morning.",
        widget=TimeInput,
        error_messages={
            "required": "Please say when your hours end.",
            "invalid": "We could not read that time. Use 20:00 for eight o’clock.",
        },
        **kwargs,
    )


class HoursForm(Form):
    """The same hours on one or more days of the week."""

    days = forms.TypedMultipleChoiceField(
        label="Which days?",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one day."},
    )
    opens = opening()
    closes = closing()

    def __init__(self, *args: Any, shortest: timedelta = USUAL, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shortest = shortest

    def clean(self) -> dict[str, Any]:
        """Hours hold at least one session and at most half a day."""
        cleaned = super().clean() or {}
        if error := _too_short_or_long(cleaned, self.shortest):
            self.add_error("closes", error)
        return cleaned

    def hours(self) -> list[WeeklyHours]:
        """One entry for each chosen day; the form is valid."""
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        return [WeeklyHours(day, opens, closes) for day in sorted(self.cleaned_data["days"])]


class DateForm(Form):
    """What is different on one date."""

    on = forms.DateField(
        label="Which day?",
        widget=DateInput,
        error_messages={"required": "Please choose a day.", "invalid": NOT_READ},
    )
    kind = forms.ChoiceField(
        label="What is different?",
        choices=(
            ("closed", "I am not there at all."),
            ("part", "I am not there for some hours."),
            ("extra", "I am there for more hours."),
        ),
        widget=forms.RadioSelect,
    )
    opens = opening("From (not for a whole day)", required=False)
    closes = closing("Until (not for a whole day)", required=False)

    def __init__(self, *args: Any, today: date, shortest: timedelta, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.shortest = today, shortest

    def clean_on(self) -> date:
        """A day that comes."""
        return _coming(cast("date", self.cleaned_data["on"]), self.today)

    def clean(self) -> dict[str, Any]:
        """Hours have two times; a whole day needs none."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") not in {"part", "extra"}:
            return cleaned
        for name in ("opens", "closes"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        shortest = self.shortest if cleaned["kind"] == "extra" else MINUTE
        if error := _too_short_or_long(cleaned, shortest):
            self.add_error("closes", error)
        return cleaned

    def value(self) -> ExtraHours | Closed:
        """The same as a plain value; the form is valid."""
        on, kind = self.cleaned_data["on"], self.cleaned_data["kind"]
        if kind == "closed":
            return Closed(on)
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        return ExtraHours(on, opens, closes) if kind == "extra" else Closed(on, (opens, closes))


class LeaveForm(Form):
    """Days on which a specialist is away."""

    first_on = forms.DateField(
        label="First day away",
        widget=DateInput,
        error_messages={"required": "Please choose your first day away.", "invalid": NOT_READ},
    )
    last_on = forms.DateField(
        label="Last day away",
        widget=DateInput,
        error_messages={"required": "Please choose your last day away.", "invalid": NOT_READ},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_on(self) -> date:
        """A day that comes; the leave itself may have begun."""
        return _coming(cast("date", self.cleaned_data["last_on"]), self.today)

    def clean(self) -> dict[str, Any]:
        """It begins before it ends, and is at most a year."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "The last day is before the first. Please look again.")
        elif first and last and last - first > LONGEST_LEAVE:
            self.add_error("last_on", "That is more than a year. Please choose less.")
        return cleaned

    def value(self) -> Away:
        """The same as a plain value; the form is valid."""
        return Away(self.cleaned_data["first_on"], self.cleaned_data["last_on"])


def _whole(label: str, most: int) -> forms.IntegerField:
    words = f"Please use a number from 1 to {most}, or leave it empty."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        error_messages={"invalid": words, "min_value": words, "max_value": words},
    )


def _one_of(label: str, choices: list[tuple[int, str]], **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, **kwargs)


def _pause(minutes: int) -> str:
    return how_long(minutes * MINUTE) if minutes else "none"


class RulesForm(Form):
    """How a specialist wants to be booked."""

    lengths = forms.TypedMultipleChoiceField(
        label="How long may a session be?",
        help_text="People choose among what you tick here.",
        choices=[(each, f"{each} minutes") for each in rules.LENGTHS],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one."},
    )
    step = _one_of(
        "A session can begin every", [(each, how_long(each * MINUTE)) for each in rules.STEPS]
    )
    notice = _one_of(
        "How long before must people book?",
        [(each, how_long(each * HOUR)) for each in rules.NOTICES],
        help_text="So that nobody stands at your door unannounced.",
    )
    horizon = _one_of(
        "How far ahead can people book?", [(n, how_long(n * DAY)) for n in rules.HORIZONS]
    )
    before = _one_of("Time to get ready before each", [(n, _pause(n)) for n in rules.BUFFERS])
    after = _one_of(
        "Time to rest after each",
        [(each, _pause(each)) for each in rules.BUFFERS],
        help_text="Between two sessions you have both.",
    )
    per_day = _whole("Sessions on one day at most", rules.MOST_PER_DAY)
    per_week = _whole("Sessions from Monday to Sunday at most", rules.MOST_PER_WEEK)

    @staticmethod
    def of(kept: Rules) -> dict[str, Any]:
        """What stands in the form at first."""
        return {
            "lengths": [length // MINUTE for length in kept.lengths],
            "step": kept.step // MINUTE,
            "notice": kept.notice // HOUR,
            "horizon": kept.horizon // DAY,
            "before": kept.before // MINUTE,
            "after": kept.after // MINUTE,
            "per_day": kept.per_day,
            "per_week": kept.per_week,
        }

    @staticmethod
    def in_words(kept: Rules) -> dict[str, str]:
        """Rules as the page says them."""
        lengths = [str(length // MINUTE) for length in kept.lengths]
        first, last = ", ".join(lengths[:-1]), lengths[-1]
        return {
            "lengths": f"{first} or {last} minutes" if first else f"{last} minutes",
            "notice": how_long(kept.notice),
            "horizon": how_long(kept.horizon),
            "gap": how_long(kept.gap),
        }

    def value(self) -> Rules:
        """The same as a plain value; the form is valid."""
        given = self.cleaned_data
        numbers = ("notice", "horizon", "before", "after", "step", "per_day", "per_week")
        return Rules.of_numbers(*(given[name] for name in numbers), *given["lengths"])


def _coming(day: date, today: date) -> date:
    if day < today:
        raise forms.ValidationError("That day is over. Please choose one that comes.")
    if day > today + AHEAD:
        raise forms.ValidationError("That is more than two years away. Please look again.")
    return day


def _too_short_or_long(cleaned: dict[str, Any], shortest: timedelta) -> str | None:
    opens: time | None = cleaned.get("opens")
    closes: time | None = cleaned.get("closes")
    if opens is None or closes is None:
        return None
    length = between(opens, closes)
    if closes == opens:
        return "That is no time at all. Please choose a later end."
    if length < shortest:
        return f"A session takes {shortest // MINUTE} minutes. Please offer at least that."
    if length > LONGEST:
        return "That is more than 12 hours at a stretch. Please choose less."
    return None
