"""The words of content notes by slug, from their file: no query for what never changes."""

from functools import cache

from peerhub.topics.taxonomy import shipped


@cache
def note_labels() -> dict[str, str]:
    """Every content note's label, in the order of the file."""
    return {note.slug: note.label for note in shipped().notes}
