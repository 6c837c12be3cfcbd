"""The lines of notices in the languages that the product speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import News, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES: Mapping[str, Mapping[News, str]] = {
    "en": {
        News.OPENED: "{by} opened ticket {id}: {subject}",
        News.ESCALATION: "Ticket {id} needs attention: {subject}",
        News.REPLY: "{by} answered ticket {id}: {subject}",
        News.MESSAGE: "{by} wrote about ticket {id}: {subject}",
        News.APPROVAL: "{by} decided about ticket {id}: {subject}",
        News.SURVEY: "{by} rated ticket {id} {score} of 5: {subject}",
        News.RESOLVED: "{by} marked ticket {id} as resolved: {subject}",
        News.REOPENED: "{by} opened ticket {id} again: {subject}",
        News.CLOSED: "Ticket {id} is closed: {subject}",
        News.ASSIGNED: "{assignee} works on ticket {id} now: {subject}",
        News.NOTE: "{by} wrote a note on ticket {id}: {subject}",
    },
    "de": {
        News.OPENED: "{by} hat Ticket {id} eröffnet: {subject}",
        News.ESCALATION: "Ticket {id} braucht Aufmerksamkeit: {subject}",
        News.REPLY: "{by} hat auf Ticket {id} geantwortet: {subject}",
        News.MESSAGE: "{by} hat zu Ticket {id} geschrieben: {subject}",
        News.APPROVAL: "{by} hat über Ticket {id} entschieden: {subject}",
        News.SURVEY: "{by} hat Ticket {id} mit {score} von 5 bewertet: {subject}",
        News.RESOLVED: "{by} hat Ticket {id} als gelöst markiert: {subject}",
        News.REOPENED: "{by} hat Ticket {id} wieder geöffnet: {subject}",
        News.CLOSED: "Ticket {id} ist geschlossen: {subject}",
        News.ASSIGNED: "{assignee} bearbeitet jetzt Ticket {id}: {subject}",
        News.NOTE: "{by} hat eine Notiz zu Ticket {id} geschrieben: {subject}",
    },
    "ru": {
        News.OPENED: "Новое обращение {id}: {subject} (автор: {by})",
        News.ESCALATION: "Обращение {id} требует внимания: {subject}",
        News.REPLY: "Ответ на обращение {id}: {subject} (автор: {by})",
        News.MESSAGE: "Новое сообщение в обращении {id}: {subject} (автор: {by})",
        News.APPROVAL: "Решение по обращению {id}: {subject} (автор: {by})",
        News.SURVEY: "Оценка обращения {id}: {score} из 5. {subject} (автор: {by})",
        News.RESOLVED: "Обращение {id} решено: {subject} (автор: {by})",
        News.REOPENED: "Обращение {id} снова открыто: {subject} (автор: {by})",
        News.CLOSED: "Обращение {id} закрыто: {subject}",
        News.ASSIGNED: "Обращением {id} теперь занимается {assignee}: {subject}",
        News.NOTE: "Заметка в обращении {id}: {subject} (автор: {by})",
    },
    "fa": {
        News.OPENED: "درخواست تازهٔ {id} از {by}: {subject}",
        News.ESCALATION: "درخواست {id} نیاز به توجه دارد: {subject}",
        News.REPLY: "{by} به درخواست {id} پاسخ داد: {subject}",
        News.MESSAGE: "{by} دربارهٔ درخواست {id} پیامی نوشت: {subject}",
        News.APPROVAL: "{by} دربارهٔ درخواست {id} تصمیم گرفت: {subject}",
        News.SURVEY: "{by} به درخواست {id} امتیاز {score} از 5 داد: {subject}",
        News.RESOLVED: "{by} درخواست {id} را حل‌شده اعلام کرد: {subject}",
        News.REOPENED: "{by} درخواست {id} را دوباره باز کرد: {subject}",
        News.CLOSED: "درخواست {id} بسته شد: {subject}",
        News.ASSIGNED: "اکنون {assignee} روی درخواست {id} کار می‌کند: {subject}",
        News.NOTE: "{by} برای درخواست {id} یادداشتی نوشت: {subject}",
    },
    "sk": {
        News.OPENED: "Nová požiadavka {id} od {by}: {subject}",
        News.ESCALATION: "Požiadavka {id} si žiada pozornosť: {subject}",
        News.REPLY: "Odpoveď na požiadavku {id} od {by}: {subject}",
        News.MESSAGE: "Správa k požiadavke {id} od {by}: {subject}",
        News.APPROVAL: "Rozhodnutie o požiadavke {id} od {by}: {subject}",
        News.SURVEY: "Hodnotenie požiadavky {id} od {by}: {score} z 5, {subject}",
        News.RESOLVED: "Požiadavka {id} je vyriešená ({by}): {subject}",
        News.REOPENED: "Požiadavka {id} je znova otvorená ({by}): {subject}",
        News.CLOSED: "Požiadavka {id} je uzavretá: {subject}",
        News.ASSIGNED: "Na požiadavke {id} teraz pracuje {assignee}: {subject}",
        News.NOTE: "Poznámka k požiadavke {id} od {by}: {subject}",
    },
}
MERGED: Mapping[str, str] = {
    "en": "Ticket {id} goes on in {merge}: {subject}",
    "de": "Ticket {id} geht in {merge} weiter: {subject}",
    "ru": "Обращение {id} продолжается в {merge}: {subject}",
    "fa": "درخواست {id} در {merge} ادامه می‌یابد: {subject}",
    "sk": "Požiadavka {id} pokračuje v {merge}: {subject}",
}
"""Instead of `resolved`, where a ticket became part of another."""
YOURS: Mapping[str, str] = {
    "en": "{by} gave you ticket {id}: {subject}",
    "de": "{by} hat Ihnen Ticket {id} gegeben: {subject}",
    "ru": "Обращение {id} передано вам: {subject} (автор: {by})",
    "fa": "{by} درخواست {id} را به شما سپرد: {subject}",
    "sk": "Požiadavka {id} je teraz vaša (od {by}): {subject}",
}
"""Instead of `assigned`, to who got it."""
RECEIVED: Mapping[str, str] = {
    "en": "We have received your request {id}: {subject}",
    "de": "Wir haben Ihre Anfrage {id} erhalten: {subject}",
    "ru": "Мы получили ваше обращение {id}: {subject}",
    "fa": "درخواست شما {id} را دریافت کردیم: {subject}",
    "sk": "Dostali sme vašu požiadavku {id}: {subject}",
}
"""Instead of `opened`, to who asked."""
VERDICTS: Mapping[str, Mapping[Verdict, str]] = {
    "en": {
        Verdict.APPROVED: "{by} approved ticket {id}: {subject}",
        Verdict.REJECTED: "{by} rejected ticket {id}: {subject}",
    },
    "de": {
        Verdict.APPROVED: "{by} hat Ticket {id} genehmigt: {subject}",
        Verdict.REJECTED: "{by} hat Ticket {id} abgelehnt: {subject}",
    },
    "ru": {
        Verdict.APPROVED: "Обращение {id} согласовано: {subject} (автор: {by})",
        Verdict.REJECTED: "Обращение {id} отклонено: {subject} (автор: {by})",
    },
    "fa": {
        Verdict.APPROVED: "{by} درخواست {id} را تأیید کرد: {subject}",
        Verdict.REJECTED: "{by} درخواست {id} را رد کرد: {subject}",
    },
    "sk": {
        Verdict.APPROVED: "Požiadavka {id} je schválená ({by}): {subject}",
        Verdict.REJECTED: "Požiadavka {id} je zamietnutá ({by}): {subject}",
    },
}
"""Instead of `approval`, where it says which."""
UNSOLVED: Mapping[str, tuple[str, str]] = {
    "en": (
        "Not solved? Write to us by {closes}, when it closes, and name {id}: it is opened again.",
        "Not solved? Write to us and name {id}: it is opened again.",
    ),
    "de": (
        "Nicht gelöst? Schreiben Sie uns bis {closes}, bevor es geschlossen wird, mit {id}.",
        "Nicht gelöst? Schreiben Sie uns mit {id}: Es wird wieder geöffnet.",
    ),
    "ru": (
        "Не решено? До закрытия, {closes}, напишите нам и укажите {id}: мы откроем его снова.",
        "Не решено? Напишите нам и укажите {id}: мы откроем его снова.",
    ),
    "fa": (
        "حل نشده است؟ پیش از بسته شدن در {closes} برای ما بنویسید و {id} را ذکر کنید.",
        "حل نشده است؟ برای ما بنویسید و {id} را ذکر کنید تا دوباره باز شود.",
    ),
    "sk": (
        "Nevyriešené? Napíšte nám do {closes}, kým sa neuzavrie, a uveďte {id}: otvoríme ju znova.",
        "Nevyriešené? Napíšte nám a uveďte {id}: otvoríme ju znova.",
    ),
}
"""Below `resolved`, for who asked: with the moment at which it closes, and where there is none."""
DIGEST: Mapping[str, str] = {
    "en": "{count} notices from {desk}",
    "de": "{count} Mitteilungen von {desk}",
    "ru": "Уведомления от {desk}: {count}",
    "fa": "{count} اعلان از {desk}",
    "sk": "Oznámenia od {desk}: {count}",
}
"""The title of several notices as one."""
