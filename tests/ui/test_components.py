"""Components: strict about their arguments, careful with what people wrote."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

from peerhub.ui.avatars import shape_for
from peerhub.ui.forms import DateInput, Form, Scale, Textarea

EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script>"


def render(words: str, **context: object) -> str:
    return Template(words).render(Context(context)).strip()


@pytest.mark.parametrize(
    "words",
    [
        '{% card heading="A" %}{% endcard %}',
        '{% callout colour="warm" %}{% endcallout %}',
        '{% badge "A" kind="plum" %}',
        "{% badge %}",
        "{% need %}",
        '{% button "A" %}',
        '{% submit "A" href="/" %}',
        "{% chip %}",
        '{% empty "A" link="/" %}',
        "{% content_note %}{% endcontent_note %}",
        '{% card title="never closed" %}',
        "{% avatar %}",
        '{% icon "home" colour="red" %}',
        "{% error_summary %}",
        "{% local_time %}",
    ],
)
def test_a_wrong_argument_is_an_error_when_the_template_is_read(words):
    with pytest.raises(TemplateSyntaxError):
        Template(words)


@pytest.mark.parametrize(
    "words",
    [
        '{% card tone="red" %}{% endcard %}',
        '{% card title="A" level=4 %}{% endcard %}',
        '{% callout tone="danger" %}{% endcallout %}',
        '{% badge "A" tone="pink" %}',
        '{% button "A" href="/" kind="big" %}',
        '{% submit "A" kind="big" %}',
        '{% icon "home" kind="fancy" %}',
        "{% need -1 %}",
        '{% empty "Nothing yet." href="/" %}',
        '{% error_summary "a form" %}',
    ],
)
def test_a_wrong_value_is_an_error_when_the_page_is_made(words):
    with pytest.raises(TemplateSyntaxError):
        render(words)


@pytest.mark.parametrize(
    "words",
    [
        "{% card title=said %}{{ said }}{% endcard %}",
        "{% callout title=said %}{{ said }}{% endcallout %}",
        "{% badge said %}",
        "{% button said href=said more=said %}",
        "{% submit said name=said value=said more=said busy=said %}",
        "{% chip said said %}",
        "{% empty said href=said label=said %}",
        "{% content_note notes %}{{ said }}{% endcontent_note %}",
        "{% avatar said %}",
        "{% nav_link said said %}",
    ],
)
def test_what_people_wrote_is_shown_as_words(words):
    html = render(words, said=SCRIPT, notes=[SCRIPT])

    assert "<script" not in html


def test_a_card_has_its_heading_and_its_body_as_html():
    html = render('{% card title="Next" level=3 tone="leaf" %}<p>Body</p>{% endcard %}')

    assert html == (
        '<section class="card stack" data-tone="leaf"><h3>Next</h3>\n<p>Body</p></section>'
    )


@pytest.mark.parametrize(
    ("level", "mark", "words"),
    [
        (0, "steady", "Steady"),
        (1, "watch", "Keep an eye"),
        (2, "today", "Today"),
        (3, "now", "Respond now"),
        (5, "now", "Respond now"),
    ],
)
def test_need_is_said_in_words(level, mark, words):
    assert render("{% need level %}", level=level) == (
        f'<span class="badge" data-level="{mark}">{words}</span>'
    )


def test_a_button_is_a_link_and_a_submit_is_a_button():
    link = render('{% button "See times" href="/people/" kind="second" more="with Sam" %}')
    button = render('{% submit "Book" name="do" value="book" %}')

    assert link == (
        '<a class="btn second" href="/people/">See times<span class="vh"> with Sam</span></a>'
    )
    assert button == (
        '<button class="btn" type="submit" name="do" value="book" data-busy="Sending…">Book</button>'
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("full", "Tuesday 24 November, 1:30 pm, New York time"),
        ("date", "Tuesday 24 November 2026"),
        ("day", "Tuesday 24 November"),
        ("time", "1:30 pm"),
        ("zoned", "1:30 pm, New York time"),
    ],
)
def test_a_moment_is_told_on_the_readers_clock(kind, words):
    with timezone.override(ZoneInfo("America/New_York")):
        html = render("{% local_time at kind %}", at=EVENING, kind=kind)

    assert html == f'<time datetime="2026-11-24T18:30:00Z">{words}</time>'


def test_a_moment_can_be_told_on_anothers_clock():
    html = render('{% local_time at "zoned" zone=zone %}', at=EVENING, zone=ZoneInfo("Asia/Tokyo"))

    assert html == '<time datetime="2026-11-24T18:30:00Z">3:30 am, Tokyo time</time>'


def test_a_moment_of_a_kind_we_do_not_know_is_an_error():
    with pytest.raises(ValueError, match="kind of time"):
        render('{% local_time at "soon" %}', at=EVENING)


def test_the_same_seed_gives_the_same_shape_and_seeds_differ():
    assert shape_for("quiet-fern") == shape_for("quiet-fern")
    assert len({shape_for(f"fern-{number}") for number in range(100)}) > 50


def test_a_content_note_folds_only_what_mentions_something():
    notes = [SimpleNamespace(label="Self-harm"), "PTSD", "Sudden death"]

    open_words = render("{% content_note notes %}<p>Body</p>{% endcontent_note %}", notes=[])
    folded = render("{% content_note notes %}<p>Body</p>{% endcontent_note %}", notes=notes)

    assert open_words == "<p>Body</p>"
    assert folded.startswith('<details class="cover">')
    assert "Mentions self-harm, PTSD and sudden death." in folded
    assert "<p>Body</p>" in folded


def test_a_chip_takes_itself_away():
    assert '<a class="chip on" href="?q="><span class="vh">Remove: </span>Grief' in render(
        '{% chip "Grief" "?q=" %}'
    )
    assert render('{% chip "Grief" %}') == '<span class="chip on">Grief</span>'


@pytest.mark.parametrize(
    ("path", "href", "current"),
    [
        ("/people/", "/people/", ' aria-current="page"'),
        ("/people/quiet-fern/", "/people/", ' aria-current="true"'),
        ("/rooms/", "/people/", ""),
        ("/rooms/", "/", ""),
    ],
)
def test_a_link_of_the_frame_knows_where_the_reader_is(path, href, current):
    request = RequestFactory().get(path)

    html = render("{% nav_link href 'There' %}", request=request, href=href)

    assert html == f'<a href="{href}"{current}><span>There</span></a>'


LINE = re.compile(r'<li><a href="([^"]*)">([^<]*)</a></li>')


class HelloForm(Form):
    nick = forms.CharField(label="Your name here", help_text="Not your real one.")
    how = forms.ChoiceField(
        label="How", choices=[("a", "By text"), ("b", "By voice")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="Words", widget=Textarea, required=False)
    day = forms.DateField(label="Day", widget=DateInput, required=False)
    rules = forms.BooleanField(label="I agree to the rules")
    own = forms.CharField(label="Own", error_messages={"required": "Own words."})

    def clean(self) -> None:
        self.add_error(None, "These do not go together.")


def test_errors_are_told_kindly_and_above_the_form_with_links():
    html = render("{% error_summary form %}", form=HelloForm({}))

    assert 'role="alert"' in html
    assert "These do not go together." in html
    assert LINE.findall(html) == [
        ("#id_nick", "Your name here: Please fill this in."),
        ("#id_how_0", "How: Please choose one."),
        ("#id_rules", "I agree to the rules: Please tick this box to go on."),
        ("#id_own", "Own: Own words."),
    ]


class OddForm(Form):
    colour = forms.ChoiceField(
        label="Which colour?",
        choices=[("Warm", [("r", "Red"), ("o", "Orange")]), ("Cold", [("b", "Blue")])],
        widget=forms.RadioSelect,
    )
    signs = forms.BooleanField(label="I am Maya, and I sign this.")
    nobody = forms.ChoiceField(label="Nobody to choose", choices=[], widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput)

    def clean_shown(self) -> str:
        raise forms.ValidationError("It changed meanwhile. Please read it once more.")


def test_a_question_with_its_own_sign_keeps_it_and_a_group_leads_to_its_first_answer():
    assert LINE.findall(render("{% error_summary form %}", form=OddForm({"shown": "x"}))) == [
        ("#id_colour_0_0", "Which colour? Please choose one."),
        ("#id_signs", "I am Maya, and I sign this. Please tick this box to go on."),
        ("#id_nobody", "Nobody to choose: Please choose one."),
    ]


def test_every_link_of_the_summary_leads_to_something_that_is_there():
    form = OddForm({})
    html = str(form)

    for href, _ in LINE.findall(render("{% error_summary form %}", form=form)):
        assert html.count(f'id="{href[1:]}"') == 1, href


def test_what_nobody_sees_is_told_in_words_without_a_name_or_a_link():
    html = render("{% error_summary form %}", form=OddForm({"shown": "x"}))

    assert "<p>It changed meanwhile. Please read it once more.</p>" in html
    assert html.count("<p>A part of this page did not arrive. Please send it once more.</p>") == 1
    assert "Seen" not in html
    assert "Shown" not in html


def test_the_field_says_its_error_once_and_its_group_is_described_by_it():
    html = str(OddForm({})["colour"].as_field_group())

    assert html.count("Please choose one.") == 1
    assert '<fieldset aria-describedby="id_colour_error">' in html


class AloneForm(Form):
    name_in_summary = False
    answer = forms.CharField(label="What the page asks")


def test_the_one_question_of_a_page_is_not_said_again_above_it():
    html = render("{% error_summary form %}", form=AloneForm({}))

    assert LINE.findall(html) == [("#id_answer", "Please fill this in.")]


def test_a_form_without_mistakes_has_no_summary():
    assert render("{% error_summary form %}", form=HelloForm()) == ""


def test_label_hint_error_and_control_stand_in_this_order_and_know_each_other():
    html = HelloForm({"nick": ""})["nick"].as_field_group()

    places = [
        html.index(part)
        for part in ('for="id_nick"', 'id="id_nick_helptext"', 'id="id_nick_error"', "<input")
    ]
    assert places == sorted(places)
    assert 'aria-describedby="id_nick_helptext id_nick_error"' in html
    assert 'aria-invalid="true"' in html
    assert " required" not in html


def test_what_was_typed_stays():
    html = str(HelloForm({"nick": SCRIPT, "words": SCRIPT}))

    assert html.count("&lt;script&gt;") == 2
    assert "<script" not in html


def test_only_what_may_stay_empty_says_so():
    form = HelloForm()

    assert "(optional)" not in form["nick"].as_field_group()
    assert "(optional)" in form["words"].as_field_group()


def test_a_group_of_options_is_a_fieldset_with_whole_row_labels():
    html = HelloForm()["how"].as_field_group()

    assert "<legend>How</legend>" in html
    assert html.count('<label class="option"') == 2


def test_a_single_box_has_its_words_beside_it():
    html = HelloForm()["rules"].as_field_group()

    assert html.count("<label") == 1
    assert "<span>I agree to the rules</span>" in html


def test_days_are_asked_with_the_browsers_own_control():
    assert 'type="date"' in str(HelloForm()["day"])


def test_a_scale_has_words_at_both_ends_and_nothing_chosen():
    class Today(Form):
        mood = forms.ChoiceField(
            choices=[("0", "0"), ("1", "1")], widget=Scale(low="Hard", high="Good")
        )

    html = str(Today()["mood"])

    assert (
        html.index("Hard") < html.index('value="0"') < html.index('value="1"') < html.index("Good")
    )
    assert "checked" not in html
