"""The second site, for agents: internal articles, boards, tickets and reports."""
