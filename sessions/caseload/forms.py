"""What is typed into working notes, and when a supervisor talks with somebody."""

from datetime import datetime
from typing import Any

from django import forms

from matching.models import SpecialistProfile
from peerhub.ui.forms import DateTimeInput, Form, WordsField
from peerhub.ui.moments import in_words
from sessions.caseload.actions import Handing
from sessions.caseload.models import HANDING, WORKING, HandedItem


class WorkingForm(Form):
    """The specialist's own words; empty ones delete what was there."""

    say_optional = False

    words = WordsField(label="Your own notes", most=WORKING, required=False)


class TimeForm(Form):
    """When the two talk, on the supervisor's clock."""

    at = forms.DateTimeField(
        label="When do you talk?",
        widget=DateTimeInput,
        error_messages={"invalid": "Please give a day and a time, such as 2027-01-15 14:30."},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_at(self) -> datetime:
        """An instant that is still to come."""
        at: datetime = self.cleaned_data["at"]
        if at <= self.now:
            raise forms.ValidationError("That time is over. Choose one that is still to come.")
        return at


class TakerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of several specialists, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name that everybody sees."""
        return str(obj.name)


class HandOverForm(Form):
    """To whom, a word to the member, and what could move if the member says so."""

    taker = TakerField(
        label="Who could go on with them?",
        help_text="Talk with both first, if you can.",
        queryset=SpecialistProfile.objects.none(),
        empty_label="Choose a peer",
    )
    words = WordsField(
        label="A word to the member",
        help_text="Why, kindly and plainly. The other peer reads it, too, once the member says yes.",
        most=HANDING,
    )
    items = forms.MultipleChoiceField(
        label="What could go with it, if the member says yes to it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, profile: SpecialistProfile, could: Handing, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        taker, items = self.fields["taker"], self.fields["items"]
        assert isinstance(taker, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(items, forms.MultipleChoiceField)  # noqa: S101 - likewise
        shown = SpecialistProfile.objects.published().exclude(pk=profile.pk)
        taker.queryset = shown.select_related("person").order_by("person__handle")
        zone = profile.person.zone
        self.versions = {f"v{each.pk}": each for each in could.versions}
        self.promises = {f"p{each.pk}": each for each in could.promises}
        items.choices = [
            (key, f"Note of {in_words(each.note.booking.starts_at, 'date', zone)}")
            for key, each in self.versions.items()
        ] + [(key, f"Promise: {each.words}") for key, each in self.promises.items()]
        if not items.choices:
            del self.fields["items"]

    def offered(self) -> Handing:
        """What was ticked; the form is valid."""
        keys = self.cleaned_data.get("items", ())
        return Handing(
            [each for key, each in self.versions.items() if key in keys],
            [each for key, each in self.promises.items() if key in keys],
        )


class AgreeForm(Form):
    """What the member lets move; nothing is ticked beforehand."""

    items = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, items: list[HandedItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(each.pk, "Hand this on") for each in items]
