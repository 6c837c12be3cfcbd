"""The index of tickets in a team's PostgreSQL database; the only place that knows psycopg."""
