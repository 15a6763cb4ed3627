"""What is said to talk now, and to be on."""

from django import forms

from peerhub.ui.forms import Form, Textarea
from sessions.bookings.states import Mode
from sessions.on_now.models import LINE_LENGTH


class AskForm(Form):
    """By text or by voice, and a line if they like."""

    mode = forms.ChoiceField(
        label="How would you like to talk?",
        choices=(
            (Mode.TEXT.value, "By text. You type to each other."),
            (Mode.AUDIO.value, "By voice. Nobody sees anybody."),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how you would like to talk."},
    )
    line = forms.CharField(
        label="Would you like to say something first?",
        help_text=(
            "You need no topic. Seen by the one who comes, and not before. If your words sound as"
            " if you are in danger, a moderator reads them too."
        ),
        max_length=LINE_LENGTH,
        required=False,
        widget=Textarea,
        error_messages={
            "max_length": f"This is too long. Please keep it to {LINE_LENGTH} letters and spaces."
        },
    )


class OnForm(Form):
    """For how long."""

    say_optional = False

    hours = forms.TypedChoiceField(
        label="For how long are you on?",
        choices=((1, "1 hour"), (2, "2 hours"), (3, "3 hours"), (4, "4 hours")),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose for how long."},
    )
