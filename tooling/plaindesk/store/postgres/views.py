"""Views for reports. None has a requester, a subject or a word of a ticket.

What depends on the present is computed from stored moments when somebody asks. Days and
months are those of UTC.
"""

from __future__ import annotations

from typing import LiteralString

VIEWS: dict[str, LiteralString] = {
    "tickets": """
        SELECT t.id, t.status, t.type, t.priority, t.impact, t.urgency, t.channel, t.line,
            t.queue, t.organisation, t.service, t.language, t.sla, t.created, t.updated,
            o.first_response, o.resolved, o.answers, o.score, o.spent_seconds,
            t.done = 0 AS is_open,
            extract(epoch FROM o.first_response - t.created) / 3600 AS hours_to_first_response,
            extract(epoch FROM o.resolved - t.created) / 3600 AS hours_to_resolution
        FROM {tables}.tickets t JOIN {tables}.outcomes o USING (folder)
        """,
    "clocks": """
        SELECT t.id, t.queue, t.priority, t.created, c.target, c.due, c.live AS is_live,
            CASE WHEN NOT c.live OR c.moves THEN c.state
                WHEN c.due IS NULL THEN 'never'
                WHEN now() > c.due THEN 'breached'
                WHEN now() >= c.warn_at THEN 'warn'
                ELSE c.state END AS state
        FROM {tables}.clocks c JOIN {tables}.tickets t USING (folder)
        """,
    "open_tickets": """
        SELECT queue, priority, assignee, status, count(*) AS tickets
        FROM {tables}.tickets WHERE done = 0
        GROUP BY queue, priority, assignee, status
        """,
    "ages": """
        SELECT queue, priority, count(*) AS tickets,
            avg(extract(epoch FROM now() - created)) / 86400 AS mean_days,
            extract(epoch FROM now() - min(created)) / 86400 AS oldest_days
        FROM {tables}.tickets WHERE done = 0
        GROUP BY queue, priority
        """,
    "response_times": """
        SELECT date_trunc('month', created AT TIME ZONE 'UTC')::date AS month, queue, priority,
            count(*) AS tickets,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY hours_to_first_response)
                AS median_hours_to_first_response,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY hours_to_resolution)
                AS median_hours_to_resolution
        FROM {reports}.tickets
        GROUP BY 1, queue, priority
        """,
    "breaches": """
        SELECT date_trunc('month', created AT TIME ZONE 'UTC')::date AS month, queue, target,
            count(*) AS clocks,
            count(*) FILTER (WHERE state = 'breached') AS breached
        FROM {reports}.clocks
        GROUP BY 1, queue, target
        """,
    "backlog": """
        WITH steps AS (
            SELECT (began AT TIME ZONE 'UTC')::date AS day, 1 AS step
            FROM {tables}.stretches WHERE status NOT IN ('resolved', 'closed')
            UNION ALL
            SELECT (ended AT TIME ZONE 'UTC')::date, -1
            FROM {tables}.stretches
            WHERE status NOT IN ('resolved', 'closed') AND ended IS NOT NULL
        ), days AS (
            SELECT generate_series(
                min(day), (now() AT TIME ZONE 'UTC')::date, interval '1 day'
            )::date AS day FROM steps
        )
        SELECT days.day,
            sum(coalesce(sum(step), 0)) OVER (ORDER BY days.day)::bigint AS open_tickets
        FROM days LEFT JOIN steps USING (day)
        GROUP BY days.day
        """,
    "satisfaction": """
        SELECT date_trunc('month', created AT TIME ZONE 'UTC')::date AS month, queue,
            count(score) AS ratings, avg(score) AS mean_score
        FROM {reports}.tickets WHERE score IS NOT NULL
        GROUP BY 1, queue
        """,
}
"""In the order in which they need each other."""
