"""Addresses of friends."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.friends import views

urlpatterns: list[URLPattern] = [
    path("friends/", views.friends, name="friends"),
    path("friends/ask/<slug:kind>/<str:thing>/", views.ask, name="friend_ask"),
    path("friends/<uuid:public_id>/answer/", views.answer, name="friend_answer"),
    path("friends/<uuid:public_id>/end/", views.end, name="friend_end"),
    path("friends/<uuid:public_id>/block/", views.block, name="friend_block"),
]
