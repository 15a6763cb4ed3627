"""Telling people things: written as rows, shown here, and sent by whoever comes first."""

from peerhub.notifications.actions.delivering import deliver as deliver
from peerhub.notifications.actions.delivering import mail_due as mail_due
from peerhub.notifications.actions.delivering import push_due as push_due
from peerhub.notifications.actions.replanning import cancel as cancel
from peerhub.notifications.actions.replanning import forget as forget
from peerhub.notifications.actions.replanning import replan as replan
from peerhub.notifications.actions.scheduling import Telling as Telling
from peerhub.notifications.actions.scheduling import claim_due as claim_due
from peerhub.notifications.actions.scheduling import mark_read as mark_read
from peerhub.notifications.actions.scheduling import schedule as schedule
from peerhub.notifications.actions.scheduling import schedule_all as schedule_all
from peerhub.notifications.actions.scheduling import show as show
from peerhub.notifications.actions.scheduling import tell_each as tell_each
from peerhub.notifications.actions.subscribing import MOST as MOST
from peerhub.notifications.actions.subscribing import NotABrowser as NotABrowser
from peerhub.notifications.actions.subscribing import TooMany as TooMany
from peerhub.notifications.actions.subscribing import subscribe as subscribe
from peerhub.notifications.actions.subscribing import unsubscribe as unsubscribe
