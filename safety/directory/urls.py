"""Addresses of local help."""

from django.urls import path

from safety.directory.views import public, staff

urlpatterns = [
    path("local-help/", public.local_help, name="local_help"),
    path("directory/", staff.directory, name="directory"),
    path("directory/new/", staff.new_service, name="new_service"),
    path("directory/drafts/<uuid:public_id>/out/", staff.leave_out, name="leave_out_service"),
    path("directory/<uuid:public_id>/", staff.service, name="service"),
    path("directory/<uuid:public_id>/check/", staff.check, name="check_service"),
    path("directory/<uuid:public_id>/retire/", staff.retire, name="retire_service"),
]
