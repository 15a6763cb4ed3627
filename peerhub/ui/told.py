"""What a person is told about something that holds for them: a ready reason, or one's own words."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from peerhub.ui.forms import Form, Textarea

OWN = "own"
OF_OWN = "For your own words. The others above name their rule. The person reads its name."


def reason_field(reasons: Mapping[str, str]) -> forms.ChoiceField:
    """One of some kind ``reasons``, or one's own words."""
    return forms.ChoiceField(
        label="What should they be told?",
        choices=[*reasons.items(), (OWN, "In my own words")],
        widget=forms.RadioSelect,
    )


def own_field(longest: int) -> forms.CharField:
    """One's own words, of at most ``longest`` characters."""
    return forms.CharField(
        label="Your own words, if you chose that",
        required=False,
        max_length=longest,
        widget=Textarea({"rows": 3}),
        help_text="The person reads this. Say what happened, not what they are like.",
        error_messages={"max_length": f"That is longer than {longest} characters."},
    )


def rule_field(rules: Sequence[tuple[str, str]], *, hint: str = OF_OWN) -> forms.ChoiceField:
    """Which of our rules it is about."""
    return forms.ChoiceField(
        label="Which house rule is it about?",
        required=False,
        choices=[("", "Choose one"), *rules],
        help_text=hint,
    )


class ToldForm(Form):
    """A form with a ``reason``, ``own`` words and a ``rule``; ``reasons``: the ready ones.

    ``rule_of``: the rule of each ready reason. Who writes in their own words chooses it.
    """

    reasons: ClassVar[Mapping[str, str]]
    rule_of: ClassVar[Mapping[str, str]]

    def clean(self) -> dict[str, Any]:
        """Own words are asked of whoever chose them."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") == OWN and not cleaned.get("own") and "own" not in self.errors:
            self.add_error("own", "Please write what they should be told.")
        if cleaned.get("reason") == OWN and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", "Choose the rule that it is about.")
        return cleaned

    @property
    def by_rule(self) -> str:
        """The key of the house rule it is about; the form is valid."""
        reason = self.cleaned_data["reason"]
        return str(self.cleaned_data["rule"]) if reason == OWN else self.rule_of[reason]

    @property
    def told(self) -> str:
        """What the person will read; the form is valid."""
        reason = self.cleaned_data["reason"]
        return str(self.cleaned_data["own"]) if reason == OWN else self.reasons[reason]
