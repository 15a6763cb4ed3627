"""The closed words of the directory. Its shape follows Open Referral's HSDS 3, kept small."""

from django.db import models


class Need(models.TextChoices):
    """What somebody looks for."""

    TALKING = "talking", "Somebody to talk to"
    THERAPY = "therapy", "Therapy or counselling"
    HURT = "hurt", "Being hurt by someone"
    SHELTER = "shelter", "A safe place to stay"
    GRIEF = "grief", "Loss and grief"
    SUBSTANCES = "substances", "Alcohol and drugs"
    HEALTH = "health", "A doctor or a clinic"
    HOUSING = "housing", "Housing"
    MONEY = "money", "Money and debts"
    FOOD = "food", "Food"
    LEGAL = "legal", "Rights and law"
    COMPANY = "company", "Company and groups"


class Way(models.TextChoices):
    """How a service can be reached."""

    PHONE = "phone", "By phone"
    ONLINE = "online", "Online"
    IN_PERSON = "in_person", "In person"


class Cost(models.TextChoices):
    """What it costs, as the service says."""

    FREE = "free", "Free"
    SLIDING = "sliding", "Pay what you can"
    INSURANCE = "insurance", "Through insurance"
    PAID = "paid", "Costs money"


LOW_COST = frozenset({Cost.FREE, Cost.SLIDING})


class Access(models.TextChoices):
    """What makes it usable for more people."""

    STEP_FREE = "step_free", "Step-free"
    HEARING = "hearing", "For people who hear little or not"
    SEEING = "seeing", "For people who see little or not"
    EASY_WORDS = "easy_words", "Easy words"
    CHILDREN = "children", "Bring your children"
    NO_PAPERS = "no_papers", "No papers needed"


class ConsentHow(models.TextChoices):
    """How a service said yes to being listed."""

    MAIL = "mail", "By e-mail"
    LETTER = "letter", "By letter"
    PHONE = "phone", "On the phone"
    IN_PERSON = "in_person", "Face to face"


# ISO 639-1, the names as English readers know them.
LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "so": "Somali",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
