"""What is typed and ticked around a plan: short words, and nothing that must be filled in but them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from peerhub.ui.forms import Form, WordsField
from sessions.wellness.models import WORDS
from sessions.wellness.reading import GoalSaid, Plan, Said
from sessions.wellness.states import Kind

HINTS = {
    Kind.GOAL: "Something you want, in words that are yours. It may be small, and it may change.",
    Kind.STEP: "Small enough for one ordinary day.",
    Kind.HELPED: "What you did, and in which hour it helped. Small things count.",
    Kind.SIGN: "A thought, a feeling, something in your body, something you stop doing.",
    Kind.HOLD: "Somebody, a place, an animal, a song. You need not explain it.",
}
ASKS = {
    Kind.GOAL: "What are you working towards?",
    Kind.STEP: "What could be a small step?",
    Kind.HELPED: "What helped, and when?",
    Kind.SIGN: "What do you notice when it gets harder?",
    Kind.HOLD: "Who or what holds you?",
}
NO_WORDS = "There are no words yet. A few are enough."
UNKNOWN = "We could not read that choice. Please choose again."


class ItemForm(Form):
    """The words of one thing."""

    say_optional = False

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = WordsField(label=ASKS[kind], help_text=HINTS[kind], most=WORDS)
        words.error_messages["required"] = NO_WORDS
        words.widget.attrs["rows"] = 3
        self.fields["words"] = words


class SuggestForm(Form):
    """What a specialist suggests: a goal, something that might help, or a step of a goal they read."""

    say_optional = False

    what = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN},
    )
    words = WordsField(
        label="Your suggestion",
        help_text="Short, in words that could be theirs.",
        most=WORDS,
    )

    def __init__(self, *args: Any, goals: Sequence[GoalSaid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {str(each.item.public_id): each.item for each in goals}
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)  # noqa: S101 - tells the type checker
        what.choices = [
            (Kind.GOAL.value, "A goal"),
            (Kind.HELPED.value, "Something that might help"),
            *((str(g.item.public_id), f"A small step towards “{g.words}”") for g in goals),
        ]

    def suggested(self) -> dict[str, Any]:
        """What, and towards which goal; the form is valid."""
        what, words = self.cleaned_data["what"], self.cleaned_data["words"]
        goal = self.goals.get(what)
        return {"kind": Kind.STEP if goal else Kind(what), "goal": goal, "words": words}


class PrintForm(Form):
    """What goes on paper. Nothing is ticked beforehand."""

    say_optional = False

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._headings: dict[str, tuple[str, dict[str, Said]]] = {}
        self._offer(Kind.GOAL, [each for each in plan.goals if each.item.state != "let_go"])
        for part in plan.helps:
            self._offer(part.kind, part.standing)

    def _offer(self, kind: Kind, said: Sequence[Said]) -> None:
        if not said:
            return
        by_key = {str(each.item.public_id): each for each in said}
        self._headings[kind.value] = (kind.label, by_key)
        self.fields[kind.value] = forms.MultipleChoiceField(
            label=kind.label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(key, each.words) for key, each in by_key.items()],
            error_messages={"invalid_choice": UNKNOWN},
        )

    def ticked(self) -> list[tuple[str, list[Said]]]:
        """The headings of which something was ticked, with that; the form is valid."""
        found = [
            (label, [by_key[key] for key in self.cleaned_data[name]])
            for name, (label, by_key) in self._headings.items()
        ]
        return [(label, said) for label, said in found if said]


class SureForm(Form):
    """The yes to deleting something for good."""

    agrees = forms.BooleanField(label="Yes, delete it and everything it ever said.")
