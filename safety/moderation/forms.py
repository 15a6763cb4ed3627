"""Which steps are taken."""

from typing import Any

from django import forms

from peerhub.accounts.models.pause import REASON
from peerhub.ui.forms import Unseen
from peerhub.ui.told import ToldForm, own_field, reason_field, rule_field
from safety.deeds.house import CHOICES, OF_REASON
from safety.flags.pauses import LASTS, REASONS
from safety.moderation.steps import MUTES, Steps

NONE_CHOSEN = "Choose at least one step."


class StepsForm(ToldForm):
    """Steps that are taken together, and what the person is told."""

    say_optional = False
    reasons = REASONS
    rule_of = OF_REASON
    warn = forms.BooleanField(label="Write to them about it", required=False)
    hide = forms.BooleanField(label="Hide the message from everybody", required=False)
    mute = forms.ChoiceField(
        label="Let them be silent there",
        required=False,
        choices=[("", "No"), *((each.key, each.words.capitalize()) for each in MUTES.values())],
        widget=forms.RadioSelect,
    )
    pause = forms.ChoiceField(
        label="Pause their account",
        required=False,
        choices=[("", "No"), *((each.key, each.words.capitalize()) for each in LASTS.values())],
        widget=forms.RadioSelect,
    )
    reason = reason_field(REASONS)
    own = own_field(REASON)
    rule = rule_field(CHOICES)

    def __init__(
        self, *args: Any, can_hide: bool = True, can_mute: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, can in (("hide", can_hide), ("mute", can_mute)):
            if not can:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """At least one step."""
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("warn", "hide", "mute", "pause")):
            self.add_error(None, NONE_CHOSEN)
        return cleaned

    @property
    def chosen(self) -> Steps:
        """The steps; the form is valid."""
        given = self.cleaned_data
        return Steps(
            told=self.told,
            rule=self.by_rule,
            warn=given["warn"],
            hide=given.get("hide", False),
            mute=MUTES.get(given.get("mute", "")),
            pause=LASTS.get(given["pause"]),
        )


class SureForm(Unseen, StepsForm):
    """The same, unseen."""
