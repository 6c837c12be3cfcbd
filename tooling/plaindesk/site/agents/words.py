"""What boards, tickets and reports say, in the languages that the site speaks.

Names of fields and statuses are those of the files, as in every command.
"""

from __future__ import annotations

from dataclasses import dataclass

from plaindesk.core.model.vocabulary import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWords:
    """Every word of the agents' pages in one language; headings end without a stop."""

    boards: str
    sla_board: str
    reports: str
    no_queue: str
    opened: str
    breached: str
    nothing: str
    columns: tuple[str, str, str, str, str, str, str]
    """Ticket, subject, priority, status, due, state, assignee."""
    states: tuple[str, str, str, str]
    """Breached, about to break, running, paused."""
    as_of: str
    open_by_queue: str
    no_priority: str
    by_week: str
    came: str
    went: str
    kept: str
    field: str
    value: str
    attachments: str
    service_levels: str
    target: str
    targets: tuple[str, str, str, str]
    """First response, next response, update, resolution."""
    details: str
    numbers: str
    queue: str
    week: str
    links: str
    conversation: str
    opened_at: str
    entry: str
    """Names the `kind` of an entry, who it is `by` and when it was, `at`."""
    audience: str
    is_right_to_left: bool = False

    def target_of(self, target: Target) -> str:
        """Name a target."""
        return self.targets[list(Target).index(target)]

    def apart(self, text: str) -> str:
        """Keep an id or a moment in one piece among words that run from right to left."""
        return f"\u2066{text}\u2069" if self.is_right_to_left else text


_EN = BoardWords(
    boards="Boards",
    sla_board="SLA board",
    reports="Reports",
    no_queue="No queue",
    opened="{n} open",
    breached="{n} breached",
    nothing="Nothing here.",
    columns=("Ticket", "Subject", "Priority", "Status", "Due", "State", "Assignee"),
    states=("Breached", "About to break", "Running", "Paused"),
    as_of="As of {at}.",
    open_by_queue="Open tickets by queue",
    no_priority="no priority",
    by_week="Opened and resolved by week",
    came="opened",
    went="resolved",
    kept="Promises of the last 90 days",
    field="Field",
    value="Value",
    attachments="attachments",
    service_levels="Service levels",
    target="Target",
    targets=("First response", "Next response", "Update", "Resolution"),
    details="Details",
    numbers="The numbers",
    queue="Queue",
    week="Week of",
    links="Links",
    conversation="Conversation",
    opened_at="Opened {at}",
    entry="{kind} by {by}, {at}",
    audience="Audience",
)
_DE = BoardWords(
    boards="Übersichten",
    sla_board="SLA-Übersicht",
    reports="Berichte",
    no_queue="Ohne Warteschlange",
    opened="{n} offen",
    breached="{n} verletzt",
    nothing="Hier ist nichts.",
    columns=("Ticket", "Betreff", "Priorität", "Status", "Fällig", "Stand", "Bearbeitung"),
    states=("Verletzt", "Kurz vor der Verletzung", "Läuft", "Angehalten"),
    as_of="Stand: {at}.",
    open_by_queue="Offene Tickets je Warteschlange",
    no_priority="ohne Priorität",
    by_week="Eröffnet und gelöst je Woche",
    came="eröffnet",
    went="gelöst",
    kept="Zusagen der letzten 90 Tage",
    field="Feld",
    value="Wert",
    attachments="Anhänge",
    service_levels="Servicezusagen",
    target="Ziel",
    targets=("Erste Antwort", "Nächste Antwort", "Zwischenstand", "Lösung"),
    details="Einzelheiten",
    numbers="Die Zahlen",
    queue="Warteschlange",
    week="Woche ab",
    links="Verknüpfungen",
    conversation="Verlauf",
    opened_at="Eröffnet am {at}",
    entry="{kind} von {by}, {at}",
    audience="Leserkreis",
)
_RU = BoardWords(
    boards="Доски",
    sla_board="Доска SLA",
    reports="Отчёты",
    no_queue="Без очереди",
    opened="открыто: {n}",
    breached="нарушено: {n}",
    nothing="Здесь пусто.",
    columns=("Заявка", "Тема", "Приоритет", "Статус", "Срок", "Состояние", "Исполнитель"),
    states=("Нарушено", "Вот-вот нарушится", "Время идёт", "Приостановлено"),
    as_of="По состоянию на {at}.",
    open_by_queue="Открытые заявки по очередям",
    no_priority="без приоритета",
    by_week="Открыто и решено по неделям",
    came="открыто",
    went="решено",
    kept="Обещания за последние 90 дней",
    field="Поле",
    value="Значение",
    attachments="вложения",
    service_levels="Уровни обслуживания",
    target="Цель",
    targets=("Первый ответ", "Следующий ответ", "Новости по заявке", "Решение"),
    details="Подробности",
    numbers="Цифры",
    queue="Очередь",
    week="Неделя с",
    links="Связи",
    conversation="Переписка",
    opened_at="Открыта {at}",
    entry="{kind}: {by}, {at}",
    audience="Для кого",
)
_FA = BoardWords(
    boards="تابلوها",
    sla_board="تابلوی SLA",
    reports="گزارش‌ها",
    no_queue="بدون صف",
    opened="{n} باز",
    breached="{n} نقض‌شده",
    nothing="اینجا چیزی نیست.",
    columns=("تیکت", "موضوع", "اولویت", "وضعیت", "موعد", "حالت", "مسئول"),
    states=("نقض‌شده", "در آستانهٔ نقض", "در جریان", "متوقف"),
    as_of="تا {at}.",
    open_by_queue="تیکت‌های باز در هر صف",
    no_priority="بدون اولویت",
    by_week="بازشده و حل‌شده در هر هفته",
    came="بازشده",
    went="حل‌شده",
    kept="تعهدهای ۹۰ روز گذشته",
    field="فیلد",
    value="مقدار",
    attachments="پیوست‌ها",
    service_levels="سطح خدمات",
    target="هدف",
    targets=("نخستین پاسخ", "پاسخ بعدی", "خبر تازه", "حل"),
    details="جزئیات",
    numbers="عددها",
    queue="صف",
    week="هفتهٔ",
    links="پیوندها",
    conversation="گفت‌وگو",
    opened_at="بازشده در {at}",
    entry="{kind} از {by}، {at}",
    audience="مخاطب",
    is_right_to_left=True,
)
_SK = BoardWords(
    boards="Nástenky",
    sla_board="Prehľad SLA",
    reports="Správy",
    no_queue="Bez radu",
    opened="otvorené: {n}",
    breached="porušené: {n}",
    nothing="Nič tu nie je.",
    columns=("Tiket", "Predmet", "Priorita", "Stav", "Termín", "Plnenie", "Riešiteľ"),
    states=("Porušené", "Tesne pred porušením", "Beží", "Pozastavené"),
    as_of="Stav k {at}.",
    open_by_queue="Otvorené tikety podľa radu",
    no_priority="bez priority",
    by_week="Otvorené a vyriešené podľa týždňa",
    came="otvorené",
    went="vyriešené",
    kept="Záväzky za posledných 90 dní",
    field="Pole",
    value="Hodnota",
    attachments="prílohy",
    service_levels="Úrovne služieb",
    target="Cieľ",
    targets=("Prvá odpoveď", "Ďalšia odpoveď", "Priebežná správa", "Vyriešenie"),
    details="Podrobnosti",
    numbers="Čísla",
    queue="Rad",
    week="Týždeň od",
    links="Prepojenia",
    conversation="Konverzácia",
    opened_at="Otvorený {at}",
    entry="{kind}, {by}, {at}",
    audience="Pre koho",
)
_WORDS = {"en": _EN, "de": _DE, "ru": _RU, "fa": _FA, "sk": _SK}


def board_words(language: str) -> BoardWords:
    """Speak a language; English where we don't know it."""
    return _WORDS.get(language, _EN)
