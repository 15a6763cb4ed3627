"""Addresses of the demo's own pages."""

from django.urls import path

from peerhub.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.people, name="people"),
    path("demo/session/", views.session, name="session"),
    path("demo/mail/", views.mail, name="mail"),
]
