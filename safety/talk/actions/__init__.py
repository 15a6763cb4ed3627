"""What happens in a conversation: our team writes and reads, the person answers or does not."""

from safety.talk.actions.answering import SUBJECT as SUBJECT
from safety.talk.actions.answering import Heard as Heard
from safety.talk.actions.answering import answer as answer
from safety.talk.actions.answering import be_quiet as be_quiet
from safety.talk.actions.answering import come_back as come_back
from safety.talk.actions.answering import leave as leave
from safety.talk.actions.answering import look as look
from safety.talk.actions.writing import TheyLeft as TheyLeft
from safety.talk.actions.writing import Unfilled as Unfilled
from safety.talk.actions.writing import read as read
from safety.talk.actions.writing import write as write
