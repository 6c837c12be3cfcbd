"""Words that questions are made of and that tell no article from another, in plain form."""

from __future__ import annotations

from plaindesk.store.search.letters import folded, plain

_EN = """
a about after again all also am an and any are as at be because been before being but by can
cannot cant could did didnt do does doesnt doing dont for from get getting got had has have having
he help her here him his how i id if im in into is isnt it its ive just let like many may me might
more most much must my need no not of on or our out please she should so some such than that the
their them then there these they this those to too us use very want was we were what whats when
where which while who why will with wont would you your
"""
_DE = """
aber alle als am an auch auf aus bei bin bis bitte da damit dann das dass dein dem den denn der
des die dies diese diesem diesen dieser dir doch du durch ein eine einem einen einer eines er es
etwas euch für gibt habe haben hat hier ich ihm ihn ihnen ihr ihre im in ist ja kann kannst kein
keine können könnte machen man mein meine meinem meinen meiner mich mir mit muss müssen nach nicht
noch nun nur ob oder ohne sein seine sich sie sind so soll sollen sollte sondern über um und uns
unser unsere von vor wann war warum was weil welche welchem welchen welcher welches wenn wer
werden wie wieso will wir wird wo wofür woher wohin wurde zu zum zur
"""
_RU = """
а без бы был была были было быть в вам вас ведь весь вместо во вот все всё вы где да для до его ее
её если есть еще ещё же за и из или им их к каждый как какая какие какими какой какую когда кто ли
либо меня мне мной могу можно может можем можете мой моего моей моем моём моему моя мое моё мои
моих мы на надо нам нас наш наша наше наши не него нее неё нельзя нет ни них но ну нужно о об он
она они оно от откуда по под пожалуйста почему при про с свой своего своей свою свои сделать со
так также такое там те тем то того тоже той только том ту тут ты у уже хочу чего чем что чтобы эта
эти этим этих это этой этом этот эту я
"""
_FA = """
آن آنها آیا از است اش اگر ام اما ای این اینکه با باید باشد باشم بر برای بشود بکنم بود به پس تا تان
تر ترین تو چرا چطور چطوری چقدر چگونه چند چه چی چیست چیزی حال خود خودم خودمان خیلی داد دارد دارم
دارند داشت در دهم دهید را روی سپس شان شد شدن شده شما شود شوم شوند طور فقط کجا کجاست کدام کرد کردم
کردن کرده کند کنم کنند کنیم کنید که کی لطفا لطفاً ما مان من می میشود میکند میکنم میخواهم میتوان
میتوانم میتوانید نباید نه نمی نمیشود نیز نیست نیستم ها های هایی هر هست هستم هستند هم همه همین و
وقتی ولی یا یک یه
"""
_SK = """
a aby aj ak ake akej ako aku akú aké aký akým alebo ale ani áno asi až bez bol bola boli bolo bude
budem budete by byť čo čoho čom či do dá dať ešte ho i ich im iba ja je jeho jej ju k kam každý
kde kedy keď ko koľko kto ktorá ktoré ktorej ktorý ktorú ku lebo len má mal mám máme máte mať
medzi mi mne mňa mne môj moja moje mojej môjho mojom moju môže môžem môžete možno mu musím musíte
my na nad nám nás náš naša naše nech než nie niečo o od odkiaľ on ona oni ono po pod podľa pre
prečo pred pri prosím s sa sám si sme so som sú svoj svoja svoje svojej svoju ste ta tak také tam
táto te teda ten tento tie tieto to toho tom tomto toto treba tu túto ty tým u už v vám vás váš
vaša vaše viac vo však vy z za zo že
"""
_CS = """
a aby ale ani ano asi až bez bude by byl byla bylo být co či do ho i já jak jaké jaký jako je jeho
její jen ještě jsem jsi jsme jsou k kam kde kdo když která které který lze má mám mě mít mně mohu
moje můj může můžu musím my na nad nebo není než o od on po pod podle pro proč prosím s se si tak
také tam tento ten to tohle u už v váš ve více však vy z za ze že
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(plain(word)) for word in text.split())


STOP_WORDS = {
    language: _words(text)
    for language, text in {
        "cs": _CS, "de": _DE, "en": _EN, "fa": _FA, "ru": _RU, "sk": _SK
    }.items()
}  # fmt: skip
