"""What sites put around their stories, language by language: the table that `parts` reads.

Phrases are compared with a whole line, in any case, without the punctuation at its end. To add a
language, add its phrases to each group. Put in nothing that could be a line of a story.
"""

from __future__ import annotations

import re

HEAD_PHRASES = """
en: skip to content | skip to main content | skip to navigation | menu | main menu | search | home
en: log in | login | sign in | sign up | register | my account | toggle navigation | open menu
en: breaking news | live | watch live | e-paper
de: zum inhalt springen | zum inhalt | menü | suche | startseite | anmelden | registrieren
pl: przejdź do treści | strona główna | szukaj | zaloguj się | zaloguj
uk: перейти до вмісту | перейти до основного вмісту | меню | пошук | головна | увійти
ru: перейти к содержимому | перейти к основному содержанию | меню | поиск | главная | войти
fr: aller au contenu | aller au contenu principal | accueil | rechercher | se connecter
"""
"""Lines above a headline: what stands before them is the site, too."""

LINE_PHRASES = """
en: share | share this | share post | share this article | share on facebook | share on twitter
en: tweet | print | email | e-mail | facebook | twitter | whatsapp | telegram | linkedin | pinterest
en: copy link | link copied | save | bookmark | listen | follow | follow us | newsletter | members
en: subscribe | subscribe now | subscribe today | become a member | support us | donate | sponsored
en: members public | advertisement | advertising | ad | advertise with us | promoted | paid content
en: about us | contact | contact us | privacy | privacy policy | terms of use | terms of service
en: cookie policy | cookie settings | accept all cookies | accept cookies | accept all | imprint
en: load more | show more | view all | view comments | back to top | loading | enlarge | play video
en: date | published | updated | author | photo gallery | article continues below
en: article continues after advertisement | story continues below advertisement
en: please enter your comment | please enter your name here | required fields are marked
en: you have entered an incorrect email address
de: teilen | drucken | anzeige | werbung | abonnieren | merken | kommentieren | impressum
de: datenschutz | über uns | kontakt | artikel teilen | zur startseite | alle akzeptieren
pl: udostępnij | drukuj | reklama | subskrybuj | polityka prywatności | kontakt | o nas | regulamin
uk: поділитися | надрукувати | реклама | підписатися | контакти | про нас | на головну
uk: політика конфіденційності
ru: поделиться | распечатать | реклама | подписаться | контакты | о нас | на главную
ru: политика конфиденциальности
fr: partager | imprimer | publicité | s'abonner | abonnez-vous | contact | mentions légales
fr: politique de confidentialité | qui sommes-nous
"""
"""Lines that are the site's wherever they stand, and say nothing about their neighbours."""

TEASER_PHRASES = """
en: check also | you may like | you may also like | you might also like | read also | also read
en: read more | read next | see also | see more | related | related articles | related stories
en: related posts | related news | related topics | related content | more like this | more stories
en: more news | more on this story | more on this topic | popular | popular posts | popular now
en: most popular | most read | most viewed | trending | trending now | trends 24h | latest
en: latest news | latest articles | latest stories | latest posts | recent posts | recommended
en: recommended for you | recommended stories | recommended articles | don't miss | must read
en: editor's picks | editors' picks | top stories | up next | previous article | next article
en: previous post | next post | tags | comments | recent comments | what to read next
de: lesen sie auch | auch interessant | mehr zum thema | zum thema | meistgelesen | meistgelesene
de: weitere artikel | verwandte artikel | ähnliche artikel | das könnte sie auch interessieren
de: das könnte dich auch interessieren | empfohlen | neueste nachrichten | kommentare | schlagworte
pl: czytaj także | czytaj też | czytaj również | zobacz także | zobacz też | zobacz również
pl: przeczytaj także | polecane | najnowsze | najpopularniejsze | powiązane artykuły | komentarze
pl: tagi
uk: читайте також | дивіться також | також читайте | популярне | останні новини | схожі новини
uk: новини за темою | рекомендуємо | коментарі | теги | читайте ще
ru: читайте также | смотрите также | по теме | популярное | последние новости | похожие новости
ru: материалы по теме | рекомендуем | комментарии | теги | читайте ещё | самое читаемое
fr: lire aussi | à lire aussi | voir aussi | sur le même sujet | les plus lus | articles similaires
fr: commentaires | à ne pas manquer | articles liés
"""
"""Headings of lists of other stories, and of comments."""

END_PHRASES = """
en: leave a reply | leave a comment | post a comment | add a comment | write a comment
en: cancel reply | join the conversation | join the discussion
en: your email address will not be published
de: schreiben sie einen kommentar | schreibe einen kommentar | kommentar hinterlassen
de: kommentar schreiben
pl: dodaj komentarz | zostaw komentarz | napisz komentarz
uk: залишити коментар | додати коментар | напишіть коментар
ru: оставить комментарий | добавить комментарий | написать комментарий
fr: laisser un commentaire | ajouter un commentaire
"""
"""Lines after which a story does not go on, if the greater part of it stands before them."""

CAPTION_WORDS = (
    "photo|photos|image|picture|pictured|file photo|photo credit|photo by|caption|video|map|graphic"
    "|foto|bild|symbolbild|archivbild|zdjęcie|zdj|fot|фото|ілюстрація|відео|иллюстрация|видео"
    "|photographie|légende"
)
ARCHIVE_WORDS = (
    r"(?:archive|file|stock|illustrative|symbol) (?:photo|picture|image|pic|footage)s?"
    r"|archivbild|archivfoto|symbolbild|symbolfoto|zdjęcie ilustracyjne|zdjęcie archiwalne"
    r"|архівне фото|ілюстративне фото|архивное фото|иллюстративное фото|photo d'archives?"
)
AGENCIES = (
    r"Reuters|REUTERS|AFP|AP|EPA|EPA-EFE|dpa|DPA|APA|PAP|ANP|ANSA|EFE|TASS|Tass|Getty Images|GETTY"
    r"|Getty|UNIAN|Unian|Ukrinform|Belta|BelTA|IMAGO|imago|Anadolu|Shutterstock"
)
SOURCE_WORDS = r"source|quelle|źródło|джерело|источник|bron|fuente"
LINK_WORDS = r"url|link|original|original article|permalink"
DATE_WORDS = (
    r"date|published|published on|posted|posted on|updated|last updated|updated on|on|stand"
    r"|veröffentlicht|veröffentlicht am|aktualisiert|datum|data|opublikowano|data publikacji"
    r"|дата|опубліковано|оновлено|опубликовано|обновлено|publié le|mis à jour le"
)
BYLINE_WORDS = r"by|written by|von|par|autor|author|автор|текст"

HEAD_PATTERNS = (re.compile(r"(?i:now you can see non-english news).*"),)
"""Slogans that stand between a site's name and a headline."""

LINE_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Teasers in one line: "See also  War in Ukraine. A special team will be formed".
        r"(?i:(?:see|read|check|watch) (?:also|next|more))[\s:>»–—-]+[\"'“‘«]*[A-Z0-9].{0,170}[^.]",
        r"(?i:also read|related|recommended|don.t miss|more on this)\s*:\s*\S.*",
        r"(?i:lesen sie auch|auch interessant|mehr zum thema)\s*[:>–-].+",
        r"(?i:(?:czytaj|zobacz) (?:też|także|również)|przeczytaj także)\s*[:>–-].+",
        r"(?i:читайте (?:також|также|ещё|ще)|дивіться також|смотрите также)\s*[:>–—-].{1,170}",
        r"(?i:(?:à )?lire aussi|voir aussi)\s*[:>–-].+",
        r"(?:>>|»»).+",
        # Slogans, promotion, newsletters.
        r"(?i:watch) .{1,40} (?i:on the internet|live online|on our app)",
        r"(?i:sign up|subscribe) .{0,80}(?i:newsletter|channel|updates|inbox).*",
        r"(?i:get (?:our|the) .{1,60}(?:newsletter|in your inbox)).*",
        r"(?i:follow us on|like us on|find us on) .{1,80}",
        r"(?i:join our|download our) .{0,40}(?i:channel|community|newsletter|group|app)\b.{0,80}",
        r"(?i:(?:підписуйтесь|підписуйтеся|подписывайтесь) на) .{1,120}",
        r"(?i:abonnieren sie|folgen sie uns) .{1,120}",
        # Cookies and the law.
        r"(?i:we use cookies|this (?:web)?site uses cookies).*",
        r"(?i:by continuing to use (?:this|our) (?:web)?site).*",
        r"(?i:wir verwenden cookies|ta strona używa|ta strona korzysta z plików cookie).*",
        r"(?i:цей сайт використовує|этот сайт использует|ce site utilise) .*cookie.*",
        r"(?i:the information on this site is from external sources).*",
        r"(?i:the inclusion of any links does not necessarily imply).*",
        r"(?i:your email address will not be published).*",
        r"(?i:save my name, email,? and website in this browser).*",
        r"(?i:this site uses akismet).*",
        # Counters and lists.
        r"(?i:all news articles on) [\d-]+",
        r"\d[\d.,]*[kKmM]? (?i:comments?|shares?|views?|likes?|min(?:ute)?s? read|reads?)",
        r"(?i:(?:estimated )?reading time|lesezeit|czas czytania)\b.{0,30}",
        r"(?i:час читання|время чтения)\b.{0,30}",
        r"(?i:tags|filed under|schlagworte|tagi|теги)\s*:.{1,200}",
    )
)
"""Lines that are the site's by what they say; patterns match whole lines."""

TEASER_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:©|\([cC]\)|Copyright\b).{0,20}\b(?:19|20)\d\d\b.{0,200}",
        r"©\s*[^\W\d_].{0,80}(?:19|20)\d\d.{0,200}",
        r"(?:19|20)\d\d\s*©.{0,200}",
        r".{0,80}(?i:all rights reserved|alle rechte vorbehalten|prawa zastrzeżone).{0,80}",
        r".{0,80}(?i:усі права захищено|все права защищены|tous droits réservés).{0,80}",
        r"\d+ (?i:comments|kommentare|komentarz[ey]|коментар\w*|комментари\w*|commentaires)",
    )
)
"""Footers and counters below which stand, as below headings of teasers, other things."""


def phrases(table: str) -> frozenset[str]:
    """The phrases of one of the tables above, in small letters."""
    lines = (line.split(":", 1)[1] for line in table.strip().splitlines())
    return frozenset(phrase.strip() for line in lines for phrase in line.split("|"))


def words(table: str) -> frozenset[str]:
    """The words of a table of words, with space between them."""
    return frozenset(table.split())
