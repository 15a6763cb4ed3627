"""Addresses of referrals. The ids in them are random and say nothing."""

from django.urls import path

from safety.referrals.views import helping, member, staff, together

urlpatterns = [
    path("referrals/", staff.referrals, name="referrals"),
    path("referrals/mine/", member.mine, name="my_referrals"),
    path("referrals/new/", member.new, name="new_referral"),
    path("referrals/for/<int:member_id>/", helping.for_member, name="referral_for"),
    path("referrals/for/case/<int:flag_id>/", helping.for_case, name="referral_for_case"),
    path("referrals/together/<uuid:public_id>/", together.introduction, name="introduction"),
    path("referrals/together/<uuid:public_id>/said/", together.said, name="introduction_said"),
    path("referrals/<uuid:public_id>/", member.referral, name="referral"),
    path("referrals/<uuid:public_id>/change/", member.change, name="referral_change"),
    path("referrals/<uuid:public_id>/consent/", member.consent, name="referral_consent"),
    path("referrals/<uuid:public_id>/withdrawal/", member.withdrawal, name="referral_withdrawal"),
    path("referrals/<uuid:public_id>/copy/", member.copy, name="referral_copy"),
    path("referrals/<uuid:public_id>/answer/", member.answer, name="referral_answer"),
    path("referrals/<uuid:public_id>/quiet/", member.quiet, name="referral_quiet"),
    path("referrals/<uuid:public_id>/case/", staff.case, name="referral_case"),
    path("referrals/<uuid:public_id>/sending/", staff.sending, name="referral_sending"),
    path("referrals/<uuid:public_id>/stopping/", staff.stopping, name="referral_stopping"),
    path("referrals/<uuid:public_id>/together/", staff.together, name="referral_together"),
    path("referrals/<uuid:public_id>/closing/", staff.closing, name="referral_closing"),
]
