"""Addresses of reviews. The ids in them are random and say nothing."""

from django.urls import path

from safety.reviews.views import asked, member

urlpatterns = [
    path("reviews/", member.mine, name="reviews"),
    path("reviews/new/", member.new, name="new_review"),
    path("reviews/for-me/", asked.for_me, name="reviews_for_me"),
    path("reviews/for-me/<uuid:public_id>/", asked.review, name="review_for_me"),
    path("reviews/for-me/<uuid:public_id>/answer/", asked.answer, name="review_answer"),
    path("reviews/for-me/<uuid:public_id>/leave/", asked.leave, name="review_leave"),
    path("reviews/for-me/<uuid:public_id>/read/", asked.read, name="review_read"),
    path("reviews/propose/<int:member_id>/", asked.propose, name="propose_review"),
    path("reviews/ideas/<uuid:public_id>/", member.idea, name="review_idea"),
    path("reviews/<uuid:public_id>/", member.review, name="review"),
    path("reviews/<uuid:public_id>/ask/", member.ask, name="review_ask"),
    path("reviews/<uuid:public_id>/out/", member.out, name="review_out"),
    path("reviews/<uuid:public_id>/goal/", member.move, name="review_goal"),
    path("reviews/<uuid:public_id>/end/", member.end, name="review_end"),
]
