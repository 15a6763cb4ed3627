"""Bases and controls of all forms: errors in plain words, native controls, nothing required twice."""

import uuid
from typing import Any

from django import forms

from peerhub.text import storable, uuid_of

REQUIRED = "Please fill this in."
CHOOSE = "Please choose one."
TICK = "Please tick this box to go on."
WRITE_FIRST = "Write something first."


class PlainWords(forms.BaseForm):
    """Says what is missing kindly, and marks what may be left empty."""

    use_required_attribute = False
    say_optional = True
    name_in_summary = True  # False: the form is one question, which the page has as its heading

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Words that a form chose for itself stay as they are.
            if str(field.error_messages.get("required")) == str(
                forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = _what_is_missing(field)


def _what_is_missing(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return TICK
    return CHOOSE if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else REQUIRED


class Form(PlainWords, forms.Form):
    """The base of every form."""


class Unseen(PlainWords):
    """A form that is carried along unseen while its consequences are on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class AnswerForm(Form):
    """A second person's yes or no: two buttons, ``agree`` and ``refuse``."""

    answer = forms.ChoiceField(choices=(("agree", "Yes"), ("refuse", "No")))

    @property
    def agreed(self) -> bool:
        """Whether it is a yes."""
        return bool(self.cleaned_data["answer"] == "agree")


class SentOnceForm(Form):
    """Words to somebody, in a field ``words``. ``client_id`` makes sending them twice harmless."""

    client_id = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        """Leave nothing in it that cannot be stored."""
        words = storable(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(WRITE_FIRST)
        return words

    def clean_client_id(self) -> uuid.UUID:
        """What a page without one, or with a broken one, sends is always new."""
        return uuid_of(self.cleaned_data["client_id"]) or uuid.uuid4()


def message_field(most: int) -> forms.CharField:
    """One message of at most so many characters."""
    return forms.CharField(
        max_length=most,
        widget=Textarea,
        error_messages={
            "required": WRITE_FIRST,
            "max_length": f"That is longer than one message can be ({most:,} characters)."
            " Send it in two parts.",
        },
    )


class ModelForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """The base of every form that fills a row."""


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of several people, by handle."""

    def label_from_instance(self, obj: Any) -> str:
        """The handle."""
        return str(obj.handle)


class DateInput(forms.DateInput):
    """The browser's own date picker, which can also be typed into."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker, hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Textarea(forms.Textarea):
    """Room to write in, four lines to begin with."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 4, "cols": False, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed; the HTML standard sends a line's end as two characters, we count one."""
        typed = super().value_from_datadict(data, files, name)
        return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed


class WordsField(forms.CharField):
    """A person's own words, over several lines; ``most`` characters of them are kept."""

    widget = Textarea

    def __init__(self, *, most: int, **given: Any) -> None:
        said = {"max_length": f"That is longer than {most:,} characters."}
        super().__init__(max_length=most, error_messages=said, **given)


class Scale(forms.RadioSelect):
    """A row of numbers with words at both ends; nothing is chosen beforehand."""

    template_name = "django/forms/widgets/scale.html"

    def __init__(
        self, *, low: str, high: str, attrs: dict[str, Any] | None = None, choices: Any = ()
    ) -> None:
        super().__init__(attrs, choices)
        self.low = low
        self.high = high

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the words at the two ends."""
        context = super().get_context(name, value, attrs)
        return {**context, "low": self.low, "high": self.high}


class Folded(forms.CheckboxSelectMultiple):
    """Boxes of which those in a named group are folded away; open where one of them is ticked."""

    template_name = "django/forms/widgets/folded.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the groups, each with whether it is open."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        alone = all(group for group, _, _ in groups)
        folds = [
            (group, options, alone or any(option["selected"] for option in options))
            for group, options, _ in groups
        ]
        return {**context, "folds": folds}
