"""The tables of the wall."""

from rooms.wall.models.away import PutAway as PutAway
from rooms.wall.models.choices import PostReaction as PostReaction
from rooms.wall.models.choices import SavedPost as SavedPost
from rooms.wall.models.choices import TopicFollow as TopicFollow
from rooms.wall.models.choices import WallSilence as WallSilence
from rooms.wall.models.muting import WallMute as WallMute
from rooms.wall.models.post import DESCRIPTION as DESCRIPTION
from rooms.wall.models.post import TOPICS as TOPICS
from rooms.wall.models.post import Post as Post
from rooms.wall.models.post import PostQuerySet as PostQuerySet
from rooms.wall.models.post import picture_of as picture_of
from rooms.wall.models.reply import Reply as Reply
from rooms.wall.models.reply import ReplyQuerySet as ReplyQuerySet
from rooms.wall.models.reply import WallFormer as WallFormer
from rooms.wall.models.written import WORDS as WORDS
from rooms.wall.models.written import Written as Written
