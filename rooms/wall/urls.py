"""Addresses of the wall: opaque, without a word of a topic."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.wall import api
from rooms.wall.views import deeds, mine, pages, wall

POST, REPLY = {"of": "post"}, {"of": "reply"}
urlpatterns: list[URLPattern] = [
    path("wall/", wall.wall, name="wall"),
    path("wall/mine/", mine.mine, name="wall_mine"),
    path("wall/away/", mine.away, name="wall_away"),
    path("wall/posts/", api.Posts.as_view(), name="wall_posts"),
    path("wall/topics/<slug:code>/", mine.follow, name="wall_follow"),
    path("wall/replies/<slug:public_id>/", pages.reply, name="reply"),
    path("wall/replies/<slug:public_id>/edit/", deeds.edit, REPLY, name="reply_edit"),
    path("wall/replies/<slug:public_id>/delete/", deeds.delete, REPLY, name="reply_delete"),
    path("wall/replies/<slug:public_id>/report/", deeds.report, REPLY, name="reply_report"),
    path("wall/replies/<slug:public_id>/mute/", deeds.turn_from, REPLY, name="reply_mute"),
    path("wall/<slug:public_id>/", pages.post, name="post"),
    path("wall/<slug:public_id>/edit/", deeds.edit, POST, name="post_edit"),
    path("wall/<slug:public_id>/delete/", deeds.delete, POST, name="post_delete"),
    path("wall/<slug:public_id>/report/", deeds.report, POST, name="post_report"),
    path("wall/<slug:public_id>/mute/", deeds.turn_from, POST, name="post_mute"),
    path("wall/<slug:public_id>/react/", deeds.react, name="post_react"),
    path("wall/<slug:public_id>/save/", deeds.save, name="post_save"),
    path("wall/<slug:public_id>/share/", deeds.share, name="post_share"),
]
