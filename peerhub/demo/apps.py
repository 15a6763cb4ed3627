"""A believable, harmless world to try everything in."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The app "demo"."""

    name = "peerhub.demo"
    label = "demo"
    verbose_name = "Demo"
