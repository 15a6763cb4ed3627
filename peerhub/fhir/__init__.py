"""FHIR R4 as JSON: what leaves as resources, and what a request from outside says. Pure.

``parts`` are our own facts, ``building`` makes resources of them, ``bundle`` puts them together and
lets nothing out that is not valid (``checking``). ``reading`` reads a request from outside.
Which of ours is which of theirs: handbook, domain 3.6. See docs/decisions/0059.
"""
