"""Findings as forges read them: annotations, code quality, SARIF."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import plaindesk
from plaindesk.core.checks import CATALOGUE
from plaindesk.core.model.finding import Severity
from plaindesk.render import as_json

if TYPE_CHECKING:
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.results.checks import CheckReport

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def github(report: CheckReport) -> str:
    """Annotations as GitHub's and Forgejo's runners read them from the output."""
    return "\n".join(_annotation(finding) for finding in report.findings)


def _annotation(finding: Finding) -> str:
    message = f"{finding.message} {finding.hint}".strip()
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column}"
    return f"::{_GITHUB[finding.severity]} {place},title={finding.code}::{_data(message)}"


def _data(value: str) -> str:
    """Escape a message, so that no ticket's text can give the runner an order."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(report: CheckReport) -> str:
    """A code quality report of GitLab: a JSON list, with a name for each finding that stays."""
    return as_json.dump([_quality(finding) for finding in report.findings])


def _quality(finding: Finding) -> dict[str, Any]:
    named = f"{finding.path}\0{finding.code}\0{finding.message}"
    return {
        "description": f"{finding.message} {finding.hint}".strip(),
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(named.encode()).hexdigest(),
        "severity": _GITLAB[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line}},
    }


def sarif(report: CheckReport) -> str:
    """A SARIF 2.1.0 log, with the rules that were broken and what they mean."""
    codes = sorted({finding.code for finding in report.findings})
    driver = {
        "name": "plaindesk",
        "version": plaindesk.__version__,
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(finding, codes.index(finding.code)) for finding in report.findings]
    return as_json.dump(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
    )


def _rule(code: str) -> dict[str, Any]:
    told = CATALOGUE[code]
    return {"id": code, "shortDescription": {"text": told.means}, "help": {"text": told.do}}


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place = {"startLine": finding.line, "startColumn": finding.column}
    location = {"artifactLocation": {"uri": _uri(finding.path)}, "region": place}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
