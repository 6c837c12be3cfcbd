"""Queries that can't be read: told with the place and a way out. And the tree of those that can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.query import And, Not, Or, Pattern, QueryError, Term, Words, parse
from plaindesk.core.query.fields import QUERY_FIELDS, SORT_FIELDS

VIEWS = {"mine": "assignee:@me is:open sort:due", "loop": "@loop", "worse": "colour:red"}

REFUSED = {
    "colour:red": """\
There is no field 'colour'.
  colour:red
  ^
Known: id, status, type, priority, impact, urgency, channel, queue, line, assignee, requester, \
organisation, service, language, tag, watcher, source, links, kind, has, is, subject, reopened, \
replies, messages, hops, satisfaction, worked, age, idle, created, \
updated, due, sla. Put quotes around text with a colon.""",
    "status:open priorty:P1": """\
There is no field 'priorty'.
  status:open priorty:P1
              ^
Did you mean 'priority'? Put quotes around text with a colon.""",
    "status:opne": """\
'opne' is no status: new, open, pending, on-hold, resolved, closed.
  status:opne
         ^
Did you mean 'open'?""",
    "status:open,closd": """\
'closd' is no status: new, open, pending, on-hold, resolved, closed.
  status:open,closd
              ^
Did you mean 'closed'?""",
    "status:": """\
A value is missing after 'status:'.
  status:
         ^
status:open,pending""",
    "queue:a,": """\
A value is missing after 'queue:'.
  queue:a,
        ^
queue:network""",
    "age:3": """\
'3' is no span of time, such as 90m, 4h, 3d or 2w.
  age:3
      ^
For example: age:>3d""",
    "created:yesterday": """\
'yesterday' is no date, such as 2026-11-21, 2026-11 or 2026-10..2026-11.
  created:yesterday
          ^
For example: created:2026-10..2026-11""",
    "due:soon": """\
'soon' is neither a span of time nor a date.
  due:soon
      ^
For example: due:<4h""",
    "sla:late": """\
'late' is no state: waiting, never, running, paused, warn, met, breached, cancelled.
  sla:late
      ^
For example: sla:first_response:warn""",
    "sla:answer:met": """\
'answer' is no target: first_response, next_response, update, resolution.
  sla:answer:met
      ^
For example: sla:first_response:warn""",
    "queue:>a": """\
'queue' has no order.
  queue:>a
        ^
queue:network""",
    "line:two": """\
'two' is no number.
  line:two
       ^
For example: line:>1""",
    "sort:size": """\
Nothing is sorted by 'size'.
  sort:size
       ^
Known: id, created, updated, priority, status, due, queue, assignee, subject.""",
    "sort:prioriti": """\
Nothing is sorted by 'prioriti'.
  sort:prioriti
       ^
Did you mean 'priority'?""",
    '"vpn drops': """\
This quotation mark is never closed.
  "vpn drops
  ^""",
    'vpn "drops" "': """\
This quotation mark is never closed.
  vpn "drops" "
              ^""",
    "(vpn": """\
This parenthesis is never closed.
  (vpn
  ^""",
    "vpn) x": """\
This parenthesis was never opened.
  vpn) x
     ^""",
    "status:new OR": """\
'OR' stands between two conditions, and one is missing.
  status:new OR
             ^
Write it in quotes to look for the word.""",
    "OR status:new": """\
'OR' stands between two conditions, and one is missing.
  OR status:new
  ^
Write it in quotes to look for the word.""",
    "a OR OR b": """\
'OR' stands between two conditions, and one is missing.
  a OR OR b
    ^
Write it in quotes to look for the word.""",
    "OR": """\
'OR' stands between two conditions, and one is missing.
  OR
  ^
Write it in quotes to look for the word.""",
    "a OR sort:due": """\
'OR' stands between two conditions, and one is missing.
  a OR sort:due
    ^
Write it in quotes to look for the word.""",
    "a AND": """\
'AND' stands between two conditions, and one is missing.
  a AND
    ^
Write it in quotes to look for the word.""",
    "AND b": """\
'AND' stands between two conditions, and one is missing.
  AND b
  ^
Write it in quotes to look for the word.""",
    "a AND AND b": """\
'AND' stands between two conditions, and one is missing.
  a AND AND b
        ^
Write it in quotes to look for the word.""",
    "a AND OR b": """\
'AND' stands between two conditions, and one is missing.
  a AND OR b
    ^
Write it in quotes to look for the word.""",
    "(a OR) b": """\
'OR' stands between two conditions, and one is missing.
  (a OR) b
     ^
Write it in quotes to look for the word.""",
    "()": """\
Nothing stands in these parentheses.
  ()
  ^""",
    "a (sort:due)": """\
Nothing stands in these parentheses.
  a (sort:due)
    ^""",
    "vpn NOT": """\
Nothing follows that could be left out.
  vpn NOT
      ^""",
    "NOT )": """\
')' stands where a word should.
  NOT )
      ^""",
    "@mien": """\
There is no view 'mien'.
  @mien
  ^
Did you mean 'mine'?""",
    "@loop": """\
desk.yml: views loop: There is no view 'loop'.
  @loop
  ^""",
    "//": """\
This pattern is empty.
  //
   ^
For example: /err-[0-9]+/""",
    "vpn /etc/hosts": """\
This pattern is never closed.
  vpn /etc/hosts
      ^
Write \\/ for a slash in a pattern; put quotes around text that starts with one.""",
    "tag:vpn,/a": """\
This pattern is never closed.
  tag:vpn,/a
          ^
Write \\/ for a slash in a pattern; put quotes around text that starts with one.""",
    "status:/op/": """\
'status' takes no pattern.
  status:/op/
         ^
For example: status:open,pending""",
    "age:/3/": """\
'age' takes no pattern.
  age:/3/
      ^
For example: age:>3d""",
    r"vpn /(a+)\1/": """\
Back references can't be matched in linear time.
  vpn /(a+)\\1/
           ^
Write it out: /(re|fwd): /""",
    "tag:a,/(?P<x>b)(?P=x)/": """\
Back references can't be matched in linear time.
  tag:a,/(?P<x>b)(?P=x)/
                 ^
Write it out: /(re|fwd): /""",
    "/vpn(?! test)/": """\
Looking ahead or behind can't be matched in linear time.
  /vpn(?! test)/
      ^
Write two conditions: /vpn/ -/vpn test/""",
    "/(?<=a)b/": """\
Looking ahead or behind can't be matched in linear time.
  /(?<=a)b/
   ^
Write two conditions: /vpn/ -/vpn test/""",
    r"/\bсбой\b/": """\
'\\b' knows the edges of Latin words only.
  /\\bсбой\\b/
   ^
Write (^|\\W) and (\\W|$), or plain words: they stand alone by themselves.""",
    r"/[\W]/": """\
'\\W' can't stand in brackets.
  /[\\W]/
    ^
Turn it round: [^\\w-]""",
    "/(a)(b|(c/": """\
This parenthesis is never closed.
  /(a)(b|(c/
         ^
Write \\( for itself.""",
    "/a)b/": """\
This parenthesis was never opened.
  /a)b/
    ^
Write \\) for itself.""",
    "/ab[c/": """\
This bracket is never closed.
  /ab[c/
     ^
Write \\[ for itself.""",
    "/a[]/": """\
This bracket is never closed.
  /a[]/
    ^""",
    "/a*|*/": """\
Nothing stands before '*' that could be repeated.
  /a*|*/
      ^""",
    "/a**/": """\
'**' repeats what is repeated already.
  /a**/
    ^""",
    "/x{2000}/": """\
'{2000}' is out of range: 1000 times at most, also one in another.
  /x{2000}/
    ^""",
    r"/\\q\q/": """\
'\\q' means nothing in a pattern.
  /\\\\q\\q/
      ^""",
    "/[a-z][z-a]/": """\
'z-a' is no range of characters.
  /[a-z][z-a]/
         ^""",
    "/(?x)a/": """\
'(?x' starts no kind of group or flag that there is.
  /(?x)a/
   ^""",
    r"/(\w{30}){30}/": """\
This pattern takes too much memory: repeat less.
  /(\\w{30}){30}/
              ^""",
    "(" * 50 + "a" + ")" * 50: f"""\
Parentheses are nested too deeply.
  {"(" * 50}a{")" * 50}
  {" " * 40}^""",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_query_that_cannot_be_read_points_at_the_place(text: str) -> None:
    with pytest.raises(QueryError) as refusal:
        parse(text, VIEWS)
    assert str(refusal.value) == REFUSED[text]


def words(text: str) -> Words:
    return Words(text=text)


READ = {
    "": And(items=()),
    "   ": And(items=()),
    "vpn": words("vpn"),
    "vpn*": Words(text="vpn", is_prefix=True),
    '"tunnel drops"': words("tunnel drops"),
    "vpn drops": And(items=(words("vpn"), words("drops"))),
    "vpn AND drops": And(items=(words("vpn"), words("drops"))),
    "vpn and drops": And(items=(words("vpn"), words("and"), words("drops"))),
    "vpn OR drops night": Or(
        items=(words("vpn"), And(items=(words("drops"), words("night"))))
    ),
    "(vpn OR drops) night": And(
        items=(Or(items=(words("vpn"), words("drops"))), words("night"))
    ),
    "-vpn": Not(item=words("vpn")),
    "NOT vpn": Not(item=words("vpn")),
    "-(vpn OR drops)": Not(item=Or(items=(words("vpn"), words("drops")))),
    "--vpn": words("vpn"),
    "---vpn": Not(item=words("vpn")),
    "wi-fi": words("wi-fi"),
    "a - b": And(items=(words("a"), words("-"), words("b"))),
    "status:open": Term(field="status", values=("open",), at=0),
    "Status:open,new": Term(field="status", values=("open", "new"), at=0),
    "priority:<=P2": Term(field="priority", values=("P2",), op="<=", at=0),
    'subject:"vpn drops"': Term(field="subject", values=("vpn drops",), at=0),
    'tag:"a b",c': Term(field="tag", values=("a b", "c"), at=0),
    "-assignee:*": Not(item=Term(field="assignee", values=("*",), at=1)),
    "links:https://x.example/a": Term(field="links", values=("https://x.example/a",), at=0),
    "/err-[0-9]+/": Pattern(text="err-[0-9]+"),
    "-/a b/ c": And(items=(Not(item=Pattern(text="a b")), words("c"))),
    r"/a\/b\\/": Pattern(text=r"a\/b\\"),
    "(/a(b)/ OR /c/)": Or(items=(Pattern(text="a(b)"), Pattern(text="c"))),
    '/say "no"/': Pattern(text='say "no"'),
    "and/or": words("and/or"),
    '"/etc/hosts"': words("/etc/hosts"),
    "subject:/^re: /": Pattern(text="^re: ", field="subject"),
    "links:/a/": Pattern(text="a", field="links"),
    'links:"/a/"': Term(field="links", values=("/a/",), at=0),
    "tag:vpn,/^err,/,wifi": Or(
        items=(
            Term(field="tag", values=("vpn", "wifi"), at=0),
            Pattern(text="^err,", field="tag"),
        )
    ),
    "requester:*@acme.example": Term(field="requester", values=("*@acme.example",), at=0),
    "@mine": And(
        items=(
            Term(field="assignee", values=("@me",), at=0),
            Term(field="is", values=("open",), at=13),
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_a_query_is_read_as_a_tree(text: str) -> None:
    assert parse(text, VIEWS).where == READ[text]


def test_the_order_is_named_with_the_query() -> None:
    assert parse("sort:due vpn sort:-created").sort == ("due", "-created")
    assert parse("@mine sort:id", VIEWS).sort == ("due", "id")
    assert parse("sort:due").where == And(items=())


@given(st.text(alphabet='ab:()"-*@,/<>=. \\\n\t\0é漢ORNTAD', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, VIEWS)
    except QueryError as refusal:
        assert 0 <= refusal.at <= len(text)  # noqa: PT017 - either way is fine


def test_a_pattern_has_a_longest_length() -> None:
    assert parse(f"/{'a' * 500}/").where == Pattern(text="a" * 500)
    with pytest.raises(
        QueryError, match=r"^This pattern has 501 characters; 500 are allowed\."
    ) as no:
        parse(f"vpn /{'a' * 501}/")
    assert no.value.at == len("vpn /") + 500


@given(st.text(alphabet=r"ab[]()|*+?{}^$\\.1,9-wWbpLé=!<:P\u200c…", max_size=20))
def test_any_pattern_is_read_or_refused_at_a_place(pattern: str) -> None:
    text = f"vpn /{pattern}/"
    try:
        parse(text)
    except QueryError as refusal:
        assert len("vpn ") <= refusal.at <= len(text)  # noqa: PT017 - either way is fine


def test_every_example_of_a_field_can_be_read() -> None:
    for field in QUERY_FIELDS.values():
        where = parse(field.example).where
        term = where.item if isinstance(where, Not) else where
        assert isinstance(term, Term)
        assert term.field == field.name
    for name in SORT_FIELDS:
        assert parse(f"sort:{name} sort:-{name}").sort == (name, f"-{name}")
