"""The knowledge base, searched."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from plaindesk.core.model.articles.article import Article
from plaindesk.core.model.vocabulary import ArticleStatus, Audience
from plaindesk.store.search.articles import ArticleSearch

if TYPE_CHECKING:
    from pathlib import Path

# Whoosh leaves a file that it can't read to the garbage collector, which may come a test later.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def article(key: str, title: str, body: str = "", **more: object) -> Article:
    language, section, slug = key.split("/")
    made = Article(
        language=language,
        section=section,
        slug=slug,
        title=title,
        body=body,
        status=ArticleStatus.PUBLISHED,
    )
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


ARTICLES = [
    article(
        "en/account/reset",
        "How do I reset my password?",
        "Open the sign-in page and choose **Forgot**. A mail with a link comes.",
        keywords=("credentials", "login"),
    ),
    article(
        "en/account/sign-in", "How do I sign in?", "Type your name and your password, then Enter."
    ),
    article(
        "en/printing/jam",
        "Why does the printer jam?",
        "## Error E-4711\n\nPaper is stuck in tray 2. Take it out, then print again.",
    ),
    article("en/printing/toner", "When is toner to be changed?", "The printer shows a lamp."),
    article("en/network/vpn", "The VPN drops every hour", "Set the keep-alive to 20 seconds."),
    article("en/network/admin", "Set up a VPN gateway", "Root only.", audience=Audience.AGENTS),
    article("en/network/customers", "VPN for customers", "Ask.", audience=Audience.REQUESTERS),
    article("en/network/plan", "VPN draft", status=ArticleStatus.DRAFT),
    article("en/network/index", "VPN and Wi-Fi"),
    article("ru/account/reset", "Как сбросить пароль?", "Откройте страницу входа. Ещё раз."),
    article("ru/printing/jam", "Почему принтер зажёвывает бумагу?", "Выньте лоток."),
    article("fa/account/reset", "چگونه گذرواژه‌ام را بازنشانی کنم؟", "صفحهٔ ورود را باز کنید."),
    article("fa/printing/jam", "چرا کاغذ در چاپگر گیر می‌کند؟", "سینی ۲ را بیرون بکشید."),
    article("sk/account/reset", "Ako si obnovím heslo?", "Otvorte stránku prihlásenia."),
    article("sk/printing/jam", "Prečo sa v tlačiarni zasekáva papier?", "Vyberte zásobník."),
    article("de/account/reset", "Wie setze ich mein Passwort zurück?", "Anmeldeseite öffnen."),
    article("de/printing/jam", "Warum staut sich Papier im Drucker?", "Fach 2 leeren."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> ArticleSearch:
    made = ArticleSearch(tmp_path_factory.mktemp("search"))
    made.refresh(ARTICLES)
    return made


def keys(
    desk: ArticleSearch, words: str, language: str, audience: Audience = Audience.PUBLIC
) -> list[str]:
    return [hit.key for hit in desk.search(words, [language], audience=audience).hits]


@pytest.mark.parametrize(
    ("language", "words", "first"),
    [
        ("en", "reset password", "account/reset"),
        ("en", "I forgot my passwords, how can I get in", "account/reset"),
        ("en", "login credentials", "account/reset"),
        ("en", "resetting", "account/reset"),
        ("en", "E4711", "printing/jam"),
        ("en", "e-4711", "printing/jam"),
        ("en", "printr jam", "printing/jam"),
        ("en", "ton", "printing/toner"),
        ("en", "keep alive", "network/vpn"),
        ("en", "papertray", "printing/jam"),
        ("en", "pass word", "account/reset"),
        ("ru", "паролей", "account/reset"),
        ("ru", "еще", "account/reset"),
        ("ru", "принтера зажевывает", "printing/jam"),
        ("ru", "прнитер", "printing/jam"),
        ("fa", "گذرواژهام", "account/reset"),
        ("fa", "گذرواژه ام را فراموش کردم", "account/reset"),
        ("fa", "كاغذ چاپگر", "printing/jam"),
        ("fa", "سینی 2", "printing/jam"),
        ("fa", "بازنشاني", "account/reset"),
        ("fa", "گذر واژه", "account/reset"),
        ("fa", "کاغذچاپگر", "printing/jam"),
        ("sk", "obnovenie hesla", "account/reset"),
        ("sk", "tlaciaren", "printing/jam"),
        ("sk", "zasekol sa papier v tlačiarňach", "printing/jam"),
        ("de", "Passwörter", "account/reset"),
        ("de", "Druckers Papierstau papier", "printing/jam"),
        ("de", "zurucksetzen passwort", "account/reset"),
        ("de", "Papierstauung", "printing/jam"),
        ("de", "Druckerpatrone", "printing/jam"),
        ("de", "Wo ist das Fach", "printing/jam"),
        ("de", "Fuer die Anmeldung", "account/reset"),
        ("en", "erase passphrase", "account/reset"),
        ("ru", "забыл пин", "account/reset"),
        ("fa", "پرینتر", "printing/jam"),
        ("en", "How do I?", "account/sign-in"),
    ],
)
def test_the_right_article_comes_first(
    desk: ArticleSearch, language: str, words: str, first: str
) -> None:
    assert keys(desk, words, language)[0] == f"{language}/{first}"


def test_the_title_weighs_more_than_the_text(desk: ArticleSearch) -> None:
    found = keys(desk, "password", "en")
    assert found == ["en/account/reset", "en/account/sign-in"]


def test_only_what_the_reader_may_see(desk: ArticleSearch) -> None:
    public, requesters, agents = (set(keys(desk, "vpn", "en", audience=a)) for a in Audience)
    assert public == {"en/network/vpn"}
    assert requesters == {"en/network/vpn", "en/network/customers"}
    assert agents == {"en/network/vpn", "en/network/customers", "en/network/admin"}


SYNONYMS = {"en": (("vpn", "remote access", "tunnels"), ("printer", "copier"))}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("remote access", "network/vpn"),
        ("tunnel", "network/vpn"),
        ("copiers", "printing/jam"),
        ("umbrella", None),
    ],
)
def test_other_names_find_too(tmp_path: Path, words: str, first: str | None) -> None:
    desk = ArticleSearch(tmp_path, SYNONYMS)
    desk.refresh(ARTICLES)
    assert [*keys(desk, words, "en"), "en/None"][0] == f"en/{first}"
    changed = ArticleSearch(tmp_path, {"en": (("vpn", "umbrella"),)})
    changed.refresh(ARTICLES)
    assert keys(changed, "umbrella", "en") == ["en/network/vpn"]
    assert keys(changed, "copier", "en") == []


def test_a_correction_is_told(desk: ArticleSearch) -> None:
    answer = desk.search("My passwrod, again!", ["en"])
    assert answer.corrected == "My password, again!"
    assert desk.search("My password, again!", ["en"]).corrected is None
    assert desk.search("passw", ["en"]).corrected is None


def test_a_snippet_marks_the_words(desk: ArticleSearch) -> None:
    snippet = desk.search("printer trays", ["en"]).hits[0].snippet
    assert snippet.text == "Error E-4711 Paper is stuck in tray 2. Take it out, then print again."
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["tray"]


def test_a_long_text_is_cut_to_where_the_words_are(tmp_path: Path) -> None:
    text = "Nothing here. " * 60 + "The needle lies here. " + "And nothing there. " * 60
    desk = ArticleSearch(tmp_path)
    desk.refresh([article("en/a/b", "Hay", text)])
    snippet = desk.search("needles", ["en"]).hits[0].snippet
    assert len(snippet.text) < 200
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["needle"]


def test_several_languages_answer_together(desk: ArticleSearch) -> None:
    answer = desk.search("принтер", ["en", "ru", "xx"])
    assert [hit.key for hit in answer.hits] == ["ru/printing/jam"]


ODD = ['"', "*", "a:b", "~5", "()[]{}", "the", "🤷", "-", "\u200c", "\u202e", "\0", "\ud800"]


@pytest.mark.parametrize(
    "words", ["", " ", *ODD, "AND OR NOT", "x" * 10_000, "mail " * 5_000, "é" * 300, "1" * 70]
)
def test_odd_input_is_only_a_question(desk: ArticleSearch, words: str) -> None:
    for language in ("en", "ru", "fa", "sk", "de"):
        answer = desk.search(words, [language], audience=Audience.AGENTS)
        assert answer.words == words
        assert {hit.key for hit in answer.hits} <= {each.key for each in ARTICLES}


def test_similar_articles_leave_out_itself_and_what_is_not_public(desk: ArticleSearch) -> None:
    by_key = {each.key: each for each in ARTICLES}
    assert desk.similar(by_key["en/printing/jam"])[0] == "en/printing/toner"
    assert "en/network/admin" not in desk.similar(by_key["en/network/vpn"])
    assert desk.similar(article("xx/a/b", "Alone")) == ()


def test_only_what_changed_is_indexed_again(tmp_path: Path) -> None:
    ArticleSearch(tmp_path).refresh(ARTICLES)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    desk = ArticleSearch(tmp_path)
    desk.refresh(ARTICLES)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    changed = {path.suffix for path in before.keys() | after if before.get(path) != after.get(path)}
    assert changed <= {".lock"}

    kept = [each for each in ARTICLES if each.key != "en/account/reset"]
    desk.refresh([*kept, article("en/account/sign-in", "Where is the umbrella?")])
    assert keys(desk, "reset", "en") == []
    assert keys(desk, "umbrella", "en") == ["en/account/sign-in"]
    assert keys(desk, "jammed printr", "en")[0] == "en/printing/jam"


def test_an_index_that_was_brought_up_ranks_as_one_that_was_made_anew(tmp_path: Path) -> None:
    asked = ("reset password", "pasword", "vpn", "printer lamp", "gatway")
    new = ArticleSearch(tmp_path / "new")
    new.refresh(ARTICLES)
    old = ArticleSearch(tmp_path / "old")
    other = [dataclasses.replace(a, body=f"{a.body} Password, gatway, lamp.") for a in ARTICLES]
    for articles in (ARTICLES[3:], other, ARTICLES[:5], ARTICLES):
        old.refresh(articles)
    for words in asked:
        assert old.search(words, ["en"]) == new.search(words, ["en"])


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone", "pickle"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str) -> None:
    ArticleSearch(tmp_path).refresh(ARTICLES)
    for path in (tmp_path / "en").iterdir():
        if damage == "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        elif damage == "garbage":
            path.write_bytes(b"\0garbage" * 100)
        elif damage == "gone" and path.suffix == ".seg":
            path.unlink()
        elif damage == "pickle" and path.suffix == ".toc":
            path.write_bytes(path.read_bytes().replace(b"whoosh", b"nowhat"))
    desk = ArticleSearch(tmp_path)
    desk.refresh(ARTICLES)
    assert keys(desk, "reset", "en") == ["en/account/reset"]


def test_an_index_that_breaks_while_open_is_made_anew(tmp_path: Path) -> None:
    desk = ArticleSearch(tmp_path)
    desk.refresh(ARTICLES)
    for path in (tmp_path / "en").iterdir():
        path.unlink()
    assert keys(desk, "reset", "en") == ["en/account/reset"]


def test_a_folder_that_cannot_be_made_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    desk = ArticleSearch(tmp_path / "file" / "search")
    desk.refresh(ARTICLES)
    assert keys(desk, "reset", "en") == ["en/account/reset"]


def test_many_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    def work(number: int) -> list[str]:
        desk = ArticleSearch(tmp_path)
        mine = article("en/account/mine", f"Umbrella {number}")
        desk.refresh([*ARTICLES, mine])
        return keys(desk, "reset", "en")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(8))) == [["en/account/reset"]] * 8
