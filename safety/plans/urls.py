"""Addresses of staying safe plans."""

from django.urls import path

from safety.plans.views import keeping, member, sharing, staff

urlpatterns = [
    path("plan/safety/", member.plan, name="plan"),
    path("plan/safety/all/", member.whole, name="plan_whole"),
    path("plan/safety/versions/", member.versions, name="plan_versions"),
    path("plan/safety/versions/<int:number>/", member.version, name="plan_version"),
    path("plan/safety/paper/", keeping.sheet, name="plan_sheet"),
    path("plan/safety/copy/", keeping.keep, name="plan_copy"),
    path("plan/safety/sharing/", sharing.sharing, name="plan_sharing"),
    path("plan/safety/delete/", member.forget, name="plan_forget"),
    path("plan/safety/part/<slug:slug>/", member.part, name="plan_part"),
    path("plan/safety/suggestions/<int:proposal_id>/", member.answer, name="plan_suggestion"),
    path("plans/", staff.shared_plans, name="shared_plans"),
    path("plans/<uuid:public_id>/", staff.shared_plan, name="shared_plan"),
]
