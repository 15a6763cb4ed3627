"""The story a peer specialist tells: what it was like, what helped, now, and what they offer."""

from collections.abc import Sequence
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from matching.peers.models import RestingTopic, SpecialistProfile
from matching.stories.models.words import FourParts
from matching.stories.states import StoryState
from peerhub.topics.models import ContentNote, Topic

SEARCH_CONFIG = "english"


class StoryQuerySet(models.QuerySet["Story"]):
    """Questions to the stories."""

    def shown(self) -> Self:
        """Those that everybody may read now."""
        return self.filter(profile__in=SpecialistProfile.objects.published())

    def with_codes(self) -> Self:
        """Each with ``root_codes`` and ``struggle_codes``, without a query for each.

        Topics that the specialist is not taking right now are not among them.
        """
        return self.annotate(
            root_codes=ArraySubquery(_codes_of(Story.roots.through.objects.all())),
            struggle_codes=ArraySubquery(_codes_of(Story.struggles.through.objects.all())),
        )

    def as_listed(self) -> Self:
        """Each with its profile, its person's handle and its codes, in one query; no text."""
        listed = self.select_related("profile__person").with_codes()
        return listed.defer("before", "what_helped", "now", "offer", "search")

    def pairs(self) -> list[tuple[str, str, int]]:
        """Each root with each struggle of the same story, by code, and in how many stories; one query."""
        named = self.annotate(root=F("roots"), struggle=F("struggles"))
        both = named.filter(root__isnull=False, struggle__isnull=False)
        rests = RestingTopic.objects.filter(profile=OuterRef("profile"))
        one = Q(topic=OuterRef("root")) | Q(topic=OuterRef("struggle"))
        counted = both.exclude(Exists(rests.filter(one))).values_list(
            "roots__code", "struggles__code"
        )
        return list(counted.annotate(Count("pk", distinct=True)).order_by())

    def with_topics(self) -> Self:
        """Each with its roots, struggles and notes, all in the order of the vocabulary."""
        topics, notes = Topic.objects.order_by("position"), ContentNote.objects.order_by("position")
        return self.prefetch_related(
            Prefetch("roots", topics),
            Prefetch("struggles", topics),
            Prefetch("content_notes", notes),
        )

    def speaking_of(self, words: str, topics: Sequence[Topic]) -> Self:
        """Those that hold ``words`` or are about one of ``topics``; each with its ``relevance``.

        Words within the text count less than one, a topic counts one.
        """
        query = SearchQuery(words, config=SEARCH_CONFIG, search_type="websearch")
        about = Exists(_naming(Story.roots.through, topics)) | Exists(
            _naming(Story.struggles.through, topics)
        )
        return self.filter(Q(search=query) | Q(about)).annotate(
            relevance=Coalesce(SearchRank(F("search"), query), Value(0.0))
            + Case(When(about, then=Value(1.0)), default=Value(0.0))
        )


def _codes_of(links: QuerySet[models.Model]) -> QuerySet[models.Model, str]:
    return _taken(links).filter(story=OuterRef("pk")).values_list("topic__code", flat=True)


def _taken(links: QuerySet[models.Model]) -> QuerySet[models.Model]:
    """Those to topics that the specialist takes now."""
    rests = RestingTopic.objects.filter(profile=OuterRef("story__profile"), topic=OuterRef("topic"))
    return links.exclude(Exists(rests))


def _naming(link: type[models.Model], topics: Sequence[Topic]) -> QuerySet[models.Model]:
    links = link._default_manager.all()  # noqa: SLF001 - a documented attribute of models
    return _taken(links).filter(story=OuterRef("pk"), topic__in=[topic.pk for topic in topics])


class Story(FourParts):
    """What others read of one lived experience. Its roots and struggles are public, as its writer chose.

    The words are those of the version that is shown, or was shown last; they change only through
    ``actions.showing``.
    """

    profile = models.OneToOneField(
        SpecialistProfile, on_delete=models.CASCADE, related_name="story"
    )
    roots = models.ManyToManyField(Topic, related_name="stories_from")
    struggles = models.ManyToManyField(Topic, related_name="stories_about")
    content_notes = models.ManyToManyField(ContentNote, related_name="stories")
    state = models.CharField(max_length=8, choices=StoryState.choices, default=StoryState.DRAFT)
    # Which of its versions others read, or read until it was taken back; None before the first.
    shown_version = models.ForeignKey(
        "matching.StoryVersion", on_delete=models.PROTECT, related_name="+", null=True
    )
    # When its writer took it back; None while it is not.
    retired_at = models.DateTimeField(null=True)
    # Headline, topics with their synonyms, and the parts that everyone may read; see actions.index.
    search = SearchVectorField(null=True)

    # Set by the queryset's with_codes and speaking_of.
    root_codes: list[str]
    struggle_codes: list[str]
    relevance: float

    objects = StoryQuerySet.as_manager()

    class Meta:
        indexes = (GinIndex(fields=("search",), name="matching_story_search"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=StoryState.RETIRED, retired_at__isnull=False)
                | (~Q(state=StoryState.RETIRED) & Q(retired_at=None)),
                name="matching_story_retired_with_its_time",
            ),
        )

    def __str__(self) -> str:
        return f"Story#{self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether its writer lets others read it."""
        return self.state == StoryState.SHOWN
