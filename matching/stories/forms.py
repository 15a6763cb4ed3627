"""A specialist's own page: their line, and their story in four parts."""

from typing import Any

from django import forms

from matching.choosing import NotesField, TopicsField, facets_field, languages_field, ways_field
from matching.peers.actions import About
from matching.peers.models import HEADLINE_LENGTH, SpecialistProfile
from matching.stories.actions import Telling
from matching.stories.models import PART_LENGTH, Story
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form, Textarea

PARTS = ("before", "what_helped", "now", "offer")


def _part(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=PART_LENGTH,
        label=label,
        help_text=help_text,
        widget=Textarea({"rows": 6}),
    )


class StoryForm(Form):
    """A draft may be as unfinished as it likes; what others read needs its four parts."""

    say_optional = False

    headline = forms.CharField(
        max_length=HEADLINE_LENGTH,
        label="One line about you",
        help_text="People see it first, beside your name. Leave out names and places.",
    )
    before = _part("Before", "What it was like. No details of harm are needed to be believed.")
    what_helped = _part("What helped", "People, places, habits, small things.")
    now = _part("Now", "What your days are like. They need not be all good.")
    offer = _part("What I can offer", "What someone can expect from thirty minutes with you.")
    roots = TopicsField(
        Topic.Axis.ROOT,
        label="Where it started",
        help_text="What you choose here is shown with your story. Leave it empty if you would rather.",
    )
    struggles = TopicsField(
        Topic.Axis.STRUGGLE,
        label="What you know from the inside",
        help_text="This is shown too, and people are matched with you by it.",
    )
    content_notes = NotesField(
        label="This story mentions",
        help_text="Readers see these words first and choose whether to read on.",
    )
    languages = languages_field(label="Languages you speak with people")
    ways = ways_field(label="Ways you meet people")
    facets = facets_field(
        label="More about you", help_text="Only what you tick is shown, to everybody."
    )
    boundaries = forms.CharField(
        required=False,
        max_length=600,
        label="What you do not do",
        help_text="For example: “I do not give medical advice.”",
        widget=Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, show: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show = show

    def clean(self) -> dict[str, Any]:
        """A story that others read is whole, and about something."""
        cleaned = super().clean() or {}
        if self.show:
            for name in PARTS:
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, "A few sentences, please, before others read it.")
            if "struggles" not in self.errors and not cleaned.get("struggles"):
                self.add_error("struggles", "Choose at least one, so that people can find you.")
        return cleaned

    def about(self) -> About:
        """What is said about the person."""
        data = self.cleaned_data
        return About(
            headline=data["headline"],
            languages=data["languages"],
            ways=data["ways"],
            facets=data["facets"],
            boundaries=data["boundaries"],
        )

    def telling(self) -> Telling:
        """The story."""
        names = (*PARTS, "roots", "struggles", "content_notes")
        return Telling(**{name: self.cleaned_data[name] for name in names})


def initial_from(profile: SpecialistProfile | None, story: Story | None) -> dict[str, Any]:
    """What the form shows of a page kept before."""
    initial: dict[str, Any] = {}
    if profile is not None:
        names = ("headline", "languages", "ways", "facets", "boundaries")
        initial |= {name: getattr(profile, name) for name in names}
    if story is not None:
        initial |= {name: getattr(story, name) for name in PARTS}
        initial["roots"] = [topic.code for topic in story.roots.all()]
        initial["struggles"] = [topic.code for topic in story.struggles.all()]
        initial["content_notes"] = [note.slug for note in story.content_notes.all()]
    return initial
