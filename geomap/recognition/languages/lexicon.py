"""Words of each language that tell about the name beside them, in small closed lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_INFLECTION = 4
"""Letters that may follow the stem of a kind word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed lists of one language, all in lower case.

    ``kinds`` has the base form of a kind word for each of its stems, longest first; ``joints`` are
    small words within names ("Frankfurt am Main"); ``countries`` (ISO 3166-1) are those where the
    language is at home, ``town_endings`` those of the base forms of many towns.
    """

    prepositions: frozenset[str]
    function_words: frozenset[str]
    titles: tuple[str, ...]
    organisations: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    joints: frozenset[str]
    countries: frozenset[str]
    town_endings: tuple[str, ...]
    kind_first: bool = False
    """Whether kind words stand before the name only ("obwód chersoński", "région de Kherson")."""
    capital_kinds: bool = False
    """Whether kind words have capitals though they are no part of the name ("Gebiet Cherson")."""

    def kind(self, word: str) -> str | None:
        """The base form of a kind word ("областях": "область"), None for another word."""
        lower = word.lower()
        for stem, base in self.kinds:
            if lower.startswith(stem) and len(lower) - len(stem) <= _INFLECTION:
                return base
        return None

    def is_title(self, word: str) -> bool:
        """Whether a word goes before the name of a person."""
        return word.lower().startswith(self.titles)

    def is_organisation(self, word: str) -> bool:
        """Whether a word is the kind of an organisation."""
        return word.lower().startswith(self.organisations)


_UKRAINIAN = """
    prepositions = у в на до з із зі від біля під над через поблизу навколо поза по
    countries = UA
    town_endings = ськ цьк івка ївка поль піль град бург ків їв ів
    joints = і й та на
    function_words = і й та а але що як для про за при між проти без не це його її їх або чи
    titles = президент прем'єр міністр канцлер король королев генерал полковник депутат сенатор
        губернатор мер посол папа пан пані речни глав голов лідер кандидат журналіст суддя судді
    organisations = компані партія партії банк суд комісі університет інститут міністерств агенц
        газет клуб фонд союз рад асоціаці авіакомпані корпораці
    kinds = область:област район:район місто:міст село:сел селище:селищ край:кра країна:країн
        штат:штат округ:округ республіка:республі столиця:столиц провінція:провінц регіон:регіон
        річка:річк,річц,ріка,ріки море:мор озеро:озер острів:остр півострів:півостр затока:заток
        канал:канал протока:проток гора:гора,гори,горі мис:мис аеропорт:аеропорт держава:держав
        королівство:королівств громада:громад
"""
_RUSSIAN = """
    prepositions = в во на до из от с со под над через около близ возле у к ко по вокруг
    countries = RU UA BY KZ
    town_endings = ск цк овка евка поль град бург ино ово ево
    joints = и на
    function_words = и а но что как для о об за при между против без не это его её их или
    titles = президент премьер министр канцлер король корол генерал полковник депутат сенатор
        губернатор мэр посол папа господин госпожа глав лидер кандидат журналист судья судьи
    organisations = компани партия партии банк суд комисси университет институт министерств
        агентств газет клуб фонд союз совет ассоциаци авиакомпани корпораци
    kinds = область:област район:район город:город село:сел
        посёлок:посёлк,поселк,посёлок,поселок деревня:деревн край:кра страна:стран штат:штат
        округ:округ республика:республик столица:столиц провинция:провинц регион:регион
        река:река,реки,реке,реку,рекой море:мор озеро:озер остров:остров полуостров:полуостров
        залив:залив канал:канал пролив:пролив гора:гора,горы,горе,гору мыс:мыс аэропорт:аэропорт
        государство:государств королевство:королевств водохранилище:водохранилищ
"""
_POLISH = """
    prepositions = w we na do z ze od pod nad przez koło około wokół po spod znad u
    countries = PL
    town_endings = sk ck ów owo ice ki no wiec gród
    joints = i oraz nad
    function_words = i a ale że jak dla o za przy między przeciw bez nie to jego jej ich lub
        oraz
    titles = prezydent premier minister ministra kanclerz król królow generał pułkownik poseł
        posłank senator gubernator burmistrz ambasador papież pan pani rzeczni szef lider
        kandydat dziennikarz sędzia sędzi przewodnicząc
    organisations = spółk firm partia partii bank sąd sądu komisj uniwersytet instytut
        ministerstw agencj gazet klub fundacj związ rad stowarzyszeni lini korporacj
    kinds = obwód:obwód,obwod,obwodz rejon:rejon powiat:powia gmina:gmin województwo:województ
        miasto:miast,mieśc wieś:wieś,wsi,wsią kraj:kraj stan:stan stolica:stolic
        prowincja:prowincj region:region rzeka:rzek,rzec morze:morz jezioro:jezior wyspa:wysp
        półwysep:półwysp zatoka:zato kanał:kanał,kanal góra:góra,górę,górze lotnisko:lotnisk
        republika:republi królestwo:królest państwo:państw,państew most:most
"""
_GERMAN = """
    prepositions = in im nach aus bei von vom vor um über bis durch gegen zu zum zur nahe an am
        auf
    countries = DE AT CH LI LU
    town_endings = burg stadt dorf heim hausen furt berg brücken hafen bach feld ingen
    joints = am an der im
    function_words = und oder aber dass wie für mit ohne nicht der die das den dem des ein eine
        einer einem einen eines ist war sind hat haben wird wurde auch als es sich
    titles = präsident ministerpräsident minister außenminister kanzler bundeskanzler könig herr
        frau general oberst abgeordnet senator gouverneur bürgermeister botschafter papst chef
        sprecher dr prof
    organisations = gmbh ag partei bank gericht kommission universität institut ministerium
        agentur zeitung klub verein stiftung verband rat konzern
    kinds = gebiet:gebiet oblast:oblast region:region kreis:kreis landkreis:landkreis
        bezirk:bezirk rajon:rajon stadt:stadt hauptstadt:hauptstadt hafenstadt:hafenstadt
        großstadt:großstadt kleinstadt:kleinstadt dorf:dorf ort:ort provinz:provinz
        bundesland:bundesland bundesstaat:bundesstaat land:land republik:republik insel:insel
        halbinsel:halbinsel fluss:fluss see:see meer:meer berg:berg gemeinde:gemeinde
        flughafen:flughafen brücke:brücke kanton:kanton
"""
_FRENCH = """
    prepositions = à a au aux en dans de du d' des vers depuis près sur sous par entre jusqu'à
        chez
    countries = FR BE CH LU MC
    town_endings = ville court bourg ac ay y
    joints = sur en la les lès de du
    function_words = et ou mais que qui comme pour avec sans ne pas le la les l' un une ce cette
        est sont a ont dont
    titles = président premier ministre chancelier roi reine général colonel député sénateur
        gouverneur maire ambassadeur pape monsieur madame m mme chef
    organisations = société entreprise parti banque tribunal commission université institut
        ministère agence journal club fondation association conseil
    kinds = région:région oblast:oblast département:département ville:ville village:village
        province:province pays:pays état:état république:république capitale:capitale
        île:île,ile presqu'île:presqu'île péninsule:péninsule fleuve:fleuve rivière:rivière
        lac:lac mer:mer mont:mont arrondissement:arrondissement commune:commune
        aéroport:aéroport pont:pont district:district
"""


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lists of a language: one of de, fr, pl, ru, uk."""
    return _lexicon(
        {"de": _GERMAN, "fr": _FRENCH, "pl": _POLISH, "ru": _RUSSIAN, "uk": _UKRAINIAN}[language],
        kind_first=language in {"de", "fr", "pl"},
        capital_kinds=language == "de",
    )


def _lexicon(text: str, *, kind_first: bool, capital_kinds: bool) -> Lexicon:
    lists: dict[str, list[str]] = {}
    own: list[str] = []
    for line in text.strip().splitlines():
        name, found, words = line.strip().partition(" = ")
        if found:
            own = lists.setdefault(name, [])
        own += (words if found else name).split()
    pairs = []
    for entry in lists["kinds"]:
        base, _, stems = entry.partition(":")
        pairs += [(stem, base) for stem in (stems or base).split(",")]
    return Lexicon(
        prepositions=frozenset(lists["prepositions"]),
        function_words=frozenset(lists["function_words"] + lists["prepositions"]),
        titles=tuple(lists["titles"]),
        organisations=tuple(lists["organisations"]),
        kinds=tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair))),
        joints=frozenset(lists["joints"]),
        countries=frozenset(lists["countries"]),
        town_endings=tuple(lists["town_endings"]),
        kind_first=kind_first,
        capital_kinds=capital_kinds,
    )
