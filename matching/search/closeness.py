"""How near a reader is to the writer of a story: what decides which of its parts they read."""

from matching.intake.models import MemberTopics
from matching.meetings import know_each_other
from matching.stories.audience import VISITOR, Closeness
from matching.stories.models import Story
from matching.stories.states import Audience
from peerhub.accounts.models import User


def closeness_of(member: User | None, story: Story) -> Closeness:
    """``member`` is None for a visitor. Only what this story asks for is looked up."""
    if member is None or not member.is_active:
        return VISITOR
    if member.pk == story.profile.person_id:
        return Closeness(is_signed_in=True, is_writer=True)
    narrow = set(story.audiences) & {Audience.SHARING, Audience.MET}
    return Closeness(
        is_signed_in=True,
        shares=bool(narrow) and _share(member, story),
        meets=bool(narrow) and know_each_other(member.pk, story.profile.person_id),
    )


def _share(member: User, story: Story) -> bool:
    told = MemberTopics.objects.of(member)
    return told is not None and (
        story.roots.filter(pk__in=told.roots.all()).exists()
        or story.struggles.filter(pk__in=told.struggles.all()).exists()
    )
