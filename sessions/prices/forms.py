"""What specialists say of their price, and what members say they can pay."""

from datetime import date
from typing import Any

from django import forms

from peerhub.ui.forms import Form
from sessions.prices.models import PriceChange
from sessions.prices.scale import PEOPLE_MOST, Region
from sessions.prices.sums import DOLLAR, SHARES, in_dollars, terms

ASKS, PAID, UNPAID = "asks", "paid", "unpaid"
WORDS_OF_SHARES = {
    0: "Nothing",
    25: "A quarter of the price",
    50: "Half the price",
    75: "Three quarters of the price",
    100: "The whole price",
}
WORDS_OF_REGIONS = {
    Region.STATES: "48 states or Washington, D.C.",
    Region.ALASKA: "Alaska",
    Region.HAWAII: "Hawaii",
}


class PriceForm(Form):
    """A price, or none; then with pay or without."""

    say_optional = False

    kind = forms.ChoiceField(label="What you ask for", widget=forms.RadioSelect)
    dollars = forms.IntegerField(
        label="Price of 30 minutes, in dollars",
        required=False,
        min_value=1,
        # Not a field of numbers: browsers show nothing of what else was typed there.
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Type whole dollars, such as 30.",
            "min_value": "A price is 1 dollar at least. To ask for nothing, choose “Nothing”.",
        },
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = terms(on)
        self.most, floor = held.most // DOLLAR, in_dollars(held.floor)
        kind, dollars = self.fields["kind"], self.fields["dollars"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - tells the type checker
        kind.choices = [
            (ASKS, "A price"),
            (PAID, f"Nothing. PeerHub pays me {floor} for 30 minutes"),
            (UNPAID, "Nothing, and I want no pay"),
        ]
        dollars.help_text = f"Whole dollars, {self.most} at most. Only where you ask a price."

    def clean(self) -> dict[str, Any]:
        """A price needs its number, within the band."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == ASKS and "dollars" not in self.errors:
            dollars = given.get("dollars")
            if dollars is None:
                self.add_error("dollars", "Type a price, such as 30.")
            elif dollars > self.most:
                self.add_error("dollars", f"30 minutes cost {self.most} dollars at most.")
        return given

    @property
    def cents(self) -> int | None:
        """The price; None asks nothing. The form is valid."""
        given = self.cleaned_data
        return given["dollars"] * DOLLAR if given["kind"] == ASKS else None

    @property
    def is_paid(self) -> bool:
        """Whether they are paid. The form is valid."""
        return bool(self.cleaned_data["kind"] != UNPAID)

    @staticmethod
    def of(cents: int | None, last: PriceChange | None) -> dict[str, Any]:
        """What the form begins with."""
        if cents is not None:
            return {"kind": ASKS, "dollars": cents // DOLLAR}
        return {"kind": UNPAID if last is not None and not last.is_paid else PAID}


class ShareForm(Form):
    """Which share of prices a member can pay."""

    say_optional = False

    share = forms.TypedChoiceField(
        label="I can pay",
        coerce=int,
        choices=[(share, WORDS_OF_SHARES[share]) for share in SHARES],
        widget=forms.RadioSelect,
        help_text="As an example: where the price is $30, half of it is $15, and a quarter is $7.50.",
    )


class HouseholdForm(Form):
    """How many people, and where: nothing of what they have, and nothing is kept."""

    say_optional = False

    people = forms.TypedChoiceField(
        label="How many people live from the same money?",
        coerce=int,
        choices=[(number, number) for number in range(1, PEOPLE_MOST + 1)],
        help_text="You, and whoever you share it with.",
    )
    region = forms.ChoiceField(
        label="Where you live", choices=[(each.value, WORDS_OF_REGIONS[each]) for each in Region]
    )
