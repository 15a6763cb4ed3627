"""Addresses of accounts; allauth's own stand under /account/."""

from django.urls import include, path

from peerhub.accounts import views

own = (
    [
        path("", views.home, name="home"),
        path("join/", views.join, name="join"),
        path("settings/", views.settings, name="settings"),
    ],
    "accounts",
)
urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/second-step/", include("allauth.mfa.urls")),
    path("", include(own)),
]
