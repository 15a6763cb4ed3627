"""What people type into a case."""

from collections.abc import Sequence
from typing import Any

from django import forms

from peerhub.accounts.models.pause import REASON
from peerhub.ui.forms import Form, Textarea, Unseen
from peerhub.ui.told import ToldForm, own_field, reason_field, rule_field
from safety.deeds.house import CHOICES, OF_REASON
from safety.flags import ladder
from safety.flags.models import EXCERPT
from safety.flags.models.report import REPORT_WORDS
from safety.flags.pauses import LASTS, REASONS, Rest
from safety.flags.rows import KINDS
from safety.flags.states import CHOSEN_BY_HAND, Fate, HistoryReason, Outcome, Reason, Whom

DANGER_FROM = 2  # the level from which a person is looked after before a case closes
FIRST = "first"  # the rule that says: you did nothing wrong
TOLD_BY_RULE = (
    "Only where others do not see it any more. Its author reads the rule, and what to change."
)


def _words(label: str, *, required: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=EXCERPT, widget=Textarea, help_text=hint
    )


class TellForm(Form):
    """What worries somebody about a text of another one."""

    reason = forms.TypedChoiceField(
        label="What worries you?",
        choices=Reason.choices,
        coerce=Reason,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes closest."},
    )
    words = forms.CharField(
        label="Anything you want to add",
        required=False,
        max_length=REPORT_WORDS,
        widget=Textarea({"rows": 3}),
        error_messages={"max_length": "That is longer than 1,000 characters."},
    )


class FilterForm(Form):
    """What of the list is shown; all of it stands in the address."""

    say_optional = False
    level = forms.TypedChoiceField(
        label="Level",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Every level")]
        + [(each.level, f"{each.level} {each.name}") for each in reversed(ladder.RUNGS)],
    )
    kind = forms.ChoiceField(
        label="Sounds like",
        required=False,
        choices=[("", "Anything"), *((key, words.capitalize()) for key, words in KINDS.items())],
    )
    mine = forms.BooleanField(label="Only what is with me", required=False)
    like = forms.IntegerField(required=False, widget=forms.HiddenInput)  # one strand, unfolded
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HandBackForm(Form):
    """A case goes back to the list."""

    prefix = "back"
    note = _words("Where things stand")


class NoteForm(Form):
    """A line for the timeline."""

    prefix = "note"
    words = _words("Your note", required=True)


class LevelForm(Form):
    """A level above the present one."""

    prefix = "level"
    level = forms.TypedChoiceField(label="New level", coerce=int, widget=forms.RadioSelect)
    note = _words("What makes you think so")

    def __init__(self, *args: Any, above: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (rung.level, f"{rung.level} {rung.name}: {rung.means}")
            for rung in ladder.RUNGS
            if rung.level > above
        ]


class HistoryForm(Form):
    """Why somebody needs to know what was before, and with whom."""

    prefix = "history"
    reason = forms.TypedChoiceField(
        label="Why do you need to know?",
        choices=HistoryReason.choices,
        coerce=HistoryReason,
        widget=forms.RadioSelect,
    )
    whom = forms.TypedChoiceField(label="Whose?", coerce=Whom, widget=forms.RadioSelect)

    def __init__(self, *args: Any, whoms: Sequence[Whom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = [(whom, whom.label) for whom in whoms]  # type: ignore[attr-defined]
        if len(whoms) == 1:
            self.fields["whom"].required = False
            self.fields["whom"].widget = forms.HiddenInput()

    def clean_whom(self) -> Whom:
        """The one there is, where there is only one."""
        return Whom(self.cleaned_data["whom"] or Whom.AUTHOR)


class OutcomeForm(Form):
    """How a case ends."""

    prefix = "outcome"
    outcome = forms.TypedChoiceField(
        label="What came of it", coerce=Outcome, widget=forms.RadioSelect
    )
    fate = forms.ChoiceField(
        label="What becomes of the message that people told us about",
        choices=Fate.choices,
        widget=forms.RadioSelect,
        help_text="Everybody who told us hears this, once.",
    )
    rule = rule_field(CHOICES, hint=TOLD_BY_RULE)
    note = _words("Note", hint="What you did, and when. For a false alarm: why it was none.")

    def __init__(
        self, *args: Any, level: int, reported: bool = False, held: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # Words of danger are no breach of a rule; whoever wrote other words reads which one it is.
        self.must_name = held and level < DANGER_FROM
        self.fields["rule"].initial = "" if self.must_name else FIRST
        if not reported:
            del self.fields["fate"]
        if not reported and not held:
            del self.fields["rule"]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (outcome.value, outcome.label)
            for outcome in CHOSEN_BY_HAND
            if level < DANGER_FROM or outcome != Outcome.NOTHING_NEEDED
        ]

    def clean(self) -> dict[str, Any]:
        """A rule is named to whoever wrote what others do not see."""
        cleaned = super().clean() or {}
        must_name = self.must_name or cleaned.get("fate") == Fate.HIDDEN
        if must_name and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", "Choose the rule that the person is told.")
        return cleaned


class PauseForm(ToldForm):
    """How long an account is paused, and what the person is told."""

    prefix = "pause"
    reasons = REASONS
    rule_of = OF_REASON
    lasts = forms.ChoiceField(
        label="For how long?",
        choices=[(each.key, each.words.capitalize()) for each in LASTS.values()],
        widget=forms.RadioSelect,
    )
    reason = reason_field(REASONS)
    own = own_field(REASON)
    rule = rule_field(CHOICES)

    @property
    def chosen(self) -> Rest:
        """What was chosen; the form is valid."""
        return Rest(LASTS[self.cleaned_data["lasts"]], self.told, self.by_rule)


class SureForm(Unseen, PauseForm):
    """The same, unseen."""


class WrongForm(Form):
    """Why a person thinks that a pause is wrong."""

    words = forms.CharField(
        label="What would you like us to know?",
        max_length=EXCERPT // 2,
        widget=Textarea,
        error_messages={"max_length": "That is longer than 1,000 characters."},
    )
