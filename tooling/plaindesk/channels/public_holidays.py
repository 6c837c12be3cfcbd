"""Public holidays of countries, from the `holidays` library, which is imported only here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def public_holidays(
    country: str, subdivision: str | None, years: range, language: str
) -> dict[date, str]:
    """Name the holidays of those years, in that language or the country's own.

    Raises DeskError for a country or a part of one that nobody knows.
    """
    import holidays

    parts = holidays.list_supported_countries(include_aliases=True)
    if country not in parts:
        raise DeskError(
            f"No holidays are known of a country '{country}'.",
            "Write the two letters of ISO 3166, such as SK, DE or GB; or take a file: --ics FILE",
        )
    if subdivision is not None and subdivision not in parts[country]:
        known = ", ".join(parts[country]) or f"none; {country} has one list for all of it"
        raise DeskError(f"'{subdivision}' is no part of {country}.", f"Known: {known}.")
    spoken = holidays.list_localized_countries(include_aliases=True).get(country, ())
    found = holidays.country_holidays(
        country, subdiv=subdivision, years=years, language=_language(language, spoken)
    )
    if found.language is None:  # else the names are those of this machine's language
        found = holidays.country_holidays(
            country, subdiv=subdivision, years=years, language=found.default_language
        )
    return {day: str(name) for day, name in found.items() if day.year in years}


def _language(wanted: str, spoken: Sequence[str]) -> str | None:
    """Find a language in the library's names: `en` is `en_US` there, or `en_GB`."""
    return next((name for name in spoken if name.partition("_")[0] == wanted), None)
