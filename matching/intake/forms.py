"""What a member may tell for suggestions."""

from typing import Any

from django import forms

from matching.choosing import TopicsField, facets_field, languages_field, ways_field
from matching.intake.actions import Answers
from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST, MemberTopics
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form

WORDS_MOST = 200  # characters


class AnswersForm(Form):
    """Every question may be left empty, so none says so."""

    say_optional = False

    words = forms.CharField(
        required=False,
        max_length=WORDS_MOST,
        label="Say it your own way",
        help_text="A few plain words, such as “dad drank” or “can't sleep”. We look for topics "
        "that come close. Your words are not kept.",
        error_messages={"max_length": "A few words are enough: 200 letters at most."},
    )
    struggles = TopicsField(
        Topic.Axis.STRUGGLE,
        most=STRUGGLES_MOST,
        label="What it is like now",
        help_text="Up to five.",
    )
    roots = TopicsField(
        Topic.Axis.ROOT,
        most=ROOTS_MOST,
        label="Where it started",
        help_text="Only if it helps us find someone. Up to three.",
    )
    ways = ways_field(required=False, label="Ways you would like to meet")
    languages = languages_field(required=False, label="Languages you would like to use")
    facets = facets_field(
        label="It would help if they share this with me",
        help_text="We can only see what a peer chose to show.",
    )
    soon = forms.BooleanField(required=False, label="It would help if it can be soon")
    agrees = forms.BooleanField(required=False, label="Yes, use my answers to suggest people to me")

    def __init__(self, *args: Any, agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed = agreed

    def clean(self) -> dict[str, Any]:
        """Nothing is kept without a yes, so telling something asks for one."""
        cleaned = super().clean() or {}
        if not (self.agreed or cleaned.get("agrees") or self.errors or self.is_empty):
            self.add_error(
                "agrees", "Tick this if we may use your answers. Without it, we keep nothing."
            )
        return cleaned

    def answers(self) -> Answers:
        """What was told, clean."""
        told = {
            name: self.cleaned_data[name]
            for name in ("roots", "struggles", "ways", "languages", "facets", "soon")
        }
        return Answers(**told)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return self.answers() == Answers()

    @property
    def tells_nothing_new(self) -> bool:
        """Whether everything was skipped, and nothing was told before."""
        return self.is_empty and not self.agreed and not self.cleaned_data["agrees"]


def initial_from(told: MemberTopics | None) -> dict[str, Any]:
    """What the form shows of answers kept before."""
    if told is None:
        return {}
    return {
        "roots": [topic.code for topic in told.roots.all()],
        "struggles": [topic.code for topic in told.struggles.all()],
        "ways": told.ways,
        "languages": told.languages,
        "facets": told.facets,
        "soon": told.soon,
    }
