"""What a specialist puts forward, and what a supervisor makes of it."""

from typing import Any

from django import forms

from matching.topics.actions import Putting
from matching.topics.models import WHY, WORDS
from matching.topics.states import Reason
from peerhub.topics.actions import NewTopic
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form, Textarea

NEW = {"new-root": "root", "new-struggle": "struggle"}
Choices = list[tuple[str, str | list[tuple[str, str]]]]


def _topics() -> Choices:
    groups: dict[str, list[tuple[str, str]]] = {}
    for topic in Topic.objects.active():
        groups.setdefault(topic.group, []).append((topic.code, topic.label))
    return [
        ("", "Please choose"),
        (
            "A new topic",
            [("new-root", "Where it started"), ("new-struggle", "What it is like now")],
        ),
        *groups.items(),
    ]


class PutForwardForm(Form):
    """Other words for a topic, or a topic that is missing."""

    words = forms.CharField(
        label="The words",
        help_text="As somebody would type them on a bad day. No names, no places, no diagnosis.",
        max_length=WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": f"Keep it to {WORDS} letters, please."},
    )
    what = forms.ChoiceField(label="They are other words for", choices=_topics)
    why = forms.CharField(
        label="Why it would help",
        help_text="Seen by: the supervisors.",
        required=False,
        max_length=WHY,
        widget=Textarea({"rows": 3}),
        error_messages={"max_length": f"Keep it to {WHY} letters, please."},
    )

    def clean_words(self) -> str:
        """One line, single spaces."""
        return " ".join(str(self.cleaned_data["words"]).split())

    def putting(self) -> Putting:
        """What was put forward; the form is valid."""
        given = self.cleaned_data
        axis = NEW.get(given["what"], "")
        topic = None if axis else Topic.objects.get(code=given["what"])
        return Putting(words=given["words"], topic=topic, axis=axis, why=given["why"])


class RefuseForm(Form):
    """Why it is not taken in."""

    reason = forms.TypedChoiceField(
        label="Why not? The specialist reads this.",
        choices=Reason.choices,
        coerce=Reason,
        widget=forms.RadioSelect,
    )


class NewTopicForm(Form):
    """How a new topic is called, and where it stands."""

    label = forms.CharField(
        label="What people read",
        help_text="Plain and kind, in the words of the person it happened to.",
        max_length=WORDS,
    )
    group = forms.ChoiceField(label="Group")
    sensitive = forms.BooleanField(
        required=False, label="The mere choice, seen by the wrong eyes, could hurt somebody"
    )
    opens_help = forms.BooleanField(required=False, label="Help lines come before anything else")

    def __init__(self, *args: Any, axis: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.axis = Topic.Axis(axis)
        groups = Topic.objects.active().filter(axis=axis).values_list("group", flat=True)
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", "Please choose"),
            *((group, group) for group in dict.fromkeys(groups)),
        ]

    def new_topic(self) -> NewTopic:
        """What is added; the form is valid."""
        return NewTopic(axis=self.axis, **self.cleaned_data)
