"""Addresses of conversations."""

from django.urls import path

from safety.talk.views import member, staff

urlpatterns = [
    path("queue/<int:flag_id>/write/", staff.write, name="write"),
    path("talk/", member.mine, name="talks"),
    path("talk/<uuid:public_id>/", member.talk, name="talk"),
    path("talk/<uuid:public_id>/news/", member.news, name="talk_news"),
    path("talk/<uuid:public_id>/not-now/", member.not_now, name="talk_not_now"),
    path("talk/<uuid:public_id>/leave/", member.leave, name="talk_leave"),
    path("talk/<uuid:public_id>/back/", member.come_back, name="talk_back"),
]
