"""What a page tells machines about itself, in the words of schema.org.

Everything in it is text of the articles; where it stands in a page, `<` is written so that
no title can end the element it stands in.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaindesk.core.model.articles.article import Article

_CONTEXT = "https://schema.org"


def article(item: Article, url: str) -> dict[str, Any]:
    """Describe an article. Source: https://schema.org/TechArticle."""
    told: dict[str, Any] = {
        "@type": "TechArticle",
        "headline": item.title,
        "description": item.summary,
        "inLanguage": item.language,
        "url": url,
        "keywords": ", ".join(item.tags),
        "dateModified": item.reviewed.isoformat() if item.reviewed else "",
    }
    return {key: value for key, value in told.items() if value}


def path(crumbs: Sequence[tuple[str, str]], top: str) -> dict[str, Any]:
    """Describe the way from home to a page. Source: https://schema.org/BreadcrumbList."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": f"{top}{target}"}
            for number, (title, target) in enumerate(crumbs, 1)
        ],
    }


def questions(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe a page of questions. Source: https://schema.org/FAQPage."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in items
        ],
    }


def script(graph: Sequence[dict[str, Any]]) -> str:
    """Write descriptions as the text of a script element of JSON-LD."""
    text = json.dumps({"@context": _CONTEXT, "@graph": list(graph)}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
