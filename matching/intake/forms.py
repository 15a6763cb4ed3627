"""What a member may tell for suggestions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from matching.choosing import (
    WISHES,
    FoldedCheckboxes,
    NotesField,
    TopicsField,
    counting_field,
    facets_field,
    languages_field,
    said_field,
    ways_field,
    wishes_field,
)
from matching.intake.actions import Answers
from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST, MemberTopics
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form

WORDS_MOST = 200  # characters
ANSWERS = ("roots", "struggles", "ways", "languages", "facets", "soon", "musts", "counts_more")


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
    musts = wishes_field(label="These are a must", help_text="Everybody else is left out.")
    counts_more = counting_field(
        label="These should count most",
        help_text="Whoever shares where it started with you comes first, whatever you tick.",
    )
    struggle_said = said_field(Topic.Axis.STRUGGLE, label="Or, about now")
    root_said = said_field(Topic.Axis.ROOT, label="Or, about where it started")
    agrees = forms.BooleanField(required=False, label="Yes, use my answers to suggest people to me")

    def __init__(
        self, *args: Any, agreed: bool, wishes: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreed = agreed
        offer_wishes(self.fields["musts"], wishes)

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
        given = self.cleaned_data
        said = (*given["struggle_said"], *given["root_said"])
        return Answers(**{name: given[name] for name in ANSWERS}, said=said)

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
        "musts": told.musts,
        "counts_more": told.counts_more,
        "struggle_said": told.said,
        "root_said": told.said,
    }


def offer_wishes(field: forms.Field, keys: Iterable[str]) -> None:
    """Let only those wishes be made musts that the member told."""
    told = set(keys)
    field.choices = [  # type: ignore[attr-defined]
        (key, label) for key, label in WISHES.items() if key in told
    ]


class StepForm(Form):
    """One question of intake; every one may be left empty, so none says so."""

    say_optional = False

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.before = answers
        super().__init__(*args, **kwargs)

    def changes(self) -> dict[str, Any]:
        """What was answered, as fields of ``Answers``; the form is valid."""
        return dict(self.cleaned_data)


class WordsForm(StepForm):
    """Own words, and the topics found by them that the member ticked."""

    words = forms.CharField(
        required=False,
        max_length=WORDS_MOST,
        label="A few plain words",
        help_text="Such as “dad drank”, or “can't sleep”. You need not tell your story.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "A few words are enough: 200 letters at most."},
    )
    struggles = TopicsField(Topic.Axis.STRUGGLE)
    roots = TopicsField(Topic.Axis.ROOT)

    def changes(self) -> dict[str, Any]:
        """The topics of before and the new ones. The words go nowhere."""
        given = self.cleaned_data
        return {
            name: tuple(dict.fromkeys((*getattr(self.before, name), *given[name])))
            for name in ("struggles", "roots")
            if given[name]
        }

    def clean(self) -> dict[str, Any]:
        """No more than suggestions can be made from, those of before included."""
        cleaned = super().clean() or {}
        for name, most in (("struggles", STRUGGLES_MOST), ("roots", ROOTS_MOST)):
            new = set(cleaned.get(name, ())) | set(getattr(self.before, name))
            if len(new) > most:
                self.add_error(
                    "words",
                    f"That would be {len(new)} topics of one kind, and {most} are the most we can "
                    "use. Tick fewer, or go on and take some away on the next pages.",
                )
        return cleaned


class NowForm(StepForm):
    """What it is like now."""

    struggles = TopicsField(Topic.Axis.STRUGGLE, most=STRUGGLES_MOST, label="Up to five")
    said = said_field(Topic.Axis.STRUGGLE, label="Or one of these")

    def changes(self) -> dict[str, Any]:
        """Its topics, and what was said of this axis."""
        return {**self.cleaned_data, "said": _said(self, "struggle")}


class StartForm(StepForm):
    """Where it started."""

    roots = TopicsField(Topic.Axis.ROOT, most=ROOTS_MOST, label="Up to three")
    said = said_field(Topic.Axis.ROOT, label="Or one of these. Each is a full answer.")

    def changes(self) -> dict[str, Any]:
        """Its topics, and what was said of this axis."""
        return {**self.cleaned_data, "said": _said(self, "root")}


def _said(form: StepForm, axis: str) -> tuple[str, ...]:
    """What was said before of the other axis, and now of this one."""
    others = tuple(key for key in form.before.said if not key.startswith(f"{axis}:"))
    return (*others, *form.cleaned_data["said"])


class WaysForm(StepForm):
    """Ways to meet."""

    ways = ways_field(required=False, label="Tick all that feel right")


class LanguagesForm(StepForm):
    """Languages."""

    languages = languages_field(required=False, label="Tick all that feel right")


class SharingForm(StepForm):
    """What they would like to share."""

    facets = facets_field(label="Tick what would help")


class MustsForm(StepForm):
    """Which wishes are strict."""

    musts = wishes_field(label="Tick only what has to be")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_wishes(self.fields["musts"], self.before.wish_keys)


class SoonForm(StepForm):
    """Whether it helps to meet soon."""

    soon = forms.BooleanField(required=False, label="Yes, soon would help")


class CountsForm(StepForm):
    """What counts most."""

    counts_more = counting_field(label="Tick one or two, or none")


class NotTodayForm(StepForm):
    """Topics to leave out for a while; no matter of matching."""

    notes = NotesField(label="Leave these out", widget=FoldedCheckboxes)
    lasts = forms.TypedChoiceField(
        label="For how long?",
        choices=Lasts.choices,
        coerce=Lasts,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Topics are left out for a time that the member chose, never by a guess of ours."""
        cleaned = super().clean() or {}
        if cleaned.get("notes") and "lasts" not in self.errors and not cleaned.get("lasts"):
            self.add_error("lasts", "Choose for how long. You can change it at any time.")
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Nothing of the answers for matching."""
        return {}


FORMS: dict[str, type[StepForm]] = {
    "words": WordsForm,
    "now": NowForm,
    "start": StartForm,
    "ways": WaysForm,
    "languages": LanguagesForm,
    "sharing": SharingForm,
    "musts": MustsForm,
    "soon": SoonForm,
    "counts": CountsForm,
    "not-today": NotTodayForm,
}


def initial_for(answers: Answers) -> dict[str, Any]:
    """What the pages show of answers kept before."""
    return {
        "struggles": [topic.code for topic in answers.struggles],
        "roots": [topic.code for topic in answers.roots],
        "said": list(answers.said),
        "ways": list(answers.ways),
        "languages": list(answers.languages),
        "facets": list(answers.facets),
        "musts": list(answers.musts),
        "counts_more": list(answers.counts_more),
        "soon": answers.soon,
    }
