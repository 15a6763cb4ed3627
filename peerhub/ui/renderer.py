"""Forms are drawn by our own templates in ``templates/django/forms/``."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Look for form templates where all other templates are."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
