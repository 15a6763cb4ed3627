"""Addresses of rooms: opaque, without a word of the theme."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.live import api, views

urlpatterns: list[URLPattern] = [
    path("rooms/", views.rooms, name="rooms"),
    path("r/<slug:public_id>/", views.room, name="room"),
    path("r/<slug:public_id>/mask/", views.mask, name="mask"),
    path("r/<slug:public_id>/break/", views.pause, name="break"),
    path("r/<slug:public_id>/help/", views.help_now, name="help"),
    path("r/<slug:public_id>/messages/", api.Messages.as_view(), name="messages"),
]
