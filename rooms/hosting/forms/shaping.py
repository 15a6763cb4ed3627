"""What a room is like, and who looks after it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from matching.choosing import FoldedCheckboxes
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.topics.models import ContentNote
from peerhub.ui.forms import Form, Textarea
from rooms.hosting.shapes import HOLDS, PROMPT, PROMPTS, SIZES, Shape
from rooms.live.models import Room

NAME, PURPOSE = 60, 200  # characters
NO_CHOICE = {"invalid_choice": "Choose from the list."}
SMALLER = (
    "When you make it smaller, nobody who is there is sent away. Nobody new comes in until there"
    " is room."
)


def _notes() -> list[tuple[str, list[tuple[str, str]]]]:
    notes = ContentNote.objects.active().values_list("slug", "label")
    return [("All topics to choose from", list(notes))]


class ShapeForm(Form):
    """A room: what it is called and for, and how it works. ``of``: as it is now."""

    name = forms.CharField(
        label="What is it called?",
        max_length=NAME,
        help_text="A few plain words. Everybody here sees them in the list of rooms.",
        error_messages={
            "required": "Please say what it is called.",
            "max_length": f"That is longer than {NAME} characters.",
        },
    )
    purpose = forms.CharField(
        label="What is it for?",
        max_length=PURPOSE,
        widget=Textarea({"rows": 3}),
        help_text="One or two sentences. People read them before they go in.",
        error_messages={
            "required": "Please say what it is for.",
            "max_length": f"That is longer than {PURPOSE} characters.",
        },
    )
    size = forms.TypedChoiceField(
        label="How many people at a time?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how many people.", **NO_CHOICE},
    )
    hold_first = forms.TypedChoiceField(
        label="The first messages of somebody new wait for a person",
        coerce=int,
        widget=forms.RadioSelect,
        help_text="Somebody new has not written in any room before. A moderator reads these messages"
        " in the queue first. The room sees them after that.",
        error_messages={"required": "Please choose how many messages wait.", **NO_CHOICE},
    )
    prompts = forms.CharField(
        label="Things to talk about",
        required=False,
        widget=Textarea({"rows": 6}),
        help_text="One on each line, six at most. Hosts can give one to the room to start talk.",
    )
    notes = forms.MultipleChoiceField(
        label="What people may speak of here",
        required=False,
        choices=_notes,
        widget=FoldedCheckboxes,
        help_text="People read it before they go in. Who does not want to meet a topic right now"
        " finds the room folded away.",
        error_messages=NO_CHOICE,
    )

    def __init__(self, *args: Any, of: Shape | None = None, **kwargs: Any) -> None:
        if of is not None:
            kwargs["initial"] = {
                "name": of.name,
                "purpose": of.purpose,
                "size": of.size,
                "hold_first": of.hold_first,
                "prompts": "\n".join(of.prompts),
                "notes": sorted(of.notes),
            }
        super().__init__(*args, **kwargs)
        if of is not None:
            self.fields["size"].help_text = SMALLER
        self._offer("size", SIZES, "As it is now: up to {} people.")
        self._offer("hold_first", HOLDS, "As it is now: the first {}")

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_purpose(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["purpose"].split())

    def clean_prompts(self) -> tuple[str, ...]:
        """One on each line, each once."""
        lines = (line.strip() for line in self.cleaned_data["prompts"].splitlines())
        prompts = tuple(dict.fromkeys(line for line in lines if line))
        if len(prompts) > PROMPTS:
            raise forms.ValidationError(
                f"These are {len(prompts)}. Please keep the {PROMPTS} that fit best."
            )
        for prompt in prompts:
            if len(prompt) > PROMPT:
                raise forms.ValidationError(
                    f"One line is longer than {PROMPT} characters: “{prompt[:30]}…”"
                )
        return prompts

    @property
    def shape(self) -> Shape:
        """What was typed; the form is valid."""
        given = self.cleaned_data
        return Shape(
            name=given["name"],
            purpose=given["purpose"],
            size=given["size"],
            hold_first=given["hold_first"],
            prompts=given["prompts"],
            notes=frozenset(given["notes"]),
        )

    def _offer(self, name: str, usual: Mapping[int, str], as_now: str) -> None:
        """The usual choices, and what the room has now where that is another one."""
        field, now = self.fields[name], self.initial.get(name)
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        unusual = [(now, as_now.format(now))] if now is not None and now not in usual else []
        field.choices = [*unusual, *usual.items()]


class SpecialistField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One peer specialist, by their handle."""

    def label_from_instance(self, obj: User) -> str:
        """Their handle."""
        return obj.handle


class HostForm(Form):
    """A peer specialist who does not look after the room yet."""

    person = SpecialistField(
        label="Peer specialist",
        queryset=User.objects.none(),
        empty_label="Choose",
        help_text="They get an update. Then you can plan shifts for them here.",
        error_messages={
            "required": "Please choose who it is.",
            "invalid_choice": "This person looks after the room already, or cannot do it any more.",
        },
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        others = User.objects.holding(Role.SPECIALIST).exclude(hosted_rooms__room=room)
        field.queryset = others.order_by("handle")
