"""The language of a text: told where it can be, else left open."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from plaindesk.text.language_detection import language_of

SENTENCES = {
    "en": [
        "The printer on the second floor is offline again",
        "My account was locked after three attempts. Can you reset it?",
    ],
    "ru": [
        "Принтер на втором этаже опять не печатает",
        "Учётная запись заблокирована после трёх попыток, сбросьте, пожалуйста, пароль.",
    ],
    "fa": [
        "چاپگر طبقه دوم دوباره کار نمی‌کند",
        "از امروز صبح نمی‌توانم وارد سامانه شوم، لطفاً گذرواژه مرا عوض کنید.",
    ],
    "sk": [
        "Tlačiareň na druhom poschodí opäť netlačí",
        "Od rána sa neviem prihlásiť do systému. Môžete mi obnoviť heslo?",
    ],
    "cs": [
        "Tiskárna ve druhém patře zase netiskne",
        "Od rána se nemůžu přihlásit do systému. Můžete mi obnovit heslo?",
    ],
    "de": [
        "Der Drucker im zweiten Stock druckt wieder nicht",
        "Ich kann mich seit heute früh nicht anmelden. Bitte setzen Sie mein Passwort zurück.",
    ],
    "pl": ["Drukarka na drugim piętrze znowu nie drukuje, nie mogę się też zalogować."],
    "uk": ["Принтер на другому поверсі знову не друкує, і я не можу увійти в систему."],
    "ar": ["الطابعة في الطابق الثاني لا تعمل مرة أخرى ولا أستطيع تسجيل الدخول منذ الصباح"],
    "fr": ["L'imprimante du deuxième étage est encore hors ligne depuis ce matin."],
    "es": ["La impresora del segundo piso no funciona otra vez desde esta mañana."],
    "hu": ["A második emeleti nyomtató megint nem nyomtat, és bejelentkezni sem tudok."],
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_told_from_those_of_its_neighbours(code: str) -> None:
    assert [language_of(text) for text in SENTENCES[code]] == [code] * len(SENTENCES[code])


UNKNOWN = [
    "", "ok", "VPN", "SAP GUI", "Error 0x80070005", "ERR_CONNECTION_RESET", "10.0.0.12: timeout",
    "HP LaserJet M404dn", "Windows 11 Pro 23H2", "Microsoft Teams", "Jana Nováková", "???", "😀😀",
    "RE: FW: AW:", "+421 2 5555 0100", "https://intranet.example/how/to/reset/the/password",
    "alice.who.is.here@example.com", "C:\\Users\\alice\\my documents\\of_the_year.txt",
    "Traceback (most recent call last):", "SELECT * FROM users WHERE id = 3", "npm ERR! code",
    "Pokazená klávesnica", "Tastatur kaputt", "Сломалась клавиатура",
]  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_could_be_anything_is_left_open(text: str) -> None:
    assert language_of(text) is None


ENGLISH = "Please contact your administrator, the operation has timed out again."
AROUND = {
    "a fence": f"Nejde mi VPN, píše toto:\n\n```\n{ENGLISH}\n```\n\nViete mi prosím pomôcť?",
    "a fence that is never closed": f"Pripojenie stále padá, píše mi toto:\n~~~text\n{ENGLISH}\n",
    "code in a line": f"Po prihlásení sa zobrazí `{ENGLISH}` a nič viac.",
    "a quotation": f"Stále to nejde, skúšal som už všetko.\n\n> {ENGLISH}\n> {ENGLISH}\n",
    "a signature": f"Stále to nejde, skúšal som už všetko.\n--\n{ENGLISH}\n{ENGLISH}\n",
    "addresses": "Nejde mi otvoriť https://example.com/this/is/the/right/one/for/you ani "
    "napísať na who.is.the.head.of@house.example, viete pomôcť?",
}


@pytest.mark.parametrize("what", AROUND)
def test_only_what_the_person_says_counts(what: str) -> None:
    assert language_of(AROUND[what]) == "sk"


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert language_of("Tlačiareň na druhom poschodí opäť netlačí. " * 20_000) == "sk"
    assert language_of("`" * 200_000) is None


SHORT = Path(__file__).parent / "short"
OTHERS: dict[str, list[str]] = yaml.safe_load((SHORT / "others.yml").read_text("utf-8"))
DESKS = [("en", "sk"), ("en", "ru"), ("fa", "en"), ("en", "ru", "fa", "sk")]


def short(code: str) -> list[str]:
    return (SHORT / f"{code}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("desk", DESKS)
def test_short_texts_in_the_desk_s_languages_are_told(desk: tuple[str, ...]) -> None:
    for code in desk:
        texts = short(code)
        assert len(texts) == 100
        wrong = {text: found for text in texts if (found := language_of(text, desk)) != code}
        if code == "en":  # names of programs are English too, so it has to be sure by itself
            assert {*wrong.values()} == {None}
            assert len(wrong) <= 10
        else:
            assert wrong == {}


TAKEN = {
    "cs": [
        "Nejde mi tiskárna.",
        "Prosím o obnovení hesla.",
        "Kde najdu výplatní pásku?",
        "Kdo schvaluje dovolené?",
        "Nevidím zakázku v systému.",
    ],
    "uk": [
        "Забув пароль.",
        "Скиньте, будь ласка, пароль.",
        "Листи не надсилаються.",
        "Загубив перепустку.",
        "Хочу повернути товар.",
    ],
    "bg": ["Благодаря, вече работи."],
}
"""What is read as Slovak or Russian where only those are spoken: their nearest relatives."""


def test_what_is_clearly_another_language_is_not_taken() -> None:
    desk = ("en", "ru", "fa", "sk")
    for code, texts in OTHERS.items():
        assert [text for text in texts if language_of(text, desk) in desk] == TAKEN.get(code, [])


MIXED_UP = [
    "Prosím o reset hesla.",
    "Nechodí mi pošta.",
    "Nejde zvuk.",
    "Cena v košíku nesedí.",
    "Databáza je nedostupná.",
    "Застряла бумага.",
    "Скиньте, будь ласка, пароль.",
]
"""What is read as the other of two relatives where both are spoken."""


def test_relatives_that_are_both_spoken_are_told_apart_or_left_open() -> None:
    found: list[str] = []
    for one, other in (("sk", "cs"), ("ru", "uk")):
        for code, texts in ((one, short(one)), (other, OTHERS[other])):
            read = {text: language_of(text, (one, other)) for text in texts}
            found += [text for text, told in read.items() if told not in (code, None)]
    assert found == MIXED_UP


def test_a_language_of_agents_alone_and_one_with_a_region_are_expected_too() -> None:
    assert language_of("Nejde zvuk.", ("en", "sk-SK")) == "sk"
    assert language_of("Nejde zvuk.", ("en",)) is None
    assert language_of("Nejde zvuk.", ("xx",)) is None
