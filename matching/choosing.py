"""Choosing topics and facets in a form: native checkboxes, folded by group, closed lists."""

from collections.abc import Collection
from typing import Any

from django import forms

from matching import wishes
from matching.peers.facets import GROUPS, LABELS, LANGUAGES
from matching.peers.models import Way
from peerhub.topics.models import ContentNote, Topic, TopicQuerySet
from peerhub.topics.taxonomy import shipped

Groups = list[tuple[str, list[tuple[str, str]]]]


class FoldedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in groups that fold; what is chosen stands in front of them, unfolded.

    So do the values in ``near``, without being ticked.
    """

    template_name = "matching/widgets/folded.html"
    near: Collection[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Part the options into chosen ones and the rest by group."""
        context = super().get_context(name, value, attrs)
        groups = [(group, options) for group, options, _ in context["widget"]["optgroups"]]
        every = [each for _, options in groups for each in options]
        context["chosen"] = [each for each in every if self._is_in_front(each)]
        context["groups"] = [
            (group, [each for each in options if not self._is_in_front(each)])
            for group, options in groups
        ]
        return context

    def _is_in_front(self, option: dict[str, Any]) -> bool:
        return bool(option["selected"]) or str(option["value"]) in self.near


class TopicsField(forms.MultipleChoiceField):
    """Topics of one axis by code; cleans to rows. ``most`` is how many may be chosen."""

    def __init__(self, axis: Topic.Axis, *, most: int | None = None, **kwargs: Any) -> None:
        self.axis = axis
        self.most = most
        kwargs.setdefault("widget", FoldedCheckboxes)
        super().__init__(required=False, choices=self._groups, **kwargs)

    def clean(self, value: Any) -> tuple[Topic, ...]:
        """The chosen topics in the order of the vocabulary."""
        codes = set(super().clean(value))
        if self.most is not None and len(codes) > self.most:
            raise forms.ValidationError(
                f"You chose {len(codes)}. Please keep the {self.most} that matter most for now."
            )
        return tuple(self._offered().filter(code__in=codes))

    def _offered(self) -> TopicQuerySet:
        topics = Topic.objects
        return topics.roots() if self.axis == Topic.Axis.ROOT else topics.struggles()

    def _groups(self) -> Groups:
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, label, group in self._offered().values_list("code", "label", "group"):
            groups.setdefault(group, []).append((code, label))
        return list(groups.items())


class NotesField(forms.MultipleChoiceField):
    """Content notes by slug; cleans to rows. Those in ``near`` are proposed, none is ticked."""

    def __init__(self, *, near: Collection[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("widget", FoldedCheckboxes)
        super().__init__(required=False, choices=self._offered, **kwargs)
        self.widget.near = near

    def clean(self, value: Any) -> tuple[ContentNote, ...]:
        """The chosen notes in the order of the vocabulary."""
        return tuple(ContentNote.objects.active().filter(slug__in=super().clean(value)))

    def _offered(self) -> Groups:
        notes = ContentNote.objects.active().values_list("slug", "label")
        return [("All that a story can mention", list(notes))]


class SeveralField(forms.MultipleChoiceField):
    """Some of a closed list; cleans to a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The chosen values in the order of the list."""
        return tuple(super().clean(value))


def ways_field(**kwargs: Any) -> SeveralField:
    """Ways to meet."""
    choices = [(value, str(label).capitalize()) for value, label in Way.choices]
    return SeveralField(choices=choices, **kwargs)


def languages_field(**kwargs: Any) -> SeveralField:
    """Languages by code, each in its own name."""
    groups: Groups = [("All languages", list(LANGUAGES.items()))]
    return SeveralField(choices=groups, widget=FoldedCheckboxes, **kwargs)


def facets_field(**kwargs: Any) -> SeveralField:
    """What else may matter in a person."""
    return SeveralField(choices=GROUPS, widget=FoldedCheckboxes, required=False, **kwargs)


def said_field(axis: Topic.Axis | None = None, **kwargs: Any) -> SeveralField:
    """Answers that are as good as a topic, such as "Not sure": of one axis, or of both."""
    choices = [
        (f"{answer.axis}:{answer.slug}", answer.label)
        for answer in shipped().answers
        if axis is None or answer.axis == axis
    ]
    return SeveralField(choices=choices, required=False, **kwargs)


def counting_field(**kwargs: Any) -> SeveralField:
    """What counts more than the rest."""
    return SeveralField(choices=list(wishes.COUNTING.items()), required=False, **kwargs)


def wishes_field(**kwargs: Any) -> SeveralField:
    """Wishes that can be made musts; a form offers those that were told."""
    return SeveralField(choices=list(WISHES.items()), required=False, **kwargs)


WISHES: dict[str, str] = {
    **{f"{wishes.WAY}{way}": f"Can meet by {way.label}" for way in Way},
    **{f"{wishes.LANGUAGE}{code}": f"Speaks {name}" for code, name in LANGUAGES.items()},
    **LABELS,
}  # key: label
