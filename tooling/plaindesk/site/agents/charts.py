"""Numbers as pictures: bars in SVG that take their colours from the page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL, _WIDTH, _BAR, _GAP, _TOP = 150, 700, 18, 10, 40
"""Sizes in the picture's own units; it is drawn as wide as the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Rows of numbers, one for each series."""

    title: str
    head: str
    """What its rows are."""
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]]
    is_stacked: bool = True
    """The numbers of a row make a sum; else they are compared."""

    def svg(self) -> str:
        """Draw a row's numbers end to end, or one under the other."""
        draw = self._stacked if self.is_stacked else self._compared
        height = _TOP + len(self.rows) * (_BAR + _GAP)
        drawn = "".join(
            f"<g>{_label(label, top)}{''.join(draw(numbers, top))}</g>"
            for top, (label, numbers) in zip(count(_TOP, _BAR + _GAP), self.rows, strict=False)
        )
        return (
            f'<svg class="pd-chart" viewBox="0 0 {_WIDTH} {height}" role="img" '
            f'aria-label="{escape(self.title)}">{self._legend()}{drawn}</svg>'
        )

    def _stacked(self, numbers: Sequence[int], top: int) -> Iterator[str]:
        at, scale = float(_LABEL), self._scale(max(sum(held) for _, held in self.rows))
        for n, number in enumerate(numbers):
            yield self._bar(n, number, (at, top, number * scale, _BAR))
            at += number * scale
        yield f'<text x="{at + 6:.1f}" y="{top + _BAR - 5}">{sum(numbers)}</text>'

    def _compared(self, numbers: Sequence[int], top: int) -> Iterator[str]:
        scale, high = self._scale(max(max(held) for _, held in self.rows)), _BAR // len(numbers)
        for n, number in enumerate(numbers):
            yield self._bar(n, number, (_LABEL, top + n * high, number * scale, high))

    def _bar(self, n: int, number: int, place: tuple[float, int, float, int]) -> str:
        x, y, width, height = place
        return (
            f'<rect class="pd-bar-{n}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}">'
            f"<title>{escape(self.series[n])}: {number}</title></rect>"
        )

    def _scale(self, most: int) -> float:
        return (_WIDTH - _LABEL - 50) / max(1, most)

    def _legend(self) -> str:
        step = (_WIDTH - _LABEL) // max(1, len(self.series))
        return "".join(
            f'<rect class="pd-bar-{n}" x="{_LABEL + n * step}" y="6" width="12" height="12"/>'
            f'<text x="{_LABEL + n * step + 18}" y="17">{escape(name)}</text>'
            for n, name in enumerate(self.series)
        )


def _label(text: str, top: int) -> str:
    return f'<text x="{_LABEL - 8}" y="{top + _BAR - 5}" text-anchor="end">{escape(text)}</text>'
