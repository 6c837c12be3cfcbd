"""Lists of everyday words for the same thing.

Only what holds in any trade; a desk's own names are in its settings (`search.synonyms`).
"""

from __future__ import annotations

_EN = """
phone mobile cellphone smartphone handset telephone
computer pc laptop notebook machine
wifi wlan wireless
internet web online
password passphrase passcode pin
mail email message
delete remove erase
change alter modify edit update switch
cancel quit terminate unsubscribe end
buy purchase order
send ship mail post
parcel package shipment delivery
pay payment charge
price cost fee charge
refund reimburse reimbursement money
return back
voucher coupon discount promotion
broken damaged faulty defective cracked
repair fix mend
fail error problem issue trouble fault
begin start launch
stop halt
show display view see
find search locate look
get obtain receive
create make add new
picture image photo photograph
document file paper
folder directory
print printout printing
screen monitor display
car vehicle auto
house home flat apartment
doctor physician
hospital clinic
child kid children
job work employment
lend loan borrow
open unlock
lock block freeze
log login signin sign
account profile
allow permit permission access right
copy duplicate
extend renew prolong
late overdue delayed delay
lost missing gone
stolen theft
abroad foreign overseas international
fast quick speed
slow sluggish lag
bill invoice
fine penalty
appointment date booking
garbage trash waste rubbish refuse
spam phishing scam fraud
update upgrade
try test trial
customer client buyer
colleague coworker teammate
hide private secret
backup save
translate translation
screenshot snapshot
urgent important priority
pause wait hold
hand pass transfer forward assign
"""
_DE = """
handy mobiltelefon smartphone telefon
rechner computer pc laptop notebook
wlan wifi funknetz drahtlos
internet online netz web
passwort kennwort pin geheimzahl
mail email nachricht
löschen entfernen
ändern wechseln anpassen bearbeiten umstellen
kündigen kündigung stornieren beenden abmelden
abo abonnement vertrag
kaufen bestellen bestellung einkaufen erwerben
schicken senden versenden liefern lieferung versand
paket päckchen sendung
zahlen bezahlen zahlung
kosten preis gebühr entgelt
erstattung rückerstattung geld
rücksendung retoure zurückschicken zurücksenden rückgabe zurückgeben
gutschein rabatt coupon aktionscode
kaputt defekt beschädigt zerbrochen
reparieren reparatur instandsetzen
fehler problem störung
anfangen beginnen starten start
anzeigen zeigen ansehen sehen
suchen finden
bekommen erhalten kriegen
erstellen anlegen anfertigen
foto bild aufnahme
unterlage dokument papier nachweis
datei dokument
ordner verzeichnis laufwerk
drucken ausdruck drucker
bildschirm monitor anzeige
auto fahrzeug wagen pkw
wohnung haus
umziehen umzug einzug
arzt doktor mediziner
krankenhaus klinik spital
kind kinder tochter sohn
kita kindergarten krippe
arbeit job beruf arbeiten
leihen ausleihen entleihen
sperren blockieren
anmelden einloggen anmeldung login
konto account
recht berechtigung zugriff freigabe erlaubnis
kopie abschrift duplikat
verlängern verlängerung
verspätet spät überfällig verzögert
verloren weg verschwunden
gestohlen geklaut diebstahl
ausland auslands fremd international
schnell rasch geschwindigkeit
langsam träge
rechnung faktura
strafe bußgeld strafzettel knöllchen
termin verabredung
müll abfall
spam phishing betrug betrügerisch
kredit darlehen finanzierung
adresse anschrift
karte ausweis
"""
_RU = """
телефон мобильник смартфон сотовый аппарат
компьютер ноутбук ноут пк комп
wifi вайфай беспроводной
интернет сеть инет онлайн
пароль пин код
почта письмо сообщение имейл
удалить стереть убрать
изменить поменять сменить смена исправить
отменить отказаться расторгнуть прекратить закрыть расторжение
договор контракт
купить покупка заказ приобрести
отправить послать выслать отослать
посылка заказ отправление
доставка привезти доставить
платить оплата заплатить оплатить расплатиться
цена стоимость стоить тариф плата
возврат вернуть возвратить обратно
скидка купон промокод
сломанный сломаться разбитый повреждённый треснутый неисправный
починить ремонт чинить отремонтировать
ошибка проблема сбой неисправность
начать запустить старт
показать увидеть посмотреть
искать найти поиск
получить получать
создать сделать завести оформить добавить
фото снимок фотография картинка
документ бумага справка
файл документ
папка каталог
экран дисплей монитор
машина автомобиль авто
квартира дом жильё жилищный
врач доктор
больница клиника
ребёнок дети дочь сын
садик сад ясли
работа работать
кредит заём ипотека
заблокировать блокировка блокировать
войти вход зайти логин
счёт аккаунт
право доступ разрешение
копия дубликат
продлить продление
опоздать просрочка поздно задержка
потерять утерять пропасть утеря
украсть кража
заграница рубеж зарубежный граница международный
медленно тормозить
быстро скорость
штраф взыскание
мусор отходы
мошенник спам фишинг подозрительный
деньги средства сумма
карта карточка пластик
книга книжка
общий совместный
программа приложение софт
обновить обновление апдейт апгрейд
попробовать проба испытать пробный
клиент заказчик покупатель
коллега напарник сотрудник
передать отдать перекинуть переслать перевести
скрыть спрятать
скриншот снимок скрин
срочный важный приоритет
пауза приостановить отложить ждать
состояние статус стадия этап
заново повторно снова
перевод перевести
сохранить хранить
приложить прикрепить вложить вложение
"""
_FA = """
گوشی موبایل تلفن همراه
رایانه کامپیوتر لپ‌تاپ
وای‌فای بی‌سیم
اینترنت نت آنلاین
رمز گذرواژه پسورد
ایمیل رایانامه نامه پیام
حذف پاک
تغییر عوض ویرایش
لغو کنسل فسخ انصراف
خرید سفارش
ارسال فرستادن بفرستم فرستادم
بسته مرسوله محموله
پرداخت پول هزینه
قیمت بها هزینه مبلغ
بازگشت برگشت مرجوع برگرداندن
تخفیف کوپن
خراب شکسته آسیب معیوب
تعمیر درست
خطا مشکل ایراد اشکال
شروع آغاز راه‌اندازی
نمایش دیدن مشاهده
جستجو پیدا یافتن
دریافت گرفتن بگیرم
ساختن ایجاد ساخت
عکس تصویر
مدرک سند مدارک
فایل پرونده
پوشه فولدر درایو
چاپگر پرینتر چاپ پرینت
صفحه برگه کاغذ
ماشین خودرو
خانه منزل خونه مسکن
پزشک دکتر
بیمارستان درمانگاه
کودک بچه فرزند
وام تسهیلات
مسدود بستن قفل
ورود لاگین وارد
اجازه دسترسی مجوز
رونوشت کپی
تمدید ادامه
دیرکرد تأخیر دیر
گمشده گم
دزدیده سرقت دزدی
خارج بین‌المللی
کند آهسته یواش
سریع سرعت
جریمه خلافی
زباله آشغال
کلاهبرداری فیشینگ مشکوک
نشانی آدرس
ضمانت گارانتی
مشترک اشتراک
نوبت وقت
جدید تازه نو
پیوند لینک
مودم روتر
چراغ لامپ
برنامه نرم‌افزار اپلیکیشن
بروزرسانی آپدیت ارتقا
امتحان آزمایش تست
مشتری ارباب
همکار بچه‌ها
سپردن واگذاری بسپارم بدهم
پنهان مخفی
اسکرین‌شات عکس
فوری مهم اولویت
وضعیت حالت
ترجمه برگردان برگرداندن
پشتیبان بک‌آپ
پیوست ضمیمه
راهنما مقاله
تیم گروه
"""
_SK = """
telefón mobil smartfón
počítač notebook laptop
wifi bezdrôtový
heslo pin kód
mail email správa
vymazať odstrániť zmazať
zmeniť upraviť zmena
zrušiť ukončiť vypovedať
kúpiť objednať objednávka nákup
poslať odoslať zaslať
balík zásielka
platiť platba zaplatiť
cena poplatok
pokazený poškodený rozbitý
opraviť oprava
chyba problém porucha
začať spustiť
obrázok fotografia
súbor dokument
priečinok adresár
auto vozidlo
lekár doktor
účet konto
prístup oprávnenie povolenie
pokuta trest
internet web sieť online
hľadať nájsť vyhľadať hľadanie vyhľadávanie
ukázať zobraziť vidieť pozrieť
získať dostať
vytvoriť založiť urobiť pridať
kópia záloha
obrazovka monitor displej
tlačiareň tlač vytlačiť
dom byt
dieťa deti syn dcéra
škôlka jasle
práca robota zamestnanie
pôžička úver
zablokovať blokovať zamknúť
prihlásiť prihlásenie login
predĺžiť predĺženie
meškať oneskorenie neskoro
stratiť strata stratený
krádež ukradnúť ukradnutý
zahraničie cudzina medzinárodný
pomaly pomalý
rýchlo rýchly rýchlosť
faktúra účet
odpad smeti
spam phishing podvod podozrivý
peniaze suma
karta kartička
kniha knižka
vrátiť vrátenie
zľava kupón
adresa sídlo
papier list doklad
program aplikácia softvér
aktualizácia aktualizovať verzia
skúsiť vyskúšať skúška
zákazník klient
kolega kolegyňa
odovzdať prehodiť posunúť preposlať
skryť skrytý súkromný
screenshot snímka
súrny dôležitý priorita
stav štádium
znova opäť opätovne
preklad preložiť
príloha pripojiť priložiť
"""
GROUPS = {"de": _DE, "en": _EN, "fa": _FA, "ru": _RU, "sk": _SK}
"""By language, a line of words each."""
