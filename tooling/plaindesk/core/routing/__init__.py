"""Routing rules in order: what they change, and why."""

from plaindesk.core.routing.examples import failed_tests
from plaindesk.core.routing.router import Detect, Route, Router, Tried

__all__ = ["Detect", "Route", "Router", "Tried", "failed_tests"]
