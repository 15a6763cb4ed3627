"""Measures as parts of FHIR: the questions, what was answered, and the numbers. Pure.

A number has LOINC's code where the handbook verified one (domain 3.6), and always one of our own.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from peerhub.fhir import codes
from peerhub.fhir.codes import Coding, Concept, ours
from peerhub.fhir.parts import (
    Answer,
    Observation,
    Patient,
    Question,
    Questionnaire,
    QuestionnaireResponse,
)
from sessions.measures.instruments.shape import Answers, Instrument, Item, Option, Scale


def questionnaire(instrument: Instrument) -> Questionnaire:
    """The questions in their order, word for word."""
    return Questionnaire(
        url=f"{codes.OURS}/Questionnaire/{instrument.key}",
        version=f"{instrument.version}-{instrument.language}",
        name=instrument.name,
        questions=[_question(instrument, item) for item in instrument.items],
        code=Coding(codes.LOINC, instrument.code) if instrument.code else None,
        rights=f"{instrument.licence} {instrument.source}",
    )


def response(
    of: Questionnaire, instrument: Instrument, answers: Answers, *, patient: Patient, at: date
) -> QuestionnaireResponse:
    """What was answered to each question that was asked; what was left out has no answer."""
    return QuestionnaireResponse(
        patient=patient,
        of=of,
        at=at,
        answers=[
            Answer(link=item.key, words=item.words, value=_value(instrument, item, answers))
            for item in instrument.asked(answers)
        ],
    )


def numbers(
    instrument: Instrument,
    scale: Scale,
    sums: Sequence[tuple[date, int]],
    *,
    patient: Patient,
    notes: Mapping[int, str] | None = None,
) -> list[Observation]:
    """A number for each day, in the order that is given.

    Args:
        instrument: of which.
        scale: the total, or a part.
        sums: the days, with the numbers.
        patient: whose they are.
        notes: what a number says beside the one before, by its place.
    """
    return [
        Observation(
            patient=patient,
            what=_what(instrument, scale),
            value=value,
            at=at,
            note=(notes or {}).get(place, ""),
        )
        for place, (at, value) in enumerate(sums)
    ]


def _what(instrument: Instrument, scale: Scale) -> Concept:
    text = f"{instrument.name}, {scale.name.lower()}"
    code = f"{instrument.key}.{scale.key or 'total'}"
    loinc = instrument.code_total if not scale.key else ""
    known = (Coding(codes.LOINC, loinc),) if loinc else ()
    return Concept(text, (*known, *ours(code, text).codings))


def _question(instrument: Instrument, item: Item) -> Question:
    return Question(
        link=item.key,
        words=f"{item.stem} {item.words}".strip(),
        code=Coding(codes.LOINC, item.code)
        if item.code
        else Coding(codes.OUR_CODES, f"{instrument.key}.{item.key}"),
        answers=[_coded(instrument, item, option) for option in item.options],
        most=item.days or None,
    )


def _coded(instrument: Instrument, item: Item, option: Option) -> Coding:
    """LOINC's code of an answer, or one of our own that says to which question."""
    if option.code:
        return Coding(codes.LOINC, option.code, option.label)
    return Coding(codes.OUR_ANSWERS, f"{instrument.key}.{item.key}.{option.value}", option.label)


def _value(instrument: Instrument, item: Item, answers: Answers) -> Coding | int | None:
    given = answers.get(item.key)
    if not isinstance(given, int) or isinstance(given, str):
        return None
    found = [option for option in item.options if option.value == given]
    return _coded(instrument, item, found[0]) if found else given
