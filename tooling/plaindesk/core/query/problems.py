"""Values that no ticket could ever fit."""

from __future__ import annotations

from plaindesk.core.model.vocabulary import Target
from plaindesk.core.query import time_spans
from plaindesk.core.query.fields import Kind, QueryField, SlaWord


def problem_of(field: QueryField, value: str) -> str:
    """Say what is wrong with a value; empty where nothing is."""
    if value == "*":
        return ""
    if field.kind in (Kind.SPAN, Kind.DAY, Kind.DUE):
        return _time_problem(field.kind, value)
    if field.kind in (Kind.COUNT, Kind.WORK):
        return _count_problem(field.kind, value)
    if field.kind is Kind.SLA:
        return _sla_problem(value)
    return _word_problem(field, value)


def _count_problem(kind: Kind, value: str) -> str:
    if kind is Kind.COUNT:
        return "" if time_spans.is_number(value) else f"'{value}' is no number."
    return (
        "" if time_spans.span(value) is not None else f"'{value}' is no time of work, such as 2h."
    )


def _word_problem(field: QueryField, value: str) -> str:
    if field.words and "*" not in (value[0], value[-1]) and not _is_word(field, value):
        return f"'{value}' is no {field.name}: {', '.join(field.words)}."
    if field.name == "line" and not value.isdigit():
        return f"'{value}' is no number."
    return ""


def _is_word(field: QueryField, value: str) -> bool:
    return value.lower() in [word.lower() for word in field.words]


def _time_problem(kind: Kind, value: str) -> str:
    is_span, is_day = time_spans.span(value) is not None, time_spans.bounds(value) is not None
    texts = {
        Kind.SPAN: (is_span, "is no span of time, such as 90m, 4h, 3d or 2w"),
        Kind.DAY: (is_day, "is no date, such as 2026-11-21, 2026-11 or 2026-10..2026-11"),
        Kind.DUE: (is_span or is_day, "is neither a span of time nor a date"),
    }
    is_fine, problem = texts[kind]
    return "" if is_fine else f"'{value}' {problem}."


def _sla_problem(value: str) -> str:
    target, _, state = value.rpartition(":")
    if target and target not in set(Target):
        return f"'{target}' is no target: {', '.join(Target)}."
    return "" if state in set(SlaWord) else f"'{state}' is no state: {', '.join(SlaWord)}."
