"""Unit codes: what they measure, and their SI factors.

Factors come from a table compiled from pint (`scripts/compile_units.py`), so that no report waits for pint's registry;
pint is the oracle in the tests.
"""

import functools
import re
from importlib import resources
from typing import NamedTuple

import msgspec

#: UCUM prefixes, and the atoms of our table that take them.
PREFIXES = {"T": 1e12, "G": 1e9, "M": 1e6, "k": 1e3, "h": 1e2, "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12}
METRIC = frozenset(["m", "g", "s", "A", "K", "L", "t", "W", "J", "V", "N", "Pa", "Hz", "Sv", "cal", "bit", "By"])
#: What pint does not count as units of their own: shares of one, data, and sound, which is its own scale. Braces hold UCUM's annotations.
OWN: dict[str, tuple[float, dict[str, int]]] = {
    "1": (1.0, {}),
    "%": (1e-2, {}),
    "[bp]": (1e-4, {}),
    "%{point}": (1e-2, {}),
    "[ppm]": (1e-6, {}),
    "[ppb]": (1e-9, {}),
    "bit": (1.0, {"bit": 1}),
    "By": (8.0, {"bit": 1}),
    "dB": (1.0, {"dB": 1}),
}
#: Scales with a zero of their own: kelvin = value * factor + offset.
OFFSETS = {"Cel": (1.0, 273.15), "[degF]": (5 / 9, 459.67 * 5 / 9)}
#: Names of derived SI units, by what they are made of.
DERIVED = {
    "kg.m2/s3": "W",
    "kg.m2/s2": "J",
    "kg.m/s2": "N",
    "kg/m.s2": "Pa",
    "kg.m2/A.s3": "V",
}
#: Codes of the units of time.
TIMES = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
_PART = re.compile(r"([./]?)(\[[A-Za-z_]+\]|%\{point\}|[A-Za-z%]+|\d+(?=[./]|$))(-?\d+)?")
_MONEY = re.compile(r"[A-Z]{3}")


class Scale(NamedTuple):
    """How a code becomes SI: `value * factor + offset` in `si`. `si` is `1` for plain numbers, an ISO code for money."""

    factor: float
    offset: float
    si: str


class _Table(msgspec.Struct):
    atoms: dict[str, tuple[float, dict[str, int]]]


@functools.cache
def _atoms() -> dict[str, tuple[float, dict[str, int]]]:
    data = resources.files(__package__).joinpath("data", "si.toml").read_bytes()
    return msgspec.toml.decode(data, type=_Table).atoms | OWN


@functools.cache
def scale(code: str) -> Scale | None:
    """The SI scale of a UCUM or ISO 4217 code or a quotient of such; `None` for a code we do not know."""
    if code in OFFSETS:
        factor, offset = OFFSETS[code]
        return Scale(factor, offset, "K")
    factor, exponents, at = 1.0, dict[str, int](), 0
    for part in _PART.finditer(code):
        if part.start() != at or (atom := _atom(part[2])) is None:
            return None
        at = part.end()
        power = int(part[3] or 1) * (-1 if part[1] == "/" else 1)
        factor *= atom[0] ** power
        for base, exponent in atom[1].items():
            exponents[base] = exponents.get(base, 0) + exponent * power
    return Scale(factor, 0.0, _written(exponents)) if at == len(code) and code else None


def _atom(name: str) -> tuple[float, dict[str, int]] | None:
    if (known := _atoms().get(name)) is not None:
        return known
    if _MONEY.fullmatch(name):
        return 1.0, {name: 1}
    if name in OFFSETS:
        return OFFSETS[name][0], {"K": 1}
    prefix, atom = PREFIXES.get(name[:1]), name[1:]
    if prefix is not None and atom in METRIC:
        factor, exponents = _atoms()[atom]
        return prefix * factor, exponents
    return None


def _written(exponents: dict[str, int]) -> str:
    over = ".".join(base + (str(power) if power > 1 else "") for base, power in sorted(exponents.items()) if power > 0)
    under = ".".join(base + (str(-power) if power < -1 else "") for base, power in sorted(exponents.items()) if power < 0)
    written = (over or "1") + ("/" + under if under else "")
    return DERIVED.get(written, written)


@functools.cache
def is_money(code: str) -> bool:
    """Whether a code is an ISO 4217 code or a rate of one."""
    return bool(_MONEY.fullmatch(code.split("/", maxsplit=1)[0]))
