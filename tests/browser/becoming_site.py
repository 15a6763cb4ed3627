"""What the scene of becoming a peer does inside the site: the middle that would take long to click."""


def newcomer(name: str) -> None:
    """Make a member who can sign in as the cast of the demo does."""
    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from peerhub.demo.cast import DOMAIN, PASSWORD

    create_person(
        email=f"{name.lower()}@{DOMAIN}", password=PASSWORD, handle=name, now=timezone.now()
    )


def learn_the_rest(handle: str) -> None:
    """Go through all parts, practise once with Ade, and ask for another practice."""
    from django.utils import timezone

    from matching.training import actions, practice
    from matching.training.content import modules
    from peerhub.accounts.models import User

    person, now = User.objects.get(handle=handle), timezone.now()
    for module in modules():
        right = {question.key: question.right.letter for question in module.questions}
        actions.answer(person, module, right, now=now)
    asked = actions.ask_for_practice(person, now=now)
    points = dict.fromkeys(practice.POINTS, "seen")
    ade = User.objects.get(handle="Ade")
    actions.observe(asked, points, words="You left them room.", by=ade, now=now)
    actions.ask_for_practice(person, now=now)


def pass_the_exam(handle: str) -> None:
    """Answer the exam that was begun, and hand it in."""
    from django.utils import timezone

    from matching.training import actions
    from matching.training.content import bank
    from matching.training.models import ExamTry

    begun = ExamTry.objects.get(person__handle=handle, ended_at=None)
    right = {key: bank()[key].right.letter for key in begun.questions}
    actions.hand_in(begun, right, by=begun.person, now=timezone.now())


def second_step(handle: str, secret: str) -> None:
    """Set up the second step of somebody's sign-in."""
    from allauth.mfa.totp.internal.auth import TOTP

    from peerhub.accounts.models import User

    TOTP.activate(User.objects.get(handle=handle), secret)


def tell_a_story(handle: str) -> None:
    """Write a story that Ade reads and finds green."""
    from django.utils import timezone

    from matching.peers.actions import About
    from peerhub.accounts.models import User
    from peerhub.demo.cast import ADE
    from peerhub.demo.telling import Telling, tell
    from peerhub.topics.models import Topic

    telling = Telling(
        before="The nights were long.",
        what_helped="Somebody who stayed on the line.",
        now="Most nights I sleep.",
        offer="I can listen.",
        struggles=tuple(Topic.objects.struggles().filter(code="S35")),
    )
    person = User.objects.get(handle=handle)
    about = About(headline="I know the nights.")
    reader = User.objects.get(handle=ADE.handle)
    tell(person, about=about, telling=telling, reader=reader, now=timezone.now())


def out_of_sight(handle: str) -> None:
    """Take the page away again, so that other scenes meet the people they know."""
    from matching.peers.actions import withdraw
    from matching.peers.models import SpecialistProfile

    withdraw(SpecialistProfile.objects.get(person__handle=handle), by=None)
