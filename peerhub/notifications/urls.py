"""Addresses of notifications."""

from django.urls import path

from peerhub.notifications import views

app_name = "notifications"
urlpatterns = [path("updates/", views.updates, name="updates")]
