"""Addresses of notifications."""

from django.urls import path

from peerhub.notifications import views

app_name = "notifications"
urlpatterns = [
    path("updates/", views.updates, name="updates"),
    path("updates/settings/", views.settings_page, name="settings"),
    path("updates/settings/browsers/", views.browser_on, name="browser_on"),
    path("updates/settings/browsers/<int:browser_id>/off/", views.browser_off, name="browser_off"),
    path("updates/worker.js", views.worker, name="worker"),
]
