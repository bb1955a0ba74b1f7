"""By what the problems are put together."""

from __future__ import annotations

from ui.models.problems import Problem


def group_of(problem: Problem, by: str) -> str:
    """Return the name of a finding's group; the same for all where there are no groups."""
    match by:
        case "subject":
            return problem.subject
        case "rule":
            return problem.result.finding.code
        case "administration":
            return problem.administration
    return ""
