"""How well the search answers, measured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from plaindesk.core.results.evaluation import Asked, Score, score

if TYPE_CHECKING:
    from tests.support.desks import Desk

QUESTIONS = """\
en:
  - {ask: "reset password", answers: [en/account/reset]}
  - {ask: "paper jam", answers: [en/printing/jam, en/printing/toner]}
  - {ask: "umbrella", answers: [en/printing/toner]}
fa:
  - {ask: "چاپگر", answers: [en/printing/jam]}
"""
EXPECTED = """\
LANGUAGE  QUERIES  HIT@1  HIT@3  MRR@10  NDCG@10
en        3        0.667  0.667  0.667   0.538
fa        1        0.000  0.000  0.000   0.000
all       4        0.500  0.500  0.500   0.403

Not answered first:
   -  en  umbrella
          en/printing/toner lacks: umbrella
   -  fa  چاپگر
          en/printing/jam lacks: چاپگر
"""


def write(desk: Desk, key: str, title: str) -> None:
    desk.write(f"kb/{key}.md", f"---\ntitle: {title}\nstatus: published\n---\n\nText.\n")


@pytest.fixture
def asked(desk: Desk) -> Desk:
    write(desk, "en/account/reset", "How do I reset my password?")
    write(desk, "en/printing/jam", "The paper jams")
    write(desk, "en/printing/toner", "Change the toner")
    desk.write("questions.yml", QUESTIONS)
    return desk


def test_the_measures_are_told_by_language_and_in_all(asked: Desk) -> None:
    assert asked.ok("kb", "eval", "questions.yml") == EXPECTED


def test_a_program_gets_the_measures_and_what_was_missed(asked: Desk) -> None:
    told = json.loads(asked.ok("kb", "eval", "questions.yml", "--json"))
    assert told["scores"]["fa"] == {
        "queries": 1, "hit_1": 0.0, "hit_3": 0.0, "mrr_10": 0.0, "ndcg_10": 0.0
    }  # fmt: skip
    assert told["missed"][0] == {
        "words": "umbrella",
        "language": "en",
        "answers": ["en/printing/toner"],
        "found": [],
        "lacks": ["umbrella"],
        "place": None,
    }


@pytest.mark.parametrize("text", ["", "[]", "en: 1", "en: [{ask: x}]", "a: [", "en: [x]"])
def test_a_file_that_holds_no_questions_is_refused(asked: Desk, text: str) -> None:
    asked.write("questions.yml", text)
    assert "holds no questions" in asked.refused("kb", "eval", "questions.yml")


def test_an_answer_that_does_not_exist_is_refused(asked: Desk) -> None:
    asked.write("questions.yml", "en: [{ask: x, answers: [en/no/such]}]")
    assert "'x' is answered by no article" in asked.refused("kb", "eval", "questions.yml")


def test_a_folder_that_is_no_site_is_refused(asked: Desk) -> None:
    refusal = asked.refused("kb", "eval", "questions.yml", "--site", "kb")
    assert "kb holds no built site." in refusal
    assert "desk site build" in refusal


def test_the_measures_are_the_usual_ones() -> None:
    def at(*found: str) -> Asked:
        return Asked(words="x", language="en", answers=("a", "b"), found=found)

    found = score([at("a", "b"), at("c", "b"), at(*"cdefghijkla")])
    assert (found.hit_1, found.hit_3, found.mrr_10) == (1 / 3, 2 / 3, 0.5)
    assert found.ndcg_10 == pytest.approx((1 + 0.38685280723454163) / 3)
    assert score([]) == Score(queries=0, hit_1=0, hit_3=0, mrr_10=0, ndcg_10=0)
