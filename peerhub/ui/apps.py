"""The app of the interface kernel."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Tags, forms, frame and the pages that belong to no slice."""

    name = "peerhub.ui"
    label = "ui"
    verbose_name = "Interface"
