"""One function a use case: gather, let `core` decide, apply, return a result."""
