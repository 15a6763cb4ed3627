"""What a member says when they would like to meet regularly."""

from typing import Any

from django import forms

from matching.models import SpecialistProfile
from peerhub.ui.forms import Form
from sessions.bookings.forms import HOW
from sessions.bookings.states import Mode, offers
from sessions.series.dates import FEWEST, MOST

AGAIN = "Please choose again how often you would like to meet."


class RhythmForm(Form):
    """How often, and how many times; asked in the address, so that nothing is kept by looking."""

    say_optional = False

    every = forms.TypedChoiceField(
        label="How often?",
        choices=(("1", "Every week"), ("2", "Every two weeks")),
        coerce=int,
        initial="1",
        widget=forms.RadioSelect,
        error_messages={"required": AGAIN, "invalid_choice": AGAIN},
    )
    count = forms.TypedChoiceField(
        label="How many times?",
        choices=[(str(number), str(number)) for number in range(FEWEST, MOST + 1)],
        coerce=int,
        initial="4",
        error_messages={
            "required": "Please choose how many times you would like to meet.",
            "invalid_choice": f"Please choose a number from {FEWEST} to {MOST}.",
        },
    )

    @classmethod
    def read(cls, asked: Any) -> "RhythmForm":
        """The form as the address or the page has it; every week, four times, where it says nothing."""
        usual = {name: field.initial for name, field in cls.base_fields.items()}
        return cls({**usual, **{name: asked[name] for name in usual if name in asked}})


class ModeForm(Form):
    """How to meet, each time."""

    mode = forms.ChoiceField(
        label="How would you like to meet?",
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how you would like to meet."},
    )

    def __init__(self, *args: Any, profile: SpecialistProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mode = self.fields["mode"]
        assert isinstance(mode, forms.ChoiceField)  # noqa: S101 - tells the type checker
        mode.choices = [(way, HOW[way]) for way in Mode if offers(profile.ways, way)]
