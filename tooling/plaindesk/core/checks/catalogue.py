"""Every finding there is: what it means, why it matters, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Explanation(NamedTuple):
    """The long form of a finding; `fixable` where `desk check --fix` does it."""

    code: str
    means: str
    do: str
    fixable: bool = False


_ENTRIES = (
    ("not-utf-8", "The file holds bytes that are no UTF-8 text.", "Save it again as UTF-8."),
    ("byte-order-mark", "An editor put an invisible mark before the text.", "Remove it.", True),
    ("crlf", "The lines end as Windows ends them; merges and folds need LF.", "Convert it.", True),
    ("broken-file", "The lines '---' around the front matter are not both there.", "Restore them."),
    (
        "broken-yaml",
        "The front matter is not the YAML we read.",
        "Go to the line and column named.",
    ),
    ("bad-front-matter", "The front matter is no list of 'key: value' lines.", "Write such lines."),
    ("missing-field", "A field that every file of its kind has is missing.", "Add it."),
    ("bad-value", "A field holds what it can't hold.", "Write one of the values named."),
    ("unknown-key", "A key that Plaindesk doesn't know; it is kept.", "Correct or remove it."),
    ("conflict-markers", "A merge left its marks in the file.", "Choose the right lines."),
    ("not-canonical", "The file means the same, but isn't written our way.", "Rewrite it.", True),
    ("entry-name", "An entry's file name does not follow from its text.", "Rename it.", True),
    ("entry-twice", "An entry is folded in and still there as a file.", "Remove the file.", True),
    ("no-readme", "A ticket's folder without the ticket.", "Restore README.md from Git."),
    ("stray-file", "A file where nothing looks for one.", "Move or remove it."),
    ("unrecorded", "Words or a ticket that somebody wrote by hand.", "desk record"),
    ("symlink", "A link that could lead out of the desk; it isn't followed.", "Use a real file."),
    ("unreadable-file", "The system does not let us read it.", "Look at its permissions."),
    ("case-clash", "Two names that Windows and macOS can't tell apart.", "Rename one."),
    ("bad-name", "A name that some file system can't hold, or holds differently.", "Rename it."),
    (
        "too-much-markup",
        "More abbreviations, definitions, footnotes or signs for code than a page can take.",
        "Make several articles of it.",
    ),
    ("large-file", "A file that is too large to be shown on a forge.", "Attach it instead."),
    ("refused-file", "An attachment that may run when it is opened.", "Remove it."),
    ("missing-file", "An entry names an attachment that isn't there.", "Take it back from Git."),
    (
        "dead-anchor",
        "A link names a heading that the article doesn't have.",
        "Name one of those that it has.",
    ),
    (
        "foreign-markup",
        "Markup of other programs, which the site shows as text.",
        "Write what the hint says.",
    ),
    (
        "reserved-address",
        "An article's page would stand where the site puts something else.",
        "Give it another name.",
    ),
    (
        "catch-all-rule",
        "A rule takes every ticket before others, or against the queue of a service.",
        "Give it a condition, and let it be the last.",
    ),
    (
        "calendar-ends",
        "A calendar is open on single days only, so that it ends.",
        "Give it hours by the week, or add days in time.",
    ),
    ("bad-id", "The id is mistyped: its check symbol is wrong.", "Correct it."),
    ("id-mismatch", "A ticket stands in another ticket's folder.", "Move it, or correct the id."),
    ("duplicate-id", "Two folders hold a ticket of the same id.", "Remove the copy."),
    ("future-time", "Something is said to happen in the future.", "Correct the time."),
    ("time-order", "An entry is older than its ticket.", "Correct one of the two times."),
    ("unknown-agent", "A name that no agent of desk.yml has.", "Correct it, or add the agent."),
    ("unknown-queue", "A queue that desk.yml doesn't have.", "Correct it, or add the queue."),
    ("unknown-service", "A service that desk.yml doesn't have.", "Correct it, or add it."),
    ("unknown-organisation", "An organisation that desk.yml doesn't have.", "Correct or add it."),
    ("unknown-policy", "An SLA policy that desk.yml doesn't have.", "Correct it, or add it."),
    ("unknown-field", "A field that desk.yml doesn't add to tickets.", "Correct it, or add it."),
    ("bad-address", "A requester to whom no mail can be sent.", "Correct the address."),
    ("bad-language", "A ticket's language is no code of one.", "Write a code, such as en."),
    ("gate", "A status that asks for something the ticket doesn't have.", "Fill it in."),
    ("unknown-link", "A link to a ticket or article that doesn't exist.", "Correct the link."),
    ("circular-link", "Tickets that are each the part or cause of the other.", "Take one away."),
    (
        "untranslated-site",
        "A language of the site in which its buttons and headings stay English.",
        "Nothing, or translate them.",
    ),
    ("unknown-language", "An article in a language the desk doesn't have.", "Add the language."),
    ("illegal-transition", "A status followed another that it may not follow.", "See workflow."),
    ("broken-chain", "A change starts from a value the field didn't have.", "Look at the entries."),
    ("forked-change", "Two people changed a field at once; the later one holds.", "Nothing."),
    ("state-mismatch", "The front matter says other than the entries.", "Set what is right."),
    ("stale-file", "A generated file, or a job, that isn't as it should be.", "desk generate"),
    ("entry-edited", "A branch changes an entry that was there.", "Write another entry."),
    ("entry-deleted", "A branch deletes an entry without folding it in.", "Take it back."),
    ("conversation-edited", "A branch changes what was said.", "Write another entry."),
    ("ticket-deleted", "A branch deletes a ticket without a reason.", "desk redact"),
    ("guarded-file", "A branch changes what jobs do, and is by no lead.", "Let a lead do it."),
    ("other-author", "An entry is in the name of somebody else.", "Write in your own name."),
    ("secret", "Text that looks like a key, token or card number.", "Revoke it, then remove it."),
    ("past-retention", "A closed ticket that is older than the settings allow.", "Remove it."),
    ("missing-summary", "An article that lists and searches can't show well.", "Write one."),
    ("missing-owner", "An article nobody answers for.", "Name an agent as owner."),
    ("missing-review", "Nobody has said when the article was last read.", "desk kb review"),
    ("review-overdue", "The article should have been read again.", "desk kb review"),
    ("dead-link", "A link to an article that doesn't exist.", "Correct the link."),
    ("orphan-translation", "The original of a translation doesn't exist.", "Correct the key."),
    ("bad-redirect", "An old address that no page of this site can have had.", "Correct it."),
    ("double-redirect", "Two articles claim one old address.", "Remove one of them."),
    ("missing-alt", "A picture that says nothing to who can't see it.", "Describe it."),
    ("long-article", "An article that few people read to its end.", "Make two of it."),
    ("many-steps", "More steps than people keep track of.", "Part them by headings."),
    ("outside-link", "A link to an address that is gone.", "Correct the link."),
    ("unknown-setting", "A key that desk.yml doesn't have here.", "desk config help"),
    ("missing-setting", "A key that must be there is missing.", "Add it."),
    ("duplicate-key", "A key stands twice; only one could count.", "Remove one."),
    ("empty-macro", "A macro without words: an empty reply would be sent.", "Write them."),
    ("empty-calendar", "A calendar that never opens: no deadline could ever come.", "Give hours."),
    ("bad-query", "A query in the settings can't be read.", "See the query language."),
    ("rule-test", "A routing rule doesn't do what the example beside it says.", "Mend either."),
    ("unknown-name", "A setting names what another setting doesn't have.", "Correct the name."),
)

CATALOGUE: Mapping[str, Explanation] = {
    code: Explanation(code=code, means=means, do=do, fixable=bool(rest))
    for code, means, do, *rest in _ENTRIES
}
