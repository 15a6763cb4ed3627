"""PeerHub: the project package holds the wiring and the kernel; the apps stand beside it."""

from peerhub.celery import app as celery_app

__all__ = ["celery_app"]
