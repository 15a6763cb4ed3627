"""Made-up things for the gallery of components."""

from datetime import datetime
from typing import Any

from django import forms

from peerhub.ui.forms import DateInput, Form, Scale, Textarea

NUMBERS = [(str(number), str(number)) for number in range(11)]


class GalleryForm(Form):
    """One of each control."""

    nick = forms.CharField(
        label="What should we call you?",
        help_text="A nickname is fine. It does not need to be your real name.",
        widget=forms.TextInput({"autocomplete": "nickname"}),
        error_messages={"required": "Tell us what to call you."},
    )
    how = forms.ChoiceField(
        label="How would you like to meet?",
        choices=[("text", "By text"), ("voice", "By voice"), ("video", "By video")],
        widget=forms.RadioSelect,
    )
    about = forms.MultipleChoiceField(
        label="What would help now?",
        choices=[
            ("grief", "Grief"),
            ("sleep", "Trouble sleeping"),
            ("alone", "Loneliness"),
            ("unsure", "I am not sure"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label="Which day?", widget=DateInput, required=False)
    zone = forms.ChoiceField(
        label="Your time zone", choices=[("a", "London"), ("b", "New York")], required=False
    )
    hello = forms.CharField(
        label="A first hello", help_text="140 words at most.", widget=Textarea, required=False
    )
    today = forms.ChoiceField(
        label="How has today been?",
        choices=NUMBERS,
        widget=Scale(low="0 is very hard", high="10 is good"),
        required=False,
    )
    rules = forms.BooleanField(label="I have read the house rules and agree to them.")


def samples(now: datetime) -> dict[str, Any]:
    """Words and numbers for the components, seen at ``now``."""
    return {
        "now": now,
        "tones": ["primary", "warm", "sky", "plum", "sun", "leaf", "now"],
        "levels": [4, 2, 1, 0],
        "seeds": [f"quiet-fern-{number}" for number in range(12)],
        "times": ["5:30 pm", "6:00 pm", "6:30 pm", "7:00 pm", "7:30 pm"],
        "messages_shown": [
            (
                "",
                "Blue Heron",
                "10:02 am",
                "Mornings are the worst for me, and the phone most of all.",
            ),
            (
                "staff",
                "Sam",
                "10:03 am",
                "Thank you for saying it. I had a year of mornings like that.",
            ),
            ("mine", "You", "10:04 am", "Same here. I put mine in the kitchen drawer at night."),
        ],
    }
