"""Addresses of the audit: what people may read of it."""

from django.urls import path

from peerhub.audit import views

app_name = "audit"
urlpatterns = [path("settings/who-looked/", views.who_looked, name="who_looked")]
