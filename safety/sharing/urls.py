"""Addresses of sharing. The ids in them are random and say nothing."""

from django.urls import path

from safety.sharing.views import account, giving, member, recipient

urlpatterns = [
    path("sharing/", member.sharings, name="sharings"),
    path("sharing/new/", giving.new, name="new_sharing"),
    path("sharing/who-got-what/", account.who_got_what, name="who_got_what"),
    path("sharing/for-me/", recipient.shared_with_me_all, name="shared_with_me_all"),
    path("sharing/for-me/<uuid:public_id>/", recipient.shared_with_me, name="shared_with_me"),
    path("sharing/for-me/<uuid:public_id>/file/", recipient.take_file, name="shared_file"),
    path("sharing/<uuid:public_id>/", member.sharing, name="sharing"),
    path("sharing/<uuid:public_id>/narrowing/", member.narrowing, name="sharing_narrowing"),
    path("sharing/<uuid:public_id>/end/", member.ending, name="sharing_end"),
    path("sharing/<uuid:public_id>/copy/", member.copy, name="sharing_copy"),
]
