"""Compiles values/data/si.toml: exact SI factors of the UCUM atoms we use, as pint gives them.

Run it after adding an atom: `python scripts/compile_units.py > src/twosource/values/data/si.toml`.
Opening pint's registry takes half a second, which no report should pay; a test holds the table against pint.
"""

from pint import UnitRegistry

#: UCUM atom: pint's name for it.
ATOMS = {
    "m": "meter",
    "g": "gram",
    "s": "second",
    "K": "kelvin",
    "A": "ampere",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
    "L": "liter",
    "t": "metric_ton",
    "har": "hectare",
    "[in_i]": "inch",
    "[ft_i]": "foot",
    "[yd_i]": "yard",
    "[mi_i]": "mile",
    "[nmi_i]": "nautical_mile",
    "[ly]": "light_year",
    "[acr_us]": "acre",
    "[gal_us]": "gallon",
    "[qt_us]": "quart",
    "[pt_us]": "pint",
    "[foz_us]": "fluid_ounce",
    "[cup_us]": "cup",
    "[tbs_us]": "tablespoon",
    "[tsp_us]": "teaspoon",
    "[bbl_us]": "oil_barrel",
    "[lb_av]": "pound",
    "[oz_av]": "ounce",
    "[stone_av]": "stone",
    "[dr_av]": "dram",
    "[car_m]": "carat",
    "[ston_av]": "short_ton",
    "[lton_av]": "long_ton",
    "[kn_i]": "knot",
    "[lbf_av]": "force_pound",
    "[psi]": "psi",
    "W": "watt",
    "[HP]": "horsepower",
    "J": "joule",
    "cal": "calorie",
    "V": "volt",
    "N": "newton",
    "Pa": "pascal",
    "Hz": "hertz",
    "Sv": "sievert",
    "deg": "degree",
}
BASES = {"meter": "m", "kilogram": "kg", "second": "s", "kelvin": "K", "ampere": "A", "radian": "rad"}


def main() -> None:
    """Prints the table."""
    registry = UnitRegistry()
    print("# Exact factors to SI base units, compiled from pint by scripts/compile_units.py. Do not edit by hand.")
    print("# UCUM atom = [factor, {SI base unit = exponent}]")
    print("[atoms]")
    for atom, name in ATOMS.items():
        base = registry.Quantity(1, name).to_base_units()
        exponents = ", ".join(f"{BASES[unit]} = {int(power)}" for unit, power in sorted(base.unit_items()))
        print(f'"{atom}" = [{float(f"{base.magnitude:.14g}")!r}, {{ {exponents} }}]')


if __name__ == "__main__":
    main()
