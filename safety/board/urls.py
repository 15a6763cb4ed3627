"""Addresses of the board."""

from django.urls import path

from safety.board import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/<str:rule_id>/", views.rule, name="rule"),
    path("rules/<str:rule_id>/answer/", views.answer, name="rule_answer"),
    path("rules/<str:rule_id>/taking-back/", views.take_back, name="rule_taking_back"),
]
