"""Addresses of referrals. The ids in them are random and say nothing."""

from django.urls import path

from safety.referrals.views import member, staff

urlpatterns = [
    path("referrals/", staff.referrals, name="referrals"),
    path("referrals/mine/", member.mine, name="my_referrals"),
    path("referrals/new/", member.new, name="new_referral"),
    path("referrals/<uuid:public_id>/", member.referral, name="referral"),
    path("referrals/<uuid:public_id>/consent/", member.consent, name="referral_consent"),
    path("referrals/<uuid:public_id>/withdrawal/", member.withdrawal, name="referral_withdrawal"),
    path("referrals/<uuid:public_id>/answer/", member.answer, name="referral_answer"),
    path("referrals/<uuid:public_id>/case/", staff.case, name="referral_case"),
    path("referrals/<uuid:public_id>/sending/", staff.sending, name="referral_sending"),
    path("referrals/<uuid:public_id>/closing/", staff.closing, name="referral_closing"),
]
