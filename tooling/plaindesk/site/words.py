"""What the help centre itself says, in the languages that it speaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every sentence of the generated pages in one language."""

    name: str
    help_centre: str
    prompt: str
    search: str
    search_hint: str
    here: str
    home: str
    topics: str
    featured: str
    tags: str
    tagged: str
    related: str
    reviewed: str
    previous: str
    following: str
    stuck: str
    stuck_more: str
    contact: str
    contact_intro: str
    email: str
    issues: str
    phone: str
    hours: str
    always: str
    closed: str
    no_contact: str
    faq: str
    faq_intro: str
    read_all: str
    untranslated: str
    untranslated_more: str
    lost: str
    lost_more: str
    here_link: str
    light: str
    dark: str
    system: str


_EN = Words(
    name="English",
    help_centre="Help centre",
    prompt="What do you need help with?",
    search="Search",
    search_hint="Describe the problem in your own words, or paste the error message.",
    here="You are here",
    home="Home",
    topics="Topics",
    featured="Often needed",
    tags="Tags",
    tagged="Every article, by tag.",
    related="Related articles",
    reviewed="Last reviewed",
    previous="Previous",
    following="Next",
    stuck="Still stuck?",
    stuck_more="Tell us what you tried; we answer in person.",
    contact="Contact us",
    contact_intro="Most questions are answered here already: search first. If that doesn't help, "
    "write what you wanted to do, what happened instead, and the exact words of any error.",
    email="Write to us",
    issues="Open a request",
    phone="Call us",
    hours="Open hours",
    always="Around the clock, every day",
    closed="closed",
    no_contact="Ask the person who gave you this address.",
    faq="Frequently asked questions",
    faq_intro="The short answers. Each leads to the whole one.",
    read_all="The whole answer",
    untranslated="Not translated yet",
    untranslated_more="These articles can be read in another language.",
    lost="There is no such page",
    lost_more="It may have moved, or the address has a typo. Search for it, or start over:",
    here_link="Link to this place",
    light="Switch to light",
    dark="Switch to dark",
    system="Follow the system",
)
_DE = Words(
    name="Deutsch",
    help_centre="Hilfe",
    prompt="Wobei brauchen Sie Hilfe?",
    search="Suchen",
    search_hint="Beschreiben Sie das Problem in eigenen Worten, oder fügen Sie die Meldung ein.",
    here="Sie sind hier",
    home="Start",
    topics="Themen",
    featured="Oft gebraucht",
    tags="Schlagwörter",
    tagged="Alle Artikel nach Schlagwort.",
    related="Verwandte Artikel",
    reviewed="Zuletzt geprüft",
    previous="Zurück",
    following="Weiter",
    stuck="Hilft das nicht?",
    stuck_more="Schreiben Sie uns, was Sie versucht haben; wir antworten persönlich.",
    contact="Kontakt",
    contact_intro="Die meisten Fragen sind hier schon beantwortet: Suchen Sie zuerst. Hilft das "
    "nicht, schreiben Sie, was Sie tun wollten, was stattdessen geschah, und den genauen Wortlaut "
    "der Fehlermeldung.",
    email="Schreiben Sie uns",
    issues="Anfrage stellen",
    phone="Rufen Sie an",
    hours="Öffnungszeiten",
    always="Rund um die Uhr, jeden Tag",
    closed="geschlossen",
    no_contact="Fragen Sie die Person, von der Sie diese Adresse haben.",
    faq="Häufige Fragen",
    faq_intro="Die kurzen Antworten. Jede führt zur ganzen.",
    read_all="Die ganze Antwort",
    untranslated="Noch nicht übersetzt",
    untranslated_more="Diese Artikel gibt es in einer anderen Sprache.",
    lost="Diese Seite gibt es nicht",
    lost_more="Vielleicht ist sie umgezogen, oder die Adresse hat einen Tippfehler. Suchen Sie "
    "sie, oder beginnen Sie von vorn:",
    here_link="Link zu dieser Stelle",
    light="Hell anzeigen",
    dark="Dunkel anzeigen",
    system="Wie das System",
)
_RU = Words(
    name="Русский",
    help_centre="Справка",
    prompt="Чем вам помочь?",
    search="Найти",
    search_hint="Опишите проблему своими словами или вставьте текст ошибки.",
    here="Вы здесь",
    home="Главная",
    topics="Темы",
    featured="Часто нужно",
    tags="Метки",
    tagged="Все статьи по меткам.",
    related="Похожие статьи",
    reviewed="Проверено",
    previous="Назад",
    following="Дальше",
    stuck="Не помогло?",
    stuck_more="Напишите, что вы уже попробовали, — ответит живой человек.",
    contact="Связаться с нами",
    contact_intro="На большинство вопросов здесь уже есть ответ: сначала поищите. Если не "
    "помогло, напишите, что вы хотели сделать, что произошло и точный текст ошибки.",
    email="Напишите нам",
    issues="Создайте заявку",
    phone="Позвоните",
    hours="Часы работы",
    always="Круглосуточно, без выходных",
    closed="закрыто",
    no_contact="Спросите того, кто дал вам этот адрес.",
    faq="Частые вопросы",
    faq_intro="Короткие ответы. Каждый ведёт к полному.",
    read_all="Полный ответ",
    untranslated="Пока не переведено",
    untranslated_more="Эти статьи можно прочитать на другом языке.",
    lost="Такой страницы нет",
    lost_more="Возможно, она переехала или в адресе опечатка. Поищите её или начните сначала:",
    here_link="Ссылка на это место",
    light="Светлая тема",
    dark="Тёмная тема",
    system="Как в системе",
)
_FA = Words(
    name="فارسی",
    help_centre="مرکز راهنما",
    prompt="چه کمکی لازم دارید؟",
    search="جست‌وجو",
    search_hint="مشکل را به زبان خودتان بنویسید یا متن خطا را بچسبانید.",
    here="شما اینجا هستید",
    home="خانه",
    topics="موضوع‌ها",
    featured="پرکاربرد",
    tags="برچسب‌ها",
    tagged="همهٔ مقاله‌ها بر پایهٔ برچسب.",
    related="مقاله‌های مرتبط",
    reviewed="آخرین بازبینی",
    previous="قبلی",
    following="بعدی",
    stuck="هنوز مشکل دارید؟",
    stuck_more="بنویسید چه کرده‌اید؛ یک نفر پاسخ می‌دهد.",
    contact="تماس با ما",
    contact_intro="پاسخ بیشتر پرسش‌ها همین‌جاست: نخست جست‌وجو کنید. اگر نشد، بنویسید چه "
    "می‌خواستید بکنید، چه شد، و متن دقیق خطا چه بود.",
    email="به ما بنویسید",
    issues="درخواست بفرستید",
    phone="تلفن کنید",
    hours="ساعت‌های کار",
    always="شبانه‌روزی، هر روز",
    closed="بسته",
    no_contact="از کسی بپرسید که این نشانی را به شما داده است.",
    faq="پرسش‌های پرتکرار",
    faq_intro="پاسخ‌های کوتاه. هر کدام به پاسخ کامل می‌رسد.",
    read_all="پاسخ کامل",
    untranslated="هنوز ترجمه نشده",
    untranslated_more="این مقاله‌ها به زبان دیگری خواندنی‌اند.",
    lost="چنین صفحه‌ای نیست",
    lost_more="شاید جابه‌جا شده یا نشانی اشتباه نوشته شده است. جست‌وجو کنید یا از نو آغاز کنید:",
    here_link="پیوند به اینجا",
    light="نمای روشن",
    dark="نمای تیره",
    system="مانند سیستم",
)
_SK = Words(
    name="Slovenčina",
    help_centre="Pomoc",
    prompt="S čím vám môžeme pomôcť?",
    search="Hľadať",
    search_hint="Opíšte problém vlastnými slovami alebo vložte text chyby.",
    here="Ste tu",
    home="Domov",
    topics="Témy",
    featured="Často potrebné",
    tags="Štítky",
    tagged="Všetky články podľa štítkov.",
    related="Súvisiace články",
    reviewed="Naposledy skontrolované",
    previous="Späť",
    following="Ďalej",
    stuck="Nepomohlo to?",
    stuck_more="Napíšte, čo ste už skúsili; odpovie vám človek.",
    contact="Kontakt",
    contact_intro="Väčšina otázok je tu už zodpovedaná: najprv hľadajte. Ak to nepomôže, napíšte, "
    "čo ste chceli urobiť, čo sa stalo a presné znenie chyby.",
    email="Napíšte nám",
    issues="Podajte požiadavku",
    phone="Zavolajte",
    hours="Otváracie hodiny",
    always="Nepretržite, každý deň",
    closed="zatvorené",
    no_contact="Spýtajte sa toho, kto vám dal túto adresu.",
    faq="Časté otázky",
    faq_intro="Krátke odpovede. Každá vedie k celej.",
    read_all="Celá odpoveď",
    untranslated="Zatiaľ nepreložené",
    untranslated_more="Tieto články si môžete prečítať v inom jazyku.",
    lost="Taká stránka neexistuje",
    lost_more="Možno sa presťahovala alebo je v adrese preklep. Vyhľadajte ju alebo začnite "
    "odznova:",
    here_link="Odkaz na toto miesto",
    light="Svetlý vzhľad",
    dark="Tmavý vzhľad",
    system="Podľa systému",
)

WORDS = {"en": _EN, "de": _DE, "ru": _RU, "fa": _FA, "sk": _SK}

_NAMES = {
    "ar": "العربية", "cs": "Čeština", "da": "Dansk", "es": "Español", "fi": "Suomi",
    "fr": "Français", "he": "עברית", "hu": "Magyar", "it": "Italiano", "ja": "日本語",
    "ko": "한국어", "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português",
    "ro": "Română", "sv": "Svenska", "tr": "Türkçe", "uk": "Українська", "zh": "中文",
}  # fmt: skip


def words(language: str) -> Words:
    """Speak a language; English where we don't know it."""
    return WORDS.get(language, _EN)


def name_of(language: str) -> str:
    """Name a language as its speakers do; by its code where we don't know it."""
    return WORDS[language].name if language in WORDS else _NAMES.get(language, language)
