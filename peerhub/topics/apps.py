"""The shared vocabulary of experiences."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """The app "topics"."""

    name = "peerhub.topics"
    label = "topics"
    verbose_name = "Topics"
