"""Addresses of seats."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.seats import views

urlpatterns: list[URLPattern] = [path("r/<slug:public_id>/line/", views.line, name="line")]
