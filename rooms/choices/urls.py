"""Addresses of a person's choices about rooms."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.choices import views

urlpatterns: list[URLPattern] = [path("rooms/choices/", views.choices, name="choices")]
