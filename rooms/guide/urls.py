"""Addresses of asking a guide. Nothing of it stands in a room."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.guide import views

urlpatterns: list[URLPattern] = [
    path("guide/", views.begin, name="guide"),
    path("guide/<uuid:public_id>/", views.conversation, name="guide_ask"),
    path("guide/<uuid:public_id>/<uuid:line_id>/", views.line, name="guide_line"),
    path("asks/", views.asks, name="guide_asks"),
]
