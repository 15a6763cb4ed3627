"""Addresses of paging."""

from django.urls import path

from safety.paging import views

urlpatterns = [
    path("paging/", views.paging, name="paging"),
    path("paging/test/", views.test, name="test_page"),
]
