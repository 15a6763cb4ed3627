"""Addresses of rooms: opaque, without a word of the theme."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.live import api
from rooms.live.views import doors, one_message, talk

urlpatterns: list[URLPattern] = [
    path("rooms/", doors.rooms, name="rooms"),
    path("r/<slug:public_id>/", talk.room, name="room"),
    path("r/<slug:public_id>/mask/", doors.mask, name="mask"),
    path("r/<slug:public_id>/break/", doors.pause, name="break"),
    path("r/<slug:public_id>/help/", doors.help_now, name="help"),
    path("r/<slug:public_id>/leave/", doors.leave, name="leave"),
    path("r/<slug:public_id>/messages/", api.Messages.as_view(), name="messages"),
    path("r/<slug:public_id>/search/", talk.search, name="search"),
    path("r/<slug:public_id>/undo/", talk.undo, name="undo"),
    path("r/<slug:public_id>/draft/", talk.draft, name="draft"),
    path("r/<slug:public_id>/standing/", talk.standing, name="standing"),
    path("r/<slug:public_id>/rules/", doors.rules, name="rules"),
    path("r/<slug:public_id>/muted/", one_message.muted, name="muted"),
    path("r/<slug:public_id>/m/<int:seq>/", one_message.message, name="message"),
    path("r/<slug:public_id>/m/<int:seq>/edit/", one_message.edit, name="edit"),
    path("r/<slug:public_id>/m/<int:seq>/delete/", one_message.delete, name="delete"),
    path("r/<slug:public_id>/m/<int:seq>/react/", one_message.react, name="react"),
    path("r/<slug:public_id>/m/<int:seq>/mute/", one_message.mute_person, name="mute_person"),
    path("r/<slug:public_id>/m/<int:seq>/unmute/", one_message.unmute_person, name="unmute_person"),
    path("r/<slug:public_id>/m/<int:seq>/report/", one_message.report, name="report"),
]
