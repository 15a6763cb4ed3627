"""Looking for local help, and keeping it."""

import re
from datetime import date
from typing import Any

from django import forms

from peerhub.accounts.countries import COUNTRIES
from peerhub.ui.forms import DateInput, Form, Textarea, TimeInput, Unseen
from peerhub.weekdays import Weekday
from safety.directory.actions import Consent, Offer
from safety.directory.finding import FREE, FROM_HOME, LOW, Search
from safety.directory.models import LONG, SHORT, Service
from safety.directory.states import LANGUAGES, Access, ConsentHow, Cost, Need, Way

NUMBER = re.compile(r"\+?[0-9(][0-9 ()-]{1,28}[0-9]")
ANY = [("", "Any")]
FACTS = (
    *("about", "needs", "ways", "languages", "cost", "cost_note", "eligibility"),
    *("accessibility", "country", "whole_country", "area"),
)


class SearchForm(Form):
    """What somebody looks for; it travels in the address, so that it can be passed on."""

    say_optional = False

    need = forms.ChoiceField(label="What for?", required=False, choices=[*ANY, *Need.choices])
    country = forms.ChoiceField(label="Country", required=False, choices=list(COUNTRIES.items()))
    place = forms.CharField(
        label="Town, region or postal code",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="What you type stands in the address of the next page. We do not keep it.",
    )
    way = forms.ChoiceField(
        label="How?",
        required=False,
        choices=[*ANY, (FROM_HOME, "From home (by phone or online)"), *Way.choices],
    )
    language = forms.ChoiceField(
        label="Language", required=False, choices=[*ANY, *LANGUAGES.items()]
    )
    cost = forms.ChoiceField(
        label="Cost",
        required=False,
        choices=[*ANY, (FREE, "Free"), (LOW, "Free, or pay what you can")],
    )

    def search(self, *, home: str) -> Search:
        """What was asked; what could not be read asks for nothing. ``home``: the usual country."""
        asked = {name: str(words) for name, words in self.cleaned_data.items() if words}
        return Search(**{"country": home, **asked})


def _text(label: str, *, required: bool = False, hint: str = "", most: int = SHORT) -> Any:
    return forms.CharField(label=label, required=required, max_length=most, help_text=hint)


def _several(label: str, choices: Any, *, required: bool = True) -> Any:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


class ServiceForm(Form):
    """Everything about one service, and the yes to listing it."""

    organization = _text("Organization", required=True)
    name = _text("Name of the service", required=True)
    website = forms.URLField(
        label="Website", required=False, assume_scheme="https", widget=forms.URLInput
    )
    about = forms.CharField(
        label="What it does, in plain words", required=False, max_length=LONG, widget=Textarea
    )
    needs = _several("What it helps with", Need.choices)
    ways = _several("How it can be reached", Way.choices)
    phone = _text("Phone number", hint="As it is printed.", most=32)
    country = forms.ChoiceField(label="Country", choices=list(COUNTRIES.items()), initial="US")
    whole_country = forms.BooleanField(label="It helps in the whole country", required=False)
    area = _text("Where it helps", hint="Towns or regions, in words.")
    address = _text("Street and number", hint="Leave it empty where the address is kept secret.")
    city = _text("Town", most=100)
    region = _text("Region", most=100)
    postal_code = _text("Postal code", most=16)
    days = forms.TypedMultipleChoiceField(
        label="Open on",
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(
        label="From", required=False, widget=TimeInput, help_text="Empty: day and night."
    )
    closes = forms.TimeField(label="Until", required=False, widget=TimeInput)
    languages = _several("Languages", list(LANGUAGES.items()))
    cost = forms.ChoiceField(label="Cost", choices=Cost.choices, widget=forms.RadioSelect)
    cost_note = _text("More about the cost")
    eligibility = _text("Who it is for", hint="Empty: anybody.")
    accessibility = _several("Accessibility", Access.choices, required=False)
    consent_by = _text(
        "Who said yes to being listed?", required=True, hint="Name and work there. Only we see it."
    )
    consent_on = forms.DateField(label="When?", widget=DateInput)
    consent_how = forms.ChoiceField(
        label="How?", choices=ConsentHow.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_phone(self) -> str:
        """A number, or nothing."""
        number = str(self.cleaned_data["phone"])
        if number and not NUMBER.fullmatch(number):
            raise forms.ValidationError("Use digits, spaces, dashes and brackets.")
        return number

    def clean_consent_on(self) -> date:
        """A day that has been."""
        day: date = self.cleaned_data["consent_on"]
        if day > self.today:
            raise forms.ValidationError("This day has not come yet.")
        return day

    def clean(self) -> dict[str, Any]:
        """What belongs together is there."""
        given = super().clean() or {}
        ways = given.get("ways", ())
        needed = (
            (Way.PHONE, "phone", "Write the number, or take “By phone” away."),
            (Way.IN_PERSON, "city", "Write the town, or take “In person” away."),
            (Way.ONLINE, "website", "Write the website, or take “Online” away."),
        )
        for way, name, words in needed:
            if way in ways and name not in self.errors and not given.get(name):
                self.add_error(name, words)
        if bool(given.get("opens")) != bool(given.get("closes")):
            self.add_error("closes", "Write both times, or none.")
        if not (given.get("whole_country") or given.get("area") or given.get("city")):
            self.add_error("area", "Say where it helps: a town, an area, or the whole country.")
        return given

    @property
    def offer(self) -> Offer:
        """What was written about the service."""
        given = self.cleaned_data
        rest = ("organization", "name", "website", "phone", "address", "city", "region")
        times = ("postal_code", "days", "opens", "closes")
        return Offer(
            facts={name: given[name] for name in FACTS},
            **{name: given[name] for name in (*rest, *times)},
        )

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What people will see besides the names, as label and words; nothing left empty."""
        hidden = {"organization", "name", "about", "consent_by", "consent_on", "consent_how"}
        told = [
            (str(field.label), _in_words(field.field, self.cleaned_data[field.name]))
            for field in self
            if field.name not in hidden
        ]
        return [(label, words) for label, words in told if words]

    @property
    def consent(self) -> Consent:
        """The yes."""
        given = self.cleaned_data
        return Consent(by=given["consent_by"], on=given["consent_on"], how=given["consent_how"])


def typed(service: Service) -> dict[str, Any]:
    """What a form begins with that lists a changed service anew: all but the yes."""
    place, phone = service.locations.first(), service.phones.first()
    hours = service.schedules.first()
    return {
        **{name: getattr(service, name) for name in ("name", *FACTS)},
        "organization": service.organization.name,
        "website": service.organization.website,
        "phone": phone.number if phone else "",
        **{name: getattr(place, name, "") for name in ("address", "city", "region", "postal_code")},
        **{name: getattr(hours, name, None) for name in ("days", "opens", "closes")},
    }


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else ""
    names = dict(getattr(field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(names.get(each, each)) for each in values if each not in {None, ""})


class CarriedForm(Unseen, ServiceForm):
    """The same, unseen, while the page shows what people will see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("needs", "ways", "days", "languages", "accessibility"):
            self.fields[name].widget = forms.MultipleHiddenInput()


class CheckForm(Form):
    """Everything still holds."""

    agrees = forms.BooleanField(
        label="I asked them today: all of this holds, and they still want to be listed."
    )


class RetireForm(Form):
    """Why it goes."""

    why = _text("Why does it go?", required=True, hint="For us. People just do not find it.")
