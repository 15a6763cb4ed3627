"""What somebody says against a decision, and what a second person answers."""

from django import forms

from peerhub.ui.forms import Form, WordsField
from safety.deeds.models import WORDS
from safety.deeds.states import Outcome


class AppealForm(Form):
    """Why it looks wrong to them."""

    words = WordsField(label="What would you like us to know?", most=WORDS)


class DecisionForm(Form):
    """What the second person decides, and says to the person."""

    outcome = forms.TypedChoiceField(
        label="What do you decide?",
        choices=(
            (Outcome.UNDONE, "Undo it: what was done ends now"),
            (Outcome.UPHELD, "Leave it as it is"),
        ),
        coerce=Outcome,
        widget=forms.RadioSelect,
    )
    answer = WordsField(
        label="What the person reads",
        most=WORDS,
        help_text="Thank them. Say in plain words what you saw, and why you decide so. Do not promise"
        " that others see it again: it may be changed or deleted by now. We tell them which.",
    )
