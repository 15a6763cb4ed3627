"""Addresses of looking after rooms. They come before those of rooms: "shifts" is no room."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.hosting.views import deeds, doors, hosts, hours, objecting, panel, roster, shaping

urlpatterns: list[URLPattern] = [
    path("rooms/open/", shaping.open_room, name="open"),
    path("rooms/roster/", roster.roster, name="roster"),
    path("rooms/roster/<int:shift_id>/out/", roster.take_out, name="take_out"),
    path("r/shifts/", roster.shifts, name="shifts"),
    path("r/<slug:public_id>/shape/", shaping.shape, name="shape"),
    path("r/<slug:public_id>/hosts/", hosts.hosts, name="hosts"),
    path("r/<slug:public_id>/hosts/<int:host_id>/end/", hosts.end, name="end_host"),
    path("r/<slug:public_id>/host/", panel.host, name="host"),
    path("r/<slug:public_id>/host/begin/", panel.begin, name="host_begin"),
    path("r/<slug:public_id>/host/end/", panel.end, name="host_end"),
    path("r/<slug:public_id>/host/prompt/", panel.prompt, name="host_prompt"),
    path("r/<slug:public_id>/host/slow/", panel.slow, name="host_slow"),
    path("r/<slug:public_id>/host/close/", doors.close, name="close"),
    path("r/<slug:public_id>/host/reopen/", doors.reopen, name="reopen"),
    path("r/<slug:public_id>/host/m/<int:seq>/", deeds.message, name="host_message"),
    path("r/<slug:public_id>/host/m/<int:seq>/hide/", deeds.hide, name="host_hide"),
    path("r/<slug:public_id>/host/m/<int:seq>/show/", deeds.show, name="host_show"),
    path("r/<slug:public_id>/host/m/<int:seq>/bound/", deeds.bind, name="host_bind"),
    path("r/<slug:public_id>/host/m/<int:seq>/offer/", deeds.offer, name="host_offer"),
    path("r/<slug:public_id>/host/m/<int:seq>/call/", deeds.call, name="host_call"),
    path("r/<slug:public_id>/host/bounds/<int:bound_id>/lift/", deeds.lift, name="host_lift"),
    path("r/<slug:public_id>/wrong/", objecting.wrong, name="wrong"),
    path("r/<slug:public_id>/hours/", hours.hours, name="hours"),
    path("r/<slug:public_id>/hours/<int:hour_id>/off/", hours.call_off, name="hour_off"),
    path("r/<slug:public_id>/hours/<int:hour_id>/remind/", hours.remind, name="hour_remind"),
]
