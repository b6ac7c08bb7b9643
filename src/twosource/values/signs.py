"""The signs of a language compiled: patterns that match just before or after a number."""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from twosource.lang import Language, language
from twosource.model.value import Bound

_AND = r"(?:\d{1,4}\s?(?:[-–—/]|and|to|or)\s?)?"  # "July 4 and 5", "A.D. 1000 and 1260"
_TO_DAY = r"(?:\s?(?:[-–—/]|and|to|or)\s?\d{1,2})?"  # "21 and 26 of September"
AGO = re.compile(r"\s(?:earlier|later|ago|before|after|early|late|old)\b")  # "600 boats a week earlier" is no rate


#: Bounds that leave a side open.
INEQUALITIES = frozenset({Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN, Bound.LESS_THAN})


class Signs(NamedTuple):
    """A language's units compiled: patterns that match just before or after a number."""

    money_before: re.Pattern[str]
    code_of_sign: Mapping[str, str]
    after: re.Pattern[str]
    joined: re.Pattern[str]
    code_of_name: Mapping[str, str]
    described: frozenset[str]
    code_of_joined: Mapping[str, str]
    minor_of: Mapping[str, str]
    rate: re.Pattern[str]
    age: re.Pattern[str]
    aged: re.Pattern[str]
    aged_of: re.Pattern[str]
    young: re.Pattern[str]
    code_of_young: Mapping[str, str]
    in_millions: frozenset[str]
    scale: re.Pattern[str]
    often: re.Pattern[str]
    lasting: re.Pattern[str]
    speaking: re.Pattern[str]
    money_suffix: re.Pattern[str]
    bound_before: re.Pattern[str]
    bound_after: re.Pattern[str]
    below_zero: re.Pattern[str]
    bound_of: Mapping[str, Bound]
    bound_of_after: Mapping[str, Bound]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    era_before: re.Pattern[str]
    era_after: re.Pattern[str]
    idiom: re.Pattern[str]
    single: re.Pattern[str]
    blurred: re.Pattern[str]
    couple: re.Pattern[str]


def either(words: Iterable[str], flags: str = "") -> str:
    """Alternatives, longest first; a space in a word also matches a hyphen or a line break."""
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word).replace(r"\ ", r"[\s\u00a0-]{1,2}") for word in listed)
    return f"(?{flags}:{joined or '(?!)'})"


@functools.cache
def signs(code: str) -> Signs:
    """The signs of a language, compiled once."""
    lang = language(code)
    units, bounds, table = lang.units, lang.bounds, lang.numbers
    code_of_name: dict[str, str] = {}
    minor_of: dict[str, str] = {}
    for unit in units.unit:
        code_of_name |= {form: unit.code for name in unit.names for form in _forms(name.lower())}
    for currency in units.currency:
        code_of_name |= {form: currency.code for name in currency.names for form in _forms(name.lower())}
        minor_of |= {form: currency.code for name in currency.minor for form in _forms(name.lower())}
    in_millions = {f"M{one.code}": one.code for one in units.currency if one.say}  # "30 MUSD", as Nordic wires write it
    code_of_sign = {sign: currency.code for currency in units.currency for sign in currency.signs} | in_millions
    dollars = {f"{one.code}$": one.code for one in units.currency if any("dollar" in name or "peso" in name for name in one.names)}
    code_of_sign |= dollars | {sign.lower(): code for sign, code in dollars.items()}
    after_signs = {sign: unit.code for unit in units.unit for sign in unit.signs}
    after_money = {
        sign: money
        for sign, money in code_of_sign.items()
        if not sign.isalpha() or not sign.isascii() or (sign.isupper() and len(sign) == 3) or sign in in_millions
    } | {one.code: one.code for one in units.currency}
    joined = {sign: unit.code for unit in units.unit for sign in unit.joined}
    names = either([*code_of_name, *minor_of, "pound", "pounds"], "i")
    before = {word: bound for bound, words in bounds.before.items() for word in words}
    after = {word: bound for bound, words in bounds.after.items() for word in words}
    word_before = either(w for w in before if w[0].isalpha())
    mark_before = either(w for w in before if not w[0].isalpha())
    money_alphabetic = either(sign for sign in code_of_sign if sign[0].isalpha())
    money_marks = either(sign for sign in code_of_sign if not sign[0].isalpha())
    rate_names = either([form for unit in units.unit for name in unit.names for form in _forms(name.lower())], "i")
    blurred = either(word for word, bound in before.items() if word[0].isalpha() and word not in bounds.plurals_only)
    rate_spaced = either(sign for unit in units.unit for sign in unit.signs if sign[0].isalpha())
    over = "|".join(
        re.escape(sign)
        for sign in sorted({sign for unit in units.unit for sign in (*unit.joined, *unit.slashed) if sign.isalpha()}, key=len)
    )
    rate_signs = (
        either(sign for unit in units.unit for sign in (*unit.signs, *unit.joined, unit.code) if sign[0].isalpha())
        + "|"
        + either(["s", "h", "d"])
        + "|"
        + rate_names
    )
    return Signs(
        money_before=re.compile(rf"(?:(?<![^\W\d_]){money_alphabetic}|{money_marks})\s?$"),
        code_of_sign=code_of_sign,
        after=re.compile(rf"(?:[\s\u00a0]{{0,2}}|-)(?P<name>{names}|{either([*after_signs, *after_money])}|(?:{over})(?=/))(?![^\W_])"),
        joined=re.compile(rf"(?P<name>{either(joined)})(?![^\W_])"),
        code_of_name={sign: unit.code for unit in units.unit for sign in (*unit.joined, *unit.slashed) if sign.isalpha()}
        | code_of_name
        | after_signs
        | after_money,
        described=frozenset(unit.code for unit in units.unit if unit.described),
        code_of_joined=joined,
        minor_of=minor_of,
        rate=re.compile(
            rf"\s?/\s?(?P<sign>{rate_signs})(?![^\W_])|[\s-]{either(units.per, 'i')}[\s-](?P<name>{rate_names}|{rate_spaced})(?![^\W_])"
        ),
        age=re.compile(rf"[\s-]?{either(units.ages, 'i')}(?![^\W_])"),
        aged_of=re.compile(rf"(?<![^\W_]){either(units.aged_of, 'i')}\sof\s$"),
        young=re.compile(rf"[\s-]?(?P<name>{either(word for words in units.young.values() for word in words)})(?![^\W_])", re.IGNORECASE),
        code_of_young={plain(word): code for code, words in units.young.items() for word in words},
        in_millions=frozenset(in_millions),
        scale=re.compile(rf"\s(?P<name>{either(word for word, value in table.scales.items() if value >= 1e6)})(?![^\W_])"),
        often=re.compile(
            rf"\s(?P<name>{either(units.often)})(?=\s?(?:[.,;:)”—–]|$)|\s(?:in|to|from|by|at|on|and|for|since|as|but|while|during)\b)"
        ),
        lasting=re.compile(rf"(?<![^\W_]){either(bounds.lasting, 'i')}\s$"),
        speaking=re.compile(rf"(?<![^\W_]){either(bounds.speaking, 'i')}\s$"),
        aged=re.compile(rf"(?<![^\W_]){either(units.aged, 'i')}\s$"),
        money_suffix=re.compile(rf"\s?(?P<name>{either(table.money_suffixes)})(?![^\W_])"),
        bound_before=re.compile(
            rf"(?:(?<![^\W_])(?:{either(bounds.blend)}\s)?(?P<word>{word_before})(?:[\s\u00a0]|(?<=sub)-)|(?P<mark>{mark_before})\s?)$",
            re.IGNORECASE,
        ),
        bound_after=re.compile(rf"\s?(?P<word>{either(after, 'i')})(?![^\W_])|(?P<mark>\+)"),
        below_zero=re.compile(rf"\s(?:celsius\s|c\s)?{either(table.below_zero, 'i')}(?![^\W_])", re.IGNORECASE),
        bound_of=before,
        bound_of_after=after,
        month_before=re.compile(rf"(?<![^\W_]){either(table.months, 'i')}\.?\s{_AND}$"),
        month_after=re.compile(rf"{_TO_DAY}\s(?:of\s)?{either(word.capitalize() for word in table.months)}(?![^\W_])"),
        era_before=re.compile(rf"(?<![^\W_]){either(word.upper() for word in table.eras)}\.?\s{_AND}$"),
        era_after=re.compile(rf"\s{either(word.upper() for word in table.eras)}(?![^\W_])"),
        blurred=re.compile(rf"(?<![^\W_]){blurred}\s$", re.IGNORECASE),
        couple=re.compile(rf"(?<![^\W_])(?P<at>{either(table.couple)})\s(?P<name>{rate_names})(?![^\W_])", re.IGNORECASE),
        single=re.compile(
            rf"(?<![^\W_])(?P<at>{either([*table.articles, 'one'])})\s(?P<name>{rate_names})"
            rf"(?![^\W_]|[\s-](?:time|chance|term|half|thing))"
            rf"(?:\sand\san?\s(?P<part>half|quarter)\b)?",
            re.IGNORECASE,
        ),
        idiom=re.compile(rf"(?<![^\W_]){either(table.idioms, 'i')}(?![^\W_])"),
    )


def _forms(name: str) -> tuple[str, ...]:
    """A unit's name and its plural, as the table writes them and plain."""
    forms = [name, name + "s"] if name[-1] not in "sz" else [name]
    first, _, rest = name.partition(" ")
    if rest and first == "degree":
        forms.append(f"{first}s {rest}")
    return tuple(dict.fromkeys([*forms, *map(plain, forms)]))


def plain(name: str) -> str:
    """A unit's name as the table has it: in small letters, one space between words."""
    return re.sub(r"[\s\u00a0-]+", " ", name.lower())


def rate_code(name: str, known: Signs) -> str:
    """The code of what stands after "per", `""` when it is no unit."""
    code = known.code_of_name.get(name) or known.code_of_joined.get(name) or known.code_of_name.get(plain(name)) or name
    return "" if code in {"10.a", "100.a", "deg"} else code


def rate_after(text: str, at: int, lang: Language) -> tuple[str, int] | None:
    """The rate that stands at `at` ("per day"): the code below the line and where it ends."""
    found = signs(lang.code).rate.match(text, at)
    if found is None and (often := signs(lang.code).often.match(text, at)) is not None:
        return lang.units.often[often["name"].lower()], often.end()
    if found is None or not found["name"] or AGO.match(text, found.end()) or not (code := rate_code(found["name"], signs(lang.code))):
        return None
    return code, found.end()


def described_unit(name: str, lang: Language) -> str:
    """The code of the name of a unit that may stand behind an adjective, `""` for another word."""
    code = signs(lang.code).code_of_name.get(name, "")
    return code if code in signs(lang.code).described else ""
