"""Addresses of accounts; allauth's own stand under /account/."""

from django.urls import include, path

from peerhub.accounts import views

own = (
    [
        path("", views.home, name="home"),
        path("join/", views.join, name="join"),
        path("paused/", views.paused, name="paused"),
        path("settings/", views.settings, name="settings"),
        path("settings/blocked/", views.blocked, name="blocked"),
        path("settings/blocked/<int:block_id>/undo/", views.unblock, name="unblock"),
        path("settings/not-today/", views.not_today_topics, name="not_today"),
        path("settings/not-today/hide/", views.hide_topic, name="hide_today"),
        path("settings/not-today/again/", views.show_topic_again, name="today_again"),
    ],
    "accounts",
)
urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/second-step/", include("allauth.mfa.urls")),
    path("", include(own)),
]
