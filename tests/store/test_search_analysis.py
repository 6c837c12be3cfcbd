"""Words as they are indexed and asked for, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaindesk.store.search.words.analysis import question, tokens
from plaindesk.store.search.words.letter_folding import folded, plain
from plaindesk.store.search.words.plain_text import headings, strip
from plaindesk.store.search.words.spelling import distance, nearest

SAME = {
    "en": ["reset resets resetting Reset", "password passwords PASSWORD", "Wi-Fi wifi WiFi"],
    "de": ["Passwort Passwörter passworter", "Straße Strasse", "lösche loesche losche"],
    "ru": [
        "пароль пароля паролей паролем паролями",
        "принтер принтера принтеры",
        "счёт счет",
        "ошибка ошибок ошибки",
        "список списка",
        "настройка настроек",
        "заявка заявок",
    ],
    "fa": [
        "گذرواژه گذرواژه‌ها گذرواژهها گذرواژه‌هایم",
        "کتاب كتاب کتاب‌ها کتابهای",
        "می‌توانند میتوانند",
        "رمز رمزمو رمزم",
        "کتاب کتابو کتابا",
        "خانه خونه",
        "می‌دانم میدونم",
        "۱۲۳۴ 1234 ١٢٣٤",
    ],
    "sk": [
        "tlačiareň tlačiarne tlačiarni tlaciaren tlaciarne",
        "heslo heslá hesla hesiel heslom",
        "účet účtu účty účtov ucet",
        "obnoviť obnovím obnovenie obnovenia",
        "článok článku články clanok",
    ],
    "es": ["instalación instalacion instalaciones"],
    "xx": ["naïve naive"],
}


@pytest.mark.parametrize(
    ("language", "forms"), [(lang, forms) for lang, lists in SAME.items() for forms in lists]
)
def test_forms_of_one_word_share_a_stem(language: str, forms: str) -> None:
    stems = [set(next(tokens(form, language)).stems) for form in forms.split(" ")]
    assert set.intersection(*stems)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("sk", "heslo", "hosť"), ("fa", "کار", "کارت"), ("ru", "пароль", "парк")],
)
def test_different_words_stay_apart(language: str, one: str, other: str) -> None:
    assert next(tokens(one, language)).stems != next(tokens(other, language)).stems


@pytest.mark.parametrize(
    ("code", "whole", "parts"),
    [
        ("ERR_SSL_PROTOCOL-5", "errsslprotocol5", ["err", "ssl", "protocol", "5"]),
        ("2611-7K3MX", "26117k3mx", ["2611", "7k3mx"]),
        ("unknown-agent", "unknownagent", ["unknown", "agent"]),
        ("desk.yml", "deskyml", ["desk", "yml"]),
        ("پایگاه‌داده", "پایگاهداده", ["پایگاه", "داده"]),
    ],
)
def test_a_code_is_kept_whole_and_in_parts(code: str, whole: str, parts: list[str]) -> None:
    (token,) = tokens(code, "en")
    assert token.word == whole
    assert [part.word for part in token.parts] == parts


def test_a_code_with_digits_is_not_stemmed() -> None:
    assert next(tokens("0x80070005s", "en")).stems == ("0x80070005s",)


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    assert [token.word for token in tokens("忘れた PIN", "ja")] == ["忘れ", "れた", "pin"]


@pytest.mark.parametrize(
    ("language", "words", "left"),
    [
        ("en", "How do I reset my password?", ["reset", "password"]),
        ("ru", "Как мне сбросить пароль?", ["сбросить", "пароль"]),
        ("fa", "چگونه گذرواژه را بازنشانی کنم؟", ["گذرواژه", "بازنشانی"]),
        ("sk", "Ako si obnovím heslo?", ["obnovim", "heslo"]),
        ("de", "Wie setze ich mein Passwort zurück?", ["setze", "passwort", "zuruck"]),
        ("en", "how do I?", ["how", "do", "i"]),
    ],
)
def test_a_question_keeps_what_matters(language: str, words: str, left: list[str]) -> None:
    assert [token.word for token in question(words, language)] == left


def test_letters_have_one_form() -> None:
    assert plain("ﷺ") == plain("ﷺ".casefold())
    assert folded(plain("ĽŠČŤŽÝÁÍÉ ÄÖÜß Йод")) == "lsctzyaie aouss йод"


@given(st.text(), st.sampled_from([*SAME, "ja", "hi", "th"]))
def test_any_text_is_cut_into_places_within_it(text: str, language: str) -> None:
    for token in tokens(text, language):
        for part in token.flat():
            assert 0 <= part.start < part.end <= len(text)
            assert part.word


def test_marks_of_markdown_are_taken_off() -> None:
    text = """\
# Install *it*

1. Run `desk init` in <b onclick="x()">a folder</b>, see [the guide](../guide.md#top).
2. ![The window](window.png) opens.

```sh
desk new "VPN fails" -m snake_case
```

| a | b |
|---|---|
| 1 | 2 |
"""
    assert strip(text) == (
        "Install it Run desk init in a folder , see the guide. The window opens. "
        'desk new "VPN fails" -m snake_case a b 1 2'
    )
    assert headings(text) == ["Install it"]


@pytest.mark.parametrize(
    "piece", ["[", "[]", "[](", "](", "-|", "<a", "<!--", "{:", "# ", "*", "`", "!", "> ", "\\"]
)
def test_hostile_markdown_comes_to_an_end(piece: str) -> None:
    hostile = piece * 50_000 + "x"
    assert len(strip(hostile)) <= len(hostile)
    assert all(heading in hostile for heading in headings(hostile))


def test_typos_are_counted() -> None:
    assert distance("passwrod", "password") == 1
    assert distance("", "abc") == 3
    assert distance("kitten", "sitting") == 3


def test_the_nearest_word_is_the_likeliest() -> None:
    assert nearest("passwrod", [("passwords", 9), ("password", 3)]) == "password"
    assert nearest("acount", [("count", 9), ("account", 3), ("amount", 5)]) == "amount"
    assert nearest("vpm", [("vpn", 9), ("pm", 3), ("vpns", 9), ("rpm", 9)]) == "vpn"
    assert nearest("pm", [("vpm", 9), ("am", 9)]) is None
    assert nearest("e4711", [("e4712", 9)]) is None
