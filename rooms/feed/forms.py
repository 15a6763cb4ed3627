"""What people choose on the page near them."""

from django import forms

from peerhub.ui.forms import Form
from rooms.feed.states import Order


class OrderForm(Form):
    """One of the two orders."""

    order = forms.TypedChoiceField(choices=Order.choices, coerce=Order)
