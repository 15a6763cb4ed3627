"""What a member would like of a session, and how heavy things feel."""

from typing import Any

from django import forms

from matching.choosing import NotesField
from peerhub.ui.forms import Form, Scale, WordsField
from sessions.pacing import pause
from sessions.pacing.lighter import HEAVIEST
from sessions.pacing.models import CALL_ME, OFF_TABLE, OwnWords, Wish
from sessions.pacing.states import Depth, Manner


class CardForm(Form):
    """The card. Every part can be left out; nothing is asked twice."""

    say_optional = False  # the page says so once

    depth = forms.ChoiceField(
        label="How deep today?", choices=Depth, required=False, widget=forms.RadioSelect
    )
    manner = forms.ChoiceField(
        label="Listening or ideas?", choices=Manner, required=False, widget=forms.RadioSelect
    )
    off_table = WordsField(
        label="Is anything off the table?",
        help_text="You do not have to say why.",
        most=OFF_TABLE,
        required=False,
    )
    notes = NotesField(label="Please keep away from")
    pause_word = forms.CharField(
        label="A word that stops everything",
        help_text=f"One or two words that either of you can type. If you leave it empty, it is “{pause.USUAL}”.",
        max_length=pause.LENGTH,
        required=False,
    )
    camera_off = forms.BooleanField(label="Keep my camera off", required=False)
    call_me = forms.CharField(
        label="What should they call you?",
        help_text="Not the name in your passport, please. If you leave it empty, it is your name here.",
        max_length=CALL_ME,
        required=False,
    )

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        initial = {
            "depth": wish.depth,
            "manner": wish.manner,
            "notes": list(wish.notes),
            "camera_off": wish.camera_off,
            "off_table": wish.words.off_table,
            "pause_word": wish.words.pause_word,
            "call_me": wish.words.call_me,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_pause_word(self) -> str:
        """One or two words that can be typed, or none."""
        word: str = self.cleaned_data["pause_word"]
        if word and not pause.is_word(word):
            raise forms.ValidationError("Please choose one or two short words, with letters.")
        return word

    @property
    def wish(self) -> Wish:
        """All that was chosen; the form is valid."""
        given = self.cleaned_data
        return Wish(
            depth=Depth(given["depth"]) if given["depth"] else None,
            manner=Manner(given["manner"]) if given["manner"] else None,
            notes=tuple(note.slug for note in given["notes"]),
            words=OwnWords(given["off_table"], given["pause_word"], given["call_me"]),
            camera_off=given["camera_off"],
        )


class HeavinessForm(Form):
    """One number, or none."""

    say_optional = False

    value = forms.TypedChoiceField(
        label="How heavy do things feel right now?",
        choices=[(str(number), str(number)) for number in range(HEAVIEST + 1)],
        coerce=int,
        widget=Scale(low="0 is light", high="10 is very heavy"),
        error_messages={"required": "Choose a number, or leave this. Both are fine."},
    )
