"""What phone numbers, addresses, names and the like look like in a message. Pure.

Every repeat is bounded and starts where a run of its letters starts, so that the time grows with
the text and no faster.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_DIGITS = tuple("0123456789")
# A word that begins with a capital letter, as names do.
_NAME = r"[A-Z][a-zà-ÿ'’-]{1,20}"
_NETWORKS = (
    "instagram|insta|ig|snapchat|snap|discord|telegram|tiktok|facebook|fb|whatsapp|signal|kik"
)
# What people say of an account of theirs instead of telling its name.
_NO_HANDLE = (
    r"(?:not|a|an|the|my|full|gone|off|fine|okay|same|nope|help|private|public|empty|useless|"
    r"horrible|terrible|awful|nothing|everything|something|always|never|really|just|still|too|"
    r"very|more|mostly|toxic|down|open|back|over|here|there|what|where|why|how|when)\b|"
    r"[a-z]{1,20}(?:ing|ed|ly|ful|able|ous|less|ive)\b"
)
_HANDLE = (
    r"(?:@[\w.]{3,30}|(?=[a-z.]{0,29}[\d_])[\w.]{3,30}"
    rf"|(?!{_NO_HANDLE})[a-z][\w.]{{3,29}}(?=\s*(?:[.,;!?)\n]|$|and\b|if\b|so\b)))"
)
_STREET = (
    "street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|pl|terrace"
)
# Words between a number and a street that make no address of them: "2 blocks down the street".
_NO_STREET = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|times?|steps?|"
    r"miles?|blocks?|km|mg|people|guys|men|women|kids|cars|houses|doors|more|other|of|on|in|at|to|"
    r"the|a|an|and|or|for|from|down|up|off|my|our|your|his|her|their|this|that|per|with|by)\b"
)
# States that are no word of their own when somebody shouts; the others need a comma before.
_STATES = (
    "AK|AR|AZ|CA|CT|DC|FL|GA|IA|IL|KS|KY|MD|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|RI|SC|SD|TN|TX"
    "|UT|VA|VT|WA|WI|WV|WY"
)
_LOUD_STATES = "AL|CO|DE|HI|ID|IN|LA|MA|ME|OH|OK|OR|PA"
_PLACES = (
    "High School|Middle School|School|High|College|University|Hospital|Clinic|Elementary|Academy"
    "|Inc|LLC"
)
_NO_PLACE = (
    r"(?:The|My|Night|Nights|Home|Mom|Mum|Dad|God|Jesus|Christmas|Easter|Times|Least|First|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:\d{{1,2}}([/.-])\d{{1,2}}\1(?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH} {_YEAR})\b"
)
# Nobody's own: numbers that cost the caller nothing, and the lines that help.
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888", "0800", "0808")
_HELP_NUMBERS = frozenset({"116123", "0120279338", "0477131114", "61477131114"})
_HELP_SITES = re.compile(
    r"(?:https?://)?(?:www\.)?(?:988lifeline\.org|crisistextline\.org|samaritans\.org"
    r"|findahelpline\.com|rainn\.org|thehotline\.org|thetrevorproject\.org)(?![\w.-]*\w)",
    re.IGNORECASE,
)


def _nothing_public(words: str) -> bool:
    del words
    return False


def _is_help_line(words: str) -> bool:
    digits = re.sub(r"\D", "", words)
    return digits in _HELP_NUMBERS or digits.removeprefix("1").startswith(_TOLL_FREE)


def _is_help_site(words: str) -> bool:
    return _HELP_SITES.match(words) is not None


@dataclass(frozen=True)
class Trace:
    """One way in which a text can tell who somebody is.

    Attributes:
        kind: what it is, such as "phone".
        needs: small letters, one of which is in every text that holds this; looked for first.
        pattern: the trace itself.
        is_public: whether what matched is everybody's, such as the number of a help line.
    """

    kind: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    is_public: Callable[[str], bool] = _nothing_public


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


TRACES = (
    Trace(
        "email",
        ("@",),
        _any_case(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){0,3}\.[a-z]{2,}\b"),
    ),
    Trace(
        "email",
        (" at ", "(at)", "[at]"),
        _any_case(
            r"(?<![\w.+-])[\w.+-]{2,64}+ ?(?:\(at\)|\[at\]| at ) ?[\w-]{2,63}+"
            r"(?: ?\(dot\) ?| ?\[dot\] ?| dot |\.)(?:com|net|org|edu|co|uk|io|me|de)\b"
        ),
    ),
    Trace(
        "link",
        ("://", "www."),
        _any_case(r"\b(?:https?://|www\.)\S++"),
        _is_help_site,
    ),
    Trace(
        "link",
        (".com", ".org", ".net"),
        _any_case(r"(?<![\w@./-])(?:[a-z0-9-]{2,63}+\.){1,3}(?<=\.)(?:com|org|net)\b(?:/\S*+)?"),
        _is_help_site,
    ),
    Trace(
        "link",
        ("/",),
        _any_case(r"(?<![\w@./-])[a-z0-9-]{1,63}+\.(?:gg|me|ly|io|co|app|uk|de)/\S++"),
    ),
    Trace(
        "phone",
        _DIGITS,
        re.compile(
            r"(?<![\w.,:$£€+-])(?:\+?1[ .-]{0,2})?(?:\([2-9]\d\d\) ?|[2-9]\d\d(?=[ .\d-]))"
            r"(?P<gap>[ .-]?)\d{3}(?:-|(?P=gap))\d{4}(?![\w-])"
        ),
        _is_help_line,
    ),
    Trace("phone", ("+",), re.compile(r"(?<!\w)\+\d{1,3}(?:[ .()-]{0,3}\d){7,12}(?!\w)")),
    Trace(
        "phone",
        ("0",),
        re.compile(
            r"(?<![\w.,:$£€+-])0(?:\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|\d{3,4}[ -]\d{6,8}|\d{9,11})(?![\w-])"
        ),
        _is_help_line,
    ),
    Trace(
        "phone",
        ("me", "my"),
        _any_case(
            r"\b(?:(?:call|text|ring|whatsapp) me (?:at |on )?"
            r"|my (?:phone |cell |mobile )?(?:number|cell|phone|mobile)(?: is|:) ?)"
            r"\d(?:[ .-]?\d){6,11}\b"
        ),
        _is_help_line,
    ),
    Trace(
        "account",
        tuple(_NETWORKS.split("|")),
        _any_case(
            rf"\b(?:my (?:{_NETWORKS})(?: (?:name|handle|username|user|id|account))? ?"
            rf"(?:is|:|=|(?=@)) ?|(?:{_NETWORKS}) ?[:=] ?"
            rf"|(?:add|find|follow|message|dm|hit) me (?:up )?on (?:{_NETWORKS}) ?(?:as |at |[:=] ?|"
            rf"(?=@)|(?=[a-z.]{{0,29}}[\d_]))|on (?:{_NETWORKS}) (?=@)){_HANDLE}"
        ),
    ),
    # Two words with capitals are a mask that somebody speaks to: "@Quiet Heron".
    Trace(
        "account",
        ("@",),
        _any_case(
            r"(?<![\w@./])@(?!(?-i:[A-Z][a-z]+ [A-Z][a-z]))(?!(?:home|work|school|night|all|everyone|everybody|anyone|someone|here"
            r"|room|mods?|moderators?|hosts?)\b)[a-z_][\w.]{2,29}\b(?!@)"
        ),
    ),
    Trace("account", ("#",), _any_case(r"(?<![\w.])[a-z][\w.]{1,30}#\d{4}\b")),
    Trace(
        "address",
        _DIGITS,
        re.compile(
            rf"(?<![\w.,:$£€-])\d{{1,5}}[A-Za-z]? (?:(?!(?i:{_NO_STREET}))[A-Z][\w'’.-]{{0,20}} )"
            rf"{{1,3}}(?i:{_STREET})\b"
        ),
    ),
    Trace(
        "address",
        ("street", "avenue", " ave", "blvd", "boulevard", " st", " rd"),
        re.compile(
            rf"(?<![\w.,:$£€-])\d{{1,5}}[a-z]? (?:(?!{_NO_STREET})[a-z]{{3,20}} ){{1,2}}"
            r"(?:street|avenue|ave|boulevard|blvd|st|rd)\b"
        ),
    ),
    Trace(
        "address",
        _DIGITS,
        re.compile(
            rf"(?:\b(?:{_STATES})|(?:\b{_NAME}, ?(?:{_LOUD_STATES}))),? \d{{5}}(?:-\d{{4}})?\b"
        ),
    ),
    Trace(  # a British one
        "address",
        _DIGITS,
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d(?!MG|ML|KG|CM|MM|AM|PM)[A-Z]{2}\b"),
    ),
    Trace(
        "name",
        ("my name", "my full name", "my real name", "my actual name", "my legal name"),
        re.compile(
            r"\b(?i:my (?:(?:full|real|actual|legal) )?name(?: is|['’]s|:)) "
            rf"(?!(?:Not|No|The)\b){_NAME}(?: {_NAME})?"
        ),
    ),
    Trace(
        "name",
        (" called",),
        re.compile(rf"\b(?i:i['’]m called|i am called|im called) {_NAME} {_NAME}"),
    ),
    Trace(
        "workplace_or_school",
        tuple(place.lower() for place in _PLACES.split("|")),
        re.compile(
            r"\b(?i:i(?:['’]m| am)? (?:work|working|teach|study|studying) (?:at|for)|i (?:go|went) to"
            rf"|i attend|my school is) (?:the )?(?:(?!{_NO_PLACE}){_NAME} ){{1,4}}(?:{_PLACES})\b"
        ),
    ),
    Trace(
        "workplace_or_school",
        (" at ", " for ", " by "),
        re.compile(
            r"\b(?i:i(?:['’]m| am)? (?:(?:work|working) (?:at|for)|(?:teach|study|studying) at)"
            rf"|i(?:['’]m| am) employed (?:at|by)) (?:the )?(?!{_NO_PLACE}){_NAME}(?: {_NAME}){{0,3}}"
        ),
    ),
    Trace(
        "birth",
        ("born", "birth", "dob"),
        _any_case(
            r"(?<!sober )(?<!sobriety )(?<!clean )(?<!recovery )"
            rf"\b(?:born|birth(?:day|date)?|dob)\b[^\n.?!]{{0,20}}?\b{_DATE}"
        ),
    ),
)
