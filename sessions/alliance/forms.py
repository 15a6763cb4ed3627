"""How a session went: five items, each a number or nothing."""

from django import forms

from peerhub.ui.forms import Form, Scale
from sessions.alliance.signals import HIGHEST, ITEMS, Answers

NUMBERS = [(str(number), str(number)) for number in range(HIGHEST + 1)]


class CheckInForm(Form):
    """Each item can be left out."""

    say_optional = False  # the page says so once

    def __init__(self, *args: object, answers: Answers, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for item, words in ITEMS.items():
            self.fields[item] = forms.TypedChoiceField(
                label=words,
                choices=[*NUMBERS, ("", "Skip")],
                coerce=int,
                empty_value=None,
                required=False,
                initial=getattr(answers, item),
                widget=Scale(low="0 is not at all", high="10 is fully"),
            )

    @property
    def answers(self) -> Answers:
        """What was chosen; the form is valid."""
        return Answers(**{item: self.cleaned_data[item] for item in ITEMS})
