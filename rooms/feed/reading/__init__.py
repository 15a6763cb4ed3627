"""What the page near one shows, what nobody has answered, and how often somebody did."""

from rooms.feed.reading.near import Entry as Entry
from rooms.feed.reading.near import Feed as Feed
from rooms.feed.reading.near import Glance as Glance
from rooms.feed.reading.near import Why as Why
from rooms.feed.reading.near import feed_of as feed_of
from rooms.feed.reading.near import glance_of as glance_of
from rooms.feed.reading.silence import Answered as Answered
from rooms.feed.reading.silence import answered as answered
from rooms.feed.reading.silence import in_silence as in_silence
from rooms.feed.reading.silence import unanswered_for as unanswered_for
