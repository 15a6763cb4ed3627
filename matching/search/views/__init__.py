"""The list of people, and one person's page."""

from matching.search.views.pages import peer as peer
from matching.search.views.pages import people as people
