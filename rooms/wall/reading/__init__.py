"""What people read of the wall."""

from rooms.wall.reading.pages import PAGE as PAGE
from rooms.wall.reading.pages import Item as Item
from rooms.wall.reading.pages import Page as Page
from rooms.wall.reading.pages import after as after
from rooms.wall.reading.pages import items_of as items_of
from rooms.wall.reading.pages import own_reactions as own_reactions
from rooms.wall.reading.pages import page_of as page_of
from rooms.wall.reading.pages import post_for as post_for
from rooms.wall.reading.pages import put_away_by as put_away_by
from rooms.wall.reading.pages import reactions_that_came as reactions_that_came
from rooms.wall.reading.pages import replies_to as replies_to
from rooms.wall.reading.pages import reply_for as reply_for
from rooms.wall.reading.pages import saved_by as saved_by
from rooms.wall.reading.pages import to_the_minute as to_the_minute
from rooms.wall.reading.pages import without as without
