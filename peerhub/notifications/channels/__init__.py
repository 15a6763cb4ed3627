"""The ways to reach a person: here, by mail, in a browser. One file each."""

from peerhub.notifications.channels import email, in_app, web_push
from peerhub.notifications.channels.way import Gone as Gone
from peerhub.notifications.channels.way import Way as Way

HERE: Way = in_app.InApp()
MAIL: Way = email.Email()
PUSH: Way = web_push.WebPush()
WAYS = {"here": HERE, "mail": MAIL, "push": PUSH}
