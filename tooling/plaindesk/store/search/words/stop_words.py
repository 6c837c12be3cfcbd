"""Words that questions are made of and that tell no article from another, in plain form."""

from __future__ import annotations

from plaindesk.store.search.words.letter_folding import folded, plain

_EN = """
a about above across after again against all also am among an and another any anybody anymore
anyone anything are arent around as at be because been before being below between both but by can
cannot cant could couldnt did didnt do does doesnt doing dont during each either else ever every
everybody everyone everything few for from get getting got had hadnt has hasnt have havent having
he hello help her here hers herself hey hi him himself his how however hows i id if ill im in into
is isnt it its itself ive just let like lot many may me might mine more most much must my myself
need neither no nobody nor not nothing now of on once one ones only onto or other others our ours
out own perhaps please possible quite rather really same shall she should shouldnt since so some
somebody somehow someone something sometimes soon still such sure tell than thank thanks that the
their theirs them then there these they theyre theyve thing things this those though through thus
til till to too toward towards unless until upon us use very want was wasnt we were werent what
whatever whats when whenever where wheres wherever whether which while who whom whose why whys
will with within wont would wouldnt yet you youll your youre yours yourself youve
"""
_DE = """
ab aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch auf
aus bei beim bekam bekomme bekommen bekommt bereits bevor bin bis bitte brauche brauchen braucht
da dabei dafür daher damit dann daran darauf daraus darf das dass davon dazu dein deine deinem
deinen deiner dem den denen denn der deren des dessen die dies diese diesem diesen dieser dieses
dir doch dort drin du durch dürfen eben eigentlich ein eine einem einen einer eines einige einigen
einmal entweder er es etwas euch euer eure eurem euren eurer für fürs gab gar geht gehts gerade
gern gerne gewesen geworden gibt ging hab habe haben habs habt hat hatte hatten hattest her hier
hin hätte hätten ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in ins irgend
irgendwie ist ja jede jedem jeden jeder jedes jedoch jemand jemanden jetzt kann kannst kein keine
keinem keinen keiner keins krieg kriege kriegen kriegt können könnt könnte könnten könntest lasse
lassen leider lässt machen mag mal man mehr mein meine meinem meinen meiner meins mich mir mit
muss musst möchte möchten möglich müssen müsst müsste müssten nach nicht nichts nie niemand noch
nochmal nun nur ob oder ohne schon sehr seid sein seine seinem seinen seiner seit selbst sich sie
sind so sobald solch solche solchen soll sollen sollte sollten sondern sonst soviel sowie trotzdem
tun tut um und uns unser unsere unserem unseren unserer viel viele vielen vom von vor wann war
waren warst warum was weil weiß welche welchem welchen welcher welches wenn wer werden weshalb wie
wieder wieso wieviel will willst wir wird wirst wo wobei wodurch wofür woher wohin wollen wollte
womit woran worauf worin wurde wurden während wäre wären würde würden zu zum zur zwar zwischen
über
"""
_RU = """
а без будем будет буду будут бы был была были было быть в вам вами вас ваш ваша ваше вашего вашей
вашем вашему ваши вашим ваших ведь весь вместо во вообще вот все всегда всего всей всем всеми всех
всё вы где говорит да даже для до должен должна должно должны другой его ее еле если есть еще ещё
её же за зачем здесь и из или им иначе их к каждый как какая какие каким какими каких какого какой
какому какую когда кого кому которая которого которое которой которую которые который которых кто
куда ли либо лишь между меня мне много мной мог могла могли могу могут мое моего моей моем моему
моею можем может можете можно мои моими моих мой моя моё моём мы на надо нам нами нас наш наша
наше нашего нашей нашему наши нашим наших не него нее нельзя нет нету неё ни никак никто них
ничего ничто но ну нужен нужна нужно нужны о об однако он она они оно опять от откуда перед пишет
по под подскажите пожалуйста пока пор после потом потому почему при про просто прошу раз разве с
сам сама сами самой своего своей свои свой свою сделать себе себя сейчас сих скажите сколько со
собой совсем спасибо сразу стоит так такая также таки такие такого такое такой там твой те тебе
тебя тем теперь тех то того тоже той только том тому ту туда тут ты у удалось уже хотел хотела
хотим хоть хотят хочет хочу чего чем чему через что чтоб чтобы эта эти этим этих это этого этой
этом этому этот эту я
"""
_FA = """
آن آنجا آنها آیا از ازم است اش الان ام اما انجام اون اونا اونجا اگر اگه ای این اینا اینجا اینکه با
باشد باشم باید بایستی بخوام بخواهم بدم بدن بده بدهم بذارم بر برا براش برام برای برایم بشم بشن بشه
بشود بعد به بود بودم بودن بودند بوده بکنم بکنه بکنیم تا تان تر ترین تو توانم توانید توانیم توش
تونم توی جوری حال حالا خب خوام خواهد خواهم خواهند خواهید خواهیم خود خودم خودمان خیلی داد دادم دادن
دارد دارم دارن دارند داره دارید داریم داشت داشتم داشتن داشته در دهم دهید دیگر دیگه را رو روش روی
زدم سپس شان شد شدم شدن شدند شده شدید شدیم شم شما شه شود شوم شون شوند شوید شویم طور طوری فقط لطفا
لطفاً ما مان ممکن من منو مون مگه می میاد میباشد میتوان میتوانم میتوانید میتوانیم میتونم میتونه
میتونید میتونیم میخواد میخوام میخوان میخواهد میخواهم میخواهید میخواهیم میخوای میدم میده میدهد
میدین میشم میشن میشود میشوند میکند میکنم میکنن میکنند میکنه میکنید میکنیم میگه نباید ندارد ندارم
نداره نشد نشه نمی نمیاد نمیتوانم نمیتوانید نمیتونم نمیتونه نمیخوام نمیده نمیدونم نمیشم نمیشود
نمیکند نمیکنم نمیکنه نه نکرد نکردم نیز نیست نیستم ها های هایی هر هرگز هست هستم هستند هستید هستیم
هم همه همین هنوز هیچ هیچی همان همون و واسه وقتی وقتیکه ولی پس چجور چجوری چرا چطور چطوره چطوری چقدر
چند چنین چه چون چونکه چکار چکنم چگونه چی چیز چیزی چیست چیکار کجا کجاس کجاست کدام کدوم کرد کردم
کردن کرده کردید کردیم کسی کم کمی کند کنم کنند کنه کنید کنیم کنین که کی گاهی یا یعنی یه یک یکی
"""
_SK = """
a aby aj ak ake akej ako akom akou aku aká aké akého akému akú aký akých akým akými ale alebo ani
asi aspoň až bez bol bola boli bolo bude budem budeme budete budú by byť celá celé celého celý
chce chcem chceme chcete dal dala dali dať deň dnes dneska do dobrý dostal dosť dá dám ešte ho
hoci i iba ich im inak iná iné iný iste ja je jeden jedna jedno jeho jej jemu ju k kam každá každé
každého každý kde keby kedy keď keďže ko koho komu konečne koľko kto ktorej ktorom ktorou ktorá
ktoré ktorého ktorému ktorú ktorý ktorých ktorým ku kvôli kým lebo len lenže majú mal mať medzi mi
mna mne mnoho mnou moc mohla mohli mohol moja moje mojej mojom mojou moju možno možné mu musel
musia musí musím musíme musíte my má mám máme máte môj môjho môže môžem môžeme môžete môžu mňa na
nad nami naša naše našej našich našu nebo nech neho nej nejako nejaká nejaké nejaký nemá nemám
nemôžem než nich nie niekde niekedy niekto niektoré niektorý niečo nikde nikdy nikto nič no nám
nás náš nášho o od odkedy odkiaľ okolo on ona oni ono opäť po pod podľa pokiaľ poraďte potom
potrebujem potrebujeme pre pred predsa preto pretože prečo pri prosím prvé práve prípadne pán rád
s sa sama seba sebe si skôr sme smie so som spolu stačí ste stále svoj svoja svoje svojej svojho
svojich svojom svoju sám sú ta tak takto taká také taký takže tam te teba tebe teda ten tento
teraz ti tie tieto to toho tohto tom tomto tomu toto tou treba trochu tu tuto tvoj ty tá táto tí
tú túto tých tým týmto u už v vami vaša vaše vašej vašich vašu veľa veľmi viac viem vo vtedy vy
vám vás váš vášho vôbec však všetci všetko všetky z za zase zatiaľ začo ze zo áno ísť či čo čoho
čom ďakujem ďalej ďalší že
"""
_CS = """
a aby ale ani ano asi až bez bude by byl byla bylo být co či do ho i já jak jaké jaký jako je jeho
její jen ještě jsem jsi jsme jsou k kam kde kdo když která které který lze má mám mě mít mně mohu
moje můj může můžu musím my na nad nebo není než o od on po pod podle pro proč prosím s se si tak
také tam tento ten to tohle u už v váš ve více však vy z za ze že
"""


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""What people type who have no such keys."""


def _words(text: str) -> frozenset[str]:
    said = text.split()
    return frozenset(folded(plain(word)) for word in (*said, *text.translate(_WRITTEN_OUT).split()))


STOP_WORDS = {
    language: _words(text)
    for language, text in {
        "cs": _CS, "de": _DE, "en": _EN, "fa": _FA, "ru": _RU, "sk": _SK
    }.items()
}  # fmt: skip
