"""Addresses of opening who is behind a mask."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.unmasking import views

urlpatterns: list[URLPattern] = [
    path("queue/<int:flag_id>/unmask/", views.unmask, name="unmask"),
    path("queue/<int:flag_id>/unmask/open/", views.open_name, name="open_name"),
    path("queue/unmask/", views.unmaskings, name="unmaskings"),
    path("queue/unmask/<uuid:public_id>/", views.unmasking, name="unmasking"),
]
