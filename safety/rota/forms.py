"""What people type in about shifts."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.ui.forms import DateInput, Form
from peerhub.ui.hours import DAY_WORDS, ShiftHoursForm
from peerhub.ui.moments import in_words
from peerhub.weekdays import Weekday
from peerhub.weeks import Stretch, weekly
from safety.rota.actions import Week
from safety.rota.models import Shift
from safety.rota.policies import team_clinicians, who_can_take
from safety.rota.states import Post

MOST = 9  # people of one post at a time
NUMBER_WORDS = dict.fromkeys(("min_value", "max_value", "invalid"), "Use a number from 1 to 9.")


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody, by their handle."""

    def label_from_instance(self, obj: User) -> str:
        """Their handle."""
        return obj.handle


class ShiftField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A shift of somebody, by its beginning on the reader's clock."""

    zone: ZoneInfo | None = None

    def label_from_instance(self, obj: Shift) -> str:
        """When, and whose."""
        whose = obj.person.handle if obj.person is not None else "nobody"
        return f"{in_words(obj.starts_at, 'full', self.zone)}, of {whose}"


class HoursForm(ShiftHoursForm):
    """A post, hours on the wall, and how many people."""

    post = forms.ChoiceField(label="Who is needed?", choices=Post.choices)
    people = forms.IntegerField(
        label="How many people?",
        min_value=1,
        max_value=MOST,
        initial=1,
        error_messages=NUMBER_WORDS,
    )


class WeekForm(HoursForm):
    """Hours that are kept every week."""

    weekday = forms.TypedChoiceField(label="Every", choices=Weekday.choices, coerce=int)
    field_order = ("post", "weekday", "opens", "closes", "people")

    @property
    def week(self) -> Week:
        """What was typed; the form is valid."""
        given = self.cleaned_data
        return Week(
            post=Post(given["post"]),
            weekday=given["weekday"],
            opens=given["opens"],
            closes=given["closes"],
            people=given["people"],
        )


class SingleForm(HoursForm):
    """One shift on one day."""

    day = forms.DateField(
        label="On",
        widget=DateInput,
        error_messages=DAY_WORDS,
    )
    field_order = ("post", "day", "opens", "closes", "people")

    @property
    def stretch(self) -> Stretch:
        """When, on the wall of the rota; the form is valid."""
        given = self.cleaned_data
        zone = ZoneInfo(settings.ROTA_ZONE)
        return weekly(given["day"], given["opens"], given["closes"], weeks=1, zone=zone)[0]


class AssignForm(Form):
    """Whom a shift is given to."""

    person = PersonField(
        label="Who has it?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody: it is open",
    )
    say_optional = False

    def __init__(self, *args: Any, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, initial={"person": shift.person_id}, **kwargs)
        _choices(self, "person", who_can_take(shift))


class SwapForm(Form):
    """What somebody would take for a shift of theirs."""

    for_shift = ShiftField(
        label="Would you take another for it?",
        queryset=Shift.objects.none(),
        required=False,
        empty_label="No, somebody just takes mine over",
    )
    say_optional = False

    def __init__(self, *args: Any, shift: Shift, by: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Shift.objects.standing().filter(
            post=shift.post, person__isnull=False, starts_at__gt=now
        )
        field = self.fields["for_shift"]
        assert isinstance(field, ShiftField)  # noqa: S101 - for the type checker
        field.zone = by.zone
        field.queryset = others.exclude(person=by).select_related("person").in_order()


class ClinicianForm(Form):
    """Which clinician is of the team."""

    person = PersonField(
        label="Which clinician?", queryset=User.objects.none(), empty_label="Choose"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.holding(Role.CLINICIAN).exclude(pk__in=team_clinicians())
        _choices(self, "person", others)


def _choices(form: Form, name: str, people: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
    field.queryset = people.order_by("handle")
