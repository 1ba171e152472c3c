"""English words that tell about the name beside them, in small closed lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BORROWED = _words("cercle regency tehsil upazila wilaya woreda")
KIND_WORDS = _BORROWED | _words(
    """airport archipelago area atoll autonomous bay beach borough bridge canal canton canyon cape
    capital channel city coast coastline commune community corner country county creek crossing
    dam delta desert district division estuary exclave falls fjord forest frontier garrison glacier
    governorate gulf hamlet harbor harbour heights highland highlands hill hills hromada island
    islands isle isles junction kingdom krai lagoon lake lakes locality lowlands metropolis mountain
    mountains municipality neighborhood neighbourhood oasis oblast ocean okrug parish park pass
    peninsula plain plains plateau point port prefecture province quarter raion rayon reef region
    republic reservation reservoir ridge river road route sea shire shore sound springs square state
    steppe strait straits street suburb territory town township valley village voivodeship volcano
    voblast ward waterfall wilderness zone"""
)
"""Words for kinds of place: capitalised they are part of a name, in lower case they are not."""

UNIT_WORDS = _BORROWED | _words(
    """borough canton city commune county district governorate hamlet hromada krai locality
    municipality neighborhood neighbourhood oblast okrug parish prefecture province quarter raion
    rayon region suburb town township village voivodeship voblast ward"""
)
"""Kind words for settlements and units: what stands before one is most often its name."""

NATURE_WORDS = _words(
    """archipelago atoll bay beach canal canyon cape coastline creek dam delta desert estuary fjord
    glacier gulf highlands hills island islands isle isles lagoon lake lakes lowlands mountain
    mountains ocean peninsula plateau reef reservoir ridge river sea strait straits valley volcano
    waterfall"""
)
"""Kind words for waters and landforms."""

KIND_BEFORE = _words(
    """avenida bay boulevard calle camp cape cap fort gulf isla isle lac lago lake lough loch mont
    monte mount mt palais piazza plaza point pont port porte puerta puente rio river rue sea stade
    strait via"""
)
"""Kind words that stand before a name and belong to it: "Lake Erie", "Fort Worth", "Rue Royale".

Those of French, Spanish and Italian are such as English news leaves untranslated.
"""

LINKING = _words("de del della des di du")
"""What may stand between such a kind word and the name: "Stade de France"."""

KIND_WORDS_OF = _words(
    "area capital city coast country district frontier governorate oblast province region republic "
    "state territory town township village peninsula county municipality"
)
"""Kind words that may stand before a name with "of" or a comma: "region of Charkiv"."""

ROAD_WORDS = _words(
    """avenue ave ave. blvd blvd. boulevard crescent drive dr. freeway highway highways hwy hwy.
    interstate lane ln. motorway parkway pike pkwy pkwy. rd rd. road roads route st. street streets
    trail turnpike"""
)

ORGANISATION_WORDS = _words(
    """academy administration agency airlines airways alliance army arts assembly association
    authority bank board brewery brigade bureau cathedral center centre chamber championship church
    clinic club coalition college commission committee company congress corporation council court
    daily department diocese district express federation festival force foundation front games
    gazette government group guard hall herald high hospital hotel inc institute international
    journal league library llc ltd mall market media middle ministry mirror movement museum national
    navy network news observer office opera orchestra organization party police post press prison
    probe radio resort review school senate sentinel services sheriff society stadium star station
    store studio symphony team telegraph temple theater theatre times treaty tribune trust
    union united university weekly works zoo"""
)
"""Words that end the name of an organisation: a place name before them is embedded."""

TITLE_WORDS = _words(
    """ambassador archbishop attorney bishop capt captain chairman chancellor chief col colonel
    commissioner coach congressman congresswoman councilman deputy detective director dr duke earl
    emperor father gen general gov governor hon judge king lady lieutenant lord lt maj major mayor
    minister miss mr mrs ms officer pastor pope premier president prince princess prof professor
    queen rabbi rep representative rev reverend sen senator secretary sergeant sgt sheriff sir
    sister spokesman spokeswoman st superintendent trooper"""
)

PREPOSITIONS = _words(
    """about above across after against along among around as at before behind below beneath beside
    between beyond by despite down during for from in inside into near of off on onto out outside
    over past since through throughout to toward towards under until up upon via with within
    without"""
)

PLACE_PREPOSITIONS = _words(
    "across around at from in inside into near outside throughout to toward towards via within"
)
"""Prepositions that rather go with places than with people or organisations."""

_STATEMENT_VERBS = _words(
    """accept accuse act admit agree aim allow announce appeal approve argue ask attack ban believe
    blame block call cancel claim complain condemn confirm consider continue criticise criticize
    decide declare demand deny deploy dispute do encourage expect express face fear fight give
    hope impose insist intend invade join lack launch lose maintain make may might must need offer
    oppose order plan play pledge prepare promise propose provide pull push reach refuse reject
    remain reply report respond say see seek send share should show sign support suspect take tell
    think threaten treat try urge use vote vow wait want warn welcome will win withdraw would
    could"""
)


def _forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb, and of one that doubles its last letter."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    return verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}{verb[-1]}ed"


STATEMENT_FORMS = frozenset(form for verb in _STATEMENT_VERBS for form in _forms(verb)) | _words(
    """said told has had is was were has been did gave held led left lost made met sent set sought
    spent took thought went won withdrew fought began kept knew saw put shot struck"""
)
"""Forms of verbs that people, governments and armies do: said, warned, attacks."""

PERSON_WORDS = _words(
    """baby boy boys child children citizen citizens couple councillor councillors daughter driver
    families family farmer farmers fans father folks girl girls homeowner homeowners husband man men
    mom mother native natives pair parents patient patients people players residence resident
    residents shoppers son student students suspect taxpayers teacher teachers teen teenager teens
    tourists voter voters wife woman women worker workers youth youths"""
)
"""People as they are told by where they live: "a Dunwoody man"."""

ILLNESS_WORDS = _words(
    "disease encephalitis fever flu haemorrhagic hemorrhagic strain syndrome variant virus"
)
"""What is named after places but is none: "Marburg virus"."""

MONTHS = _words(
    "january february march april may june july august september october november december"
)

NAMED_WORDS = _words(
    """agency airline band brand broadcaster channel chain company firm frigate group label magazine
    newspaper outlet paper publisher restaurant ship supplier tanker vessel weekly website"""
)
"""What stands before the name of something that is no place: "the newspaper Pravda"."""

KIND_PLURALS = (
    frozenset(f"{word[:-1]}ies" for word in KIND_WORDS | ROAD_WORDS if word.endswith("ty"))
    | frozenset(f"{word}s" for word in KIND_WORDS | ROAD_WORDS if word[-1] not in "sy.")
    | {"boundaries", "highways", "parkways", "valleys"}
)
"""What ends a list of names of one kind: "Cooke, Grayson and Love counties"."""

UNIT_PLURALS = _words(
    """boroughs counties departments districts governorates oblasts parishes prefectures provinces
    raions regions"""
)
"""What says of all names of a list that they are units, after it or before it."""

UNITS_OF = _words(
    """canton county department district governorate oblast prefecture province regency region
    wilaya"""
)
"""What stands with "of" before names of units: "the department of Colon"."""

BORROWED_UNITS = _BORROWED | _words(
    "governorate hromada krai oblast okrug powiat raion rayon voblast voivodeship"
)
"""Words for units that mean nothing else in English."""

HAD_BY_PLACES = _words(
    "governor governors gov inhabitants mayor mayors outskirts resident residents streets suburbs"
)
"""What only places have: "residents of Windsor"."""

MOTION = _words(
    """arrived came congressman congresswoman democrat deployed deported drive drives driven drove
    fled flew flies flown lawmaker legislator moved posted representative republican returned
    sailed senator sent shipped transferred travel traveled travelled trucked walked went"""
)
"""Verbs, and people of parliaments, with which "to" and "from" say where: "posted to Jordan"."""

OF_RIVER = _words("bank banks estuary mouth tributary waters")
"""What stands before "of the" and a river."""

RIVERS_DO = frozenset({("burst", "its"), ("overflowed", "its"), ("flows", "into"), ("is", "tidal")})
"""What stands after a river that has an article, and after no other name."""

OFFICES = _words(
    "department government governor legislature minister ministry parliament premier prosecutors"
)
"""Offices and authorities that countries and regions have."""

NAMED_AFTER = {
    word: kind
    for kind, words in {
        "school": "academy college elementary institute library school schools university",
        "hospital": "clinic hospital hospice infirmary medical",
        "power": "agency authority board commission council court department government guard "
        "ministry office parliament police senate sheriff services",
        "paper": "courier daily express gazette herald journal mirror news observer post press "
        "radio sentinel star sun telegraph times tribune weekly",
        "church": "cathedral chapel church diocese mosque parish synagogue temple",
        "hall": "arena apartments building center centre estate gallery hall hotel house inn mall "
        "market museum opera stadium store studio theater theatre zoo",
        "team": "association athletic championship club cup federation festival league orchestra "
        "symphony team union united",
        "company": "airlines airways bank brewery co company corp corporation group inc insurance "
        "international llc ltd",
    }.items()
    for word in words.split()
}
"""What kind of thing it is that is named after a place or a person, by its last word."""

COMPASS = _words(
    """north south east west northern southern eastern western northeast northwest southeast
    southwest central northeastern northwestern southeastern southwestern upper lower"""
)

FUNCTION_WORDS = (
    PREPOSITIONS
    | PLACE_PREPOSITIONS
    | _words(
        """a an the and or but not no nor if that this these those which who whom whose where when
        while because although than then so as is are was were be been being has have had do does
        did will would can could may might must shall should he she it they we you i his her its
        their our your my him them us me there here also only even just more most other such own
        both all some any each every first last new former
        , . ; : ( ) - ' 's \u2019s " \u201c \u201d"""
    )
)
"""Words of closed classes, and punctuation."""

BORDER_NOUNS = _words("border borders boundaries boundary crossing crossings frontier link route")
"""What lies between places: "the border with Poland"."""

ATTACK_NOUNS = _words(
    """aggression airstrike airstrikes assault assaults attack attacks blockade bombardment bombing
    bombings explosion explosions fighting invasion occupation offensive operation operations raid
    raids shelling strike strikes war"""
)
"""What happens to a place in a war: "the offensive against Ukraine"."""

TERRITORY_NOUNS = _words(
    """airspace airport area areas capital centre center cities city coast corner
    district districts east farm forest ground half heart home interior island land middle
    neighbourhood north northeast northern northwest outskirts part parts place region regions rest
    road roads shore shores side sides sky soil south southeast southern southwest square state
    street streets suburb territories territory town towns village villages waters west"""
)
"""What a place has as a place: "the east of Ukraine", "Russia's border"."""

RULE_NOUNS = _words(
    """administration adviser advisers aide ambassador ambassadors armed army attorney authorities
    cabinet chancellor chief coach commander congress consul council court courts defence defense
    delegation democrats department deputy diplomat diplomatic diplomats embassy envoy fleet force
    forces foreign gov government governor head intelligence king lawmakers leader leaders
    leadership mayor military minister ministers ministry navy official officials opposition
    parliament police premier president presidential prime prince prosecutor prosecutors queen
    regime representative representatives republicans ruler rulers secretary senate senator
    senators soldiers spokesman spokesperson spokeswoman supreme team troops"""
)
"""What a place has as a power: "Belarus ruler", "the government of Ukraine"."""

RELATION_NOUNS = _words(
    """accord accords agreement agreements alliance allied allies ally ambition ambitions
    answer bid campaign claim claims clash clashes commitment conflict confrontation cooperation
    deal deals decision demand demands dialogue dispute economy efforts favor favour friendship
    influence initiative interest interests meeting negotiations neighbour neighbours
    pact partner partners partnership peace plan plans policy position power pressure proposal
    reaction relation relations relationship relaxation rivalry rivals role sanctions stance
    statement strategy summit talks tension tensions threat threats ties trade treaty tweet
    victory vote word words"""
)
"""What a power has with others: "talks between Kiev and Minsk", "Russia's ally"."""

AID_NOUNS = _words(
    """action actions aid approval assistance backing behalf blessing consent criticism fear hand
    hands help name participation permission request support trust will"""
)
"""What a power gives or gets: "with the help of Russia"."""

DEALING_FORMS = frozenset(
    form
    for verb in _words(
        """accuse advise aid allow appease arm ask assist assure blame boycott challenge condemn
        contact counter criticise criticize defeat defend deter encourage fund help isolate join
        label notify oblige oppose persuade pressure provoke punish reassure remind sanction sue
        support suspect thank threaten trust urge use warn welcome"""
    )
    for form in _forms(verb)
) | _words("told tell tells made make makes let lets beat beats got get gets")
"""Forms of verbs that are done to a power: "urged Russia"."""

GOING_FORMS = frozenset(
    form
    for verb in _words(
        """annex attack bomb bombard capture conquer cross destroy enter evacuate exit explore
        flatten hammer invade leave liberate occupy pass patrol raid ravage reach recapture regain
        seize shell storm surround tour visit wreck"""
    )
    for form in _forms(verb)
) | _words(
    """arrive arrived arriving based born crossing deployed entering flew fly hit held invading
    leaving left live lived lives living located near reaching return returned situated stationed
    struck swept touring travelled traveled visiting"""
)
"""Forms of verbs that are done to a place, or done there: "entered Ukraine"."""

AUXILIARIES = _words(
    """is are was were be been has have had do does did will would can could may might must shall
    should 'll 'd"""
)

CLAUSE_STARTS = _words(
    """that but if because although while when whether as since so yet however though then
    . : ; , ? ! " ' ( ) ] - \u2018 \u201c \u201d \u201e \u2013 \u2014"""
)
"""What may stand before the subject of a clause."""

GENITIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
HYPHENS = frozenset({"-", "/"})
DASHES = frozenset({"--", "---", "\u2013", "\u2014"})


def _answers(*groups: tuple[Iterable[str], str]) -> dict[str, str]:
    """Words to answers; the first group that holds a word has it."""
    table: dict[str, str] = {}
    for words, answer in groups:
        for word in words:
            table.setdefault(word, answer)
    return table


LEFT_ANSWERS = _answers(
    (["in", "at", "near"], "in"),
    (["of"], "of"),
    (PLACE_PREPOSITIONS, "to or from"),
    (PREPOSITIONS, "preposition"),
    (TITLE_WORDS, "title"),
    ([f"{word}." for word in TITLE_WORDS], "title"),
    (COMPASS, "compass word"),
    (NAMED_WORDS, "word for what is named"),
    (HYPHENS, "hyphen"),
    (DASHES, "dash"),
    ([".", "!", "?", ":", '"', "\u201d", "\u201c"], "sentence start"),
    (["(", "["], "bracket"),
)
OF_ANSWERS = _answers(
    (ORGANISATION_WORDS, "organisation word and of"),
    (KIND_WORDS, "kind word and of"),
    (RULE_NOUNS | TITLE_WORDS, "power word and of"),
)
RIGHT_ANSWERS = _answers(
    (GENITIVES, "genitive"),
    (UNIT_WORDS, "unit word"),
    (NATURE_WORDS, "nature word"),
    (ROAD_WORDS, "road word"),
    (KIND_WORDS, "kind word"),
    (ORGANISATION_WORDS, "organisation word"),
    ([f"{word}s" for word in ORGANISATION_WORDS], "organisation word"),
    (HYPHENS, "hyphen"),
    (DASHES, "dash"),
    (["(", ")", "[", "]"], "bracket"),
    ([".", "!", "?", ":", ";"], "stop"),
    (PERSON_WORDS, "person word"),
    (RULE_NOUNS, "power word"),
    (ILLNESS_WORDS, "illness word"),
)
LAST_ANSWERS = _answers(
    (KIND_WORDS, "ends in a kind word"),
    (ROAD_WORDS, "ends in a road word"),
    (ORGANISATION_WORDS, "ends in an organisation word"),
)
FIRST_ANSWERS = _answers(
    ((KIND_WORDS | ROAD_WORDS | KIND_BEFORE) - {"st", "st."}, "begins with a kind word"),
    (COMPASS, "begins with a compass word"),
)
SINGLE_ANSWERS = _answers(
    (KIND_WORDS | ORGANISATION_WORDS | ROAD_WORDS, "a kind word alone"),
    (MONTHS | COMPASS | TITLE_WORDS, "a month, title or compass word"),
)
