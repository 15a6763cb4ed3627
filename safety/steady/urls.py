"""Addresses of exercises and courses. None of them holds a topic."""

from django.urls import path

from safety.steady import views

urlpatterns = [
    path("steady/", views.steady, name="steady"),
    path("steady/worker.js", views.worker, name="steady_worker"),
    path("steady/kept/<slug:country>/", views.kept, name="steady_kept"),
    path("steady/<slug:slug>/", views.course, name="course"),
    path("steady/<slug:slug>/place/", views.place, name="course_place"),
]
