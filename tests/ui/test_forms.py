from django import forms

from peerhub.ui.forms import Form, Textarea


class Letter(Form):
    words = forms.CharField(max_length=9, widget=Textarea)


def test_the_end_of_a_line_counts_as_one_character_as_it_does_in_the_browser() -> None:
    letter = Letter({"words": "one\r\ntwo\r\n3"})

    assert letter.is_valid()
    assert letter.cleaned_data["words"] == "one\ntwo\n3"
