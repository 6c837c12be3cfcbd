"""Findings for people, forges and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Severity
from plaindesk.render import as_json
from plaindesk.render.terminal import Paint, safe

if TYPE_CHECKING:
    from plaindesk.core.checks import Explanation
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.results.checks import CheckReport

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def text(report: CheckReport, paint: Paint) -> str:
    """One finding a paragraph, then a count."""
    lines = [paragraph(finding, paint) for finding in report.findings]
    lines += [f"mended: {path}" for path in report.fixed]
    lines.append(_count(report))
    return "\n".join(lines)


def paragraph(finding: Finding, paint: Paint) -> str:
    """One finding, with what to do below it."""
    place = safe(f"{finding.path}:{finding.line}:{finding.column}")
    severity = paint(str(finding.severity), _STYLES[finding.severity])
    head = f"{place}: {severity}: {safe(finding.message)} [{finding.code}]"
    return f"{head}\n    {safe(finding.hint)}" if finding.hint else head


def _count(report: CheckReport) -> str:
    seen = f"{_plural(report.tickets, 'ticket')}, {_plural(report.articles, 'article')}"
    by_severity = [
        _plural(sum(f.severity is severity for f in report.findings), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    info = sum(f.severity is Severity.INFO for f in report.findings)
    found = ", ".join([*by_severity, f"{info} info"]) if report.findings else "no findings"
    return f"{seen}: {found}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def json(report: CheckReport) -> str:
    """The same as JSON."""
    return as_json.dump(as_json.checked(report))


def explanation(item: Explanation) -> str:
    """Explain a code at length."""
    fix = "\n`desk check --fix` does it." if item.fixable else ""
    return f"{item.code}\n\n{item.means}\n\nWhat to do: {item.do}{fix}"
