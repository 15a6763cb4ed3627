"""Addresses of steps."""

from django.urls import path

from safety.moderation import views

urlpatterns = [path("queue/<int:flag_id>/steps/", views.steps, name="steps")]
