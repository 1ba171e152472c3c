"""Short paragraphs whose names are easily taken for another place.

Mentions stand in brackets; curly ones mark a demonym. Each expectation is: the form, the name,
group, country and first-level unit (or None) of the right place, the feature that must be among the
reasons (or None), and which of the mentions of that form is meant.
"""

from __future__ import annotations

from typing import NamedTuple


class Expected(NamedTuple):
    form: str
    name: str | None
    group: str | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    occurrence: int = 0


class Case(NamedTuple):
    id: str
    text: str
    expected: tuple[Expected, ...]


E = Expected
UA_DONETSK = "Donetsk Oblast"

CASES = (
    Case(
        "a_region_alone_is_the_oblast_and_not_its_raion",
        "Shelling hit the [Kherson] region again, officials said.",
        (E("Kherson", "Kherson Oblast", "region", "UA"),),
    ),
    Case(
        "a_raion_is_not_the_oblast_around_it",
        "A fire broke out in the [Kherson] raion on Friday.",
        (E("Kherson", "Kherson Raion", "district", "UA", "Kherson Oblast"),),
    ),
    Case(
        "a_region_is_not_its_capital_however_near_the_rest",
        "The town of [Rostov] in the [Yaroslavl] region is old.",
        (
            E("Rostov", "Rostov", "town", "RU", "Yaroslavl Oblast"),
            E("Yaroslavl", "Yaroslavl Oblast", "region", "RU"),
        ),
    ),
    Case(
        "donetsk_in_ukraine",
        "[Ukraine]'s army said on Monday that shelling near [Donetsk], [Makiivka] and [Horlivka] "
        "had damaged two schools.",
        (E("Donetsk", "Donetsk", "town", "UA", UA_DONETSK),),
    ),
    Case(
        "donetsk_in_russia",
        "A drone came down near the town of [Donetsk] in [Russia]'s [Rostov region], close to "
        "[Kamensk-Shakhtinsky], the regional governor said.",
        (E("Donetsk", "Donetsk", "town", "RU", "Rostov Oblast"),),
    ),
    Case(
        "donetsk_oblast_in_a_list",
        "Air raid alerts were declared in the [Kharkiv], [Donetsk] and [Luhansk] regions of "
        "[Ukraine].",
        (
            E("Kharkiv", "Kharkiv Oblast", "region", "UA"),
            E("Donetsk", "Donetsk Oblast", "region", "UA"),
            E("Luhansk", "Luhansk Oblast", "region", "UA"),
        ),
    ),
    Case(
        "brest_in_belarus",
        "Buses from [Minsk] to [Brest] were cancelled, the [Belarus] transport ministry said; the "
        "road to [Baranavichy] stayed open.",
        (E("Brest", "Brest", "town", "BY"),),
    ),
    Case(
        "brest_in_france",
        "The storm crossed [Brittany] overnight. In [Brest] and [Quimper] roofs were torn off, "
        "and trains between [Rennes] and [Paris] were late.",
        (
            E("Brest", "Brest", "town", "FR"),
            E("Paris", "Paris", "town", "FR"),
        ),
    ),
    Case(
        "lyman_in_donetsk_oblast",
        "Russian troops withdrew from [Lyman] in [Donetsk Oblast], and Ukrainian units moved on "
        "towards [Kreminna] and [Svatove].",
        (E("Lyman", "Lyman", "town", "UA", UA_DONETSK, "contained_by_cue"),),
    ),
    Case(
        "lyman_in_wyoming",
        "School buses in [Lyman], [Wyoming], will not run on Friday because of snow on the road "
        "to [Evanston].",
        (E("Lyman", "Lyman", "town", "US", "Wyoming", "contained_by_cue"),),
    ),
    Case(
        "lyman_in_south_carolina",
        "The council of [Lyman], [S.C.], voted on a new park. Residents of [Greer] and "
        "[Spartanburg] may use it too.",
        (E("Lyman", "Lyman", "town", "US", "South Carolina"),),
    ),
    Case(
        "georgia_the_country",
        "Protesters filled the streets of [Tbilisi] again as [Georgia]'s parliament voted; in "
        "[Batumi] the police held a dozen people.",
        (E("Georgia", "Georgia", "country", "GE"),),
    ),
    Case(
        "georgia_the_state",
        "Voters in [Georgia] go to the polls on Tuesday. Lines were long in [Atlanta], [Macon] "
        "and [Savannah], as they were in [Alabama].",
        (
            E("Georgia", "Georgia", "region", "US"),
            E("Macon", "Macon", "town", "US", "Georgia"),
            E("Savannah", "Savannah", "town", "US", "Georgia"),
        ),
    ),
    Case(
        "odessa_in_texas",
        "Oil prices moved hiring in [Odessa] and [Midland], said the [West Texas] chamber, and "
        "the state of [Texas] agreed.",
        (
            E("Odessa", "Odessa", "town", "US", "Texas"),
            E("Midland", "Midland", "town", "US", "Texas"),
        ),
    ),
    Case(
        "odessa_in_ukraine",
        "Grain ships left the port of [Odessa] for the [Black Sea] while sirens sounded in "
        "[Mykolaiv] and [Kherson], [Ukraine]'s navy said.",
        (
            E("Odessa", "Odesa", "town", "UA"),
            E("Mykolaiv", "Mykolaiv", "town", "UA", "Mykolaiv Oblast"),
        ),
    ),
    Case(
        "moscow_in_idaho",
        "Police in [Moscow], [Idaho], asked students at the university to come forward; help "
        "came from [Pullman] and [Lewiston].",
        (
            E("Moscow", "Moscow", "town", "US", "Idaho", "contained_by_cue"),
            E("Lewiston", "Lewiston", "town", "US", "Idaho"),
        ),
    ),
    Case(
        "moscow_in_russia",
        "[Moscow] rejected the plan, and [Washington] regretted it, diplomats in [Geneva] said.",
        (E("Moscow", "Moscow", "town", "RU"),),
    ),
    Case(
        "vladimir_the_city",
        "The opposition leader was held in a prison in [Vladimir], east of [Moscow], before he "
        "was moved to [Suzdal], lawyers in [Russia] said.",
        (E("Vladimir", "Vladimir", "town", "RU", "Vladimir Oblast"),),
    ),
    Case(
        "washington_the_capital",
        "Lawmakers returned to [Washington] for talks with the [White House] on aid for [Ukraine].",
        (E("Washington", None, "town", "US", None, "capital"),),
    ),
    Case(
        "washington_the_state",
        "Wildfires burned across [Washington] state and [Oregon]; smoke reached [Spokane], "
        "[Yakima] and [Portland].",
        (E("Washington", "Washington", "region", "US", None, "kind_word_agrees"),),
    ),
    Case(
        "washington_in_england",
        "A bus driver from [Washington], [Tyne and Wear], was praised by passengers in "
        "[Sunderland] and [Newcastle upon Tyne], [England].",
        (E("Washington", "Washington", "town", "GB"),),
    ),
    Case(
        "new_york_the_city",
        "The mayor of [New York] closed streets in [Manhattan] and [Brooklyn] for the march.",
        (E("New York", None, "town", "US"),),
    ),
    Case(
        "new_york_the_state",
        "The states of [New York], [New Jersey] and [Connecticut] will share a travel rule, their "
        "governors said.",
        (
            E("New York", "New York", "region", "US"),
            E("New Jersey", "New Jersey", "region", "US"),
        ),
    ),
    Case(
        "rostov_on_don",
        "Fighters took over the military headquarters in [Rostov], on the [Don], and drove on "
        "towards [Voronezh] and [Moscow].",
        (E("Rostov", "Rostov-on-Don", "town", "RU", "Rostov Oblast"),),
    ),
    Case(
        "rostov_the_great",
        "Tourists of the Golden Ring go from [Yaroslavl] to [Rostov], a town of churches in "
        "[Yaroslavl Oblast], and on to [Pereslavl-Zalessky].",
        (E("Rostov", None, "town", "RU", "Yaroslavl Oblast"),),
    ),
    Case(
        "rostov_region",
        "Fuel burned for days in the [Rostov] region after a strike, [Russian] officials said.",
        (E("Rostov", "Rostov Oblast", "region", "RU", None, "kind_word_agrees"),),
    ),
    Case(
        "tsimlyansk_district_by_its_german_name",
        "The depot in the [Zimljansk] district in the [Rostov] region was set on fire by drones.",
        (
            E("Zimljansk", None, None, "RU", "Rostov Oblast"),
            E("Rostov", "Rostov Oblast", "region", "RU"),
        ),
    ),
    Case(
        "mykolaiv_in_lviv_oblast",
        "A cement works in [Mykolaiv], a town in [Lviv Oblast] south of [Lviv], near [Stryi], "
        "was fined for its dust.",
        (E("Mykolaiv", "Mykolaiv", "town", "UA", "Lviv Oblast"),),
    ),
    Case(
        "paris_ontario",
        "The fair in [Paris], [Ontario], drew visitors from [Brantford] and [Hamilton].",
        (
            E("Paris", "Paris", "town", "CA", "Ontario", "contained_by_cue"),
            E("Hamilton", "Hamilton", "town", "CA", "Ontario"),
        ),
    ),
    Case(
        "paris_texas",
        "A tornado touched down north of [Paris], [Tex.], on Friday. [Lamar County] declared an "
        "emergency.",
        (
            E("Paris", "Paris", "town", "US", "Texas"),
            E("Lamar County", "Lamar County", "district", "US", "Texas"),
        ),
    ),
    Case(
        "two_parises_in_one_text",
        "The twin towns of [Paris], [France], and [Paris], [Texas], exchanged letters. The mayor "
        "of [Paris], [Texas], wrote first.",
        (
            E("Paris", "Paris", "town", "FR", None, "contained_by_cue", 0),
            E("Paris", "Paris", "town", "US", "Texas", "contained_by_cue", 1),
            E("Paris", "Paris", "town", "US", "Texas", "contained_by_cue", 2),
        ),
    ),
    Case(
        "kherson_as_a_region",
        "Two people died in a southern Ukrainian region, [Cherson], according to reports.",
        (E("Cherson", "Kherson Oblast", "region", "UA", None, "kind_word_agrees"),),
    ),
    Case(
        "kherson_as_a_town",
        "The bridge near the city of [Cherson] was hit again; ferries to [Oleshky] were halted.",
        (E("Cherson", "Kherson", "town", "UA", "Kherson Oblast", "kind_word_agrees"),),
    ),
    Case(
        "kharkiv_as_a_region",
        "In the northeastern {Ukrainian} region of [Charkiv] two people were killed.",
        (E("Charkiv", "Kharkiv Oblast", "region", "UA", None, "kind_word_agrees"),),
    ),
    Case(
        "counted_list_of_oblasts",
        "In the northeastern region of [Kharkiv], 502 settlements were freed, 43 in [Donetsk] and "
        "7 in [Luhansk].",
        (
            E("Donetsk", "Donetsk Oblast", "region", "UA", None, "list_same_kind"),
            E("Luhansk", "Luhansk Oblast", "region", "UA", None, "list_same_kind"),
        ),
    ),
    Case(
        "kyiv_and_kiev_are_one",
        "Concerns rise in [Kiev]. An offensive on [Kyiv] could come from [Belarus].",
        (E("Kiev", "Kyiv", "town", "UA"), E("Kyiv", "Kyiv", "town", "UA")),
    ),
    Case(
        "kremlin_stands_for_moscow",
        "The [Kremlin] threatened the West with a response, and [Moscow] recalled its envoy.",
        (E("Kremlin", "Moscow", "town", "RU", None, "metonym"),),
    ),
    Case(
        "western_is_no_place",
        "{Western} sanctions have not stopped [Russia], officials in [Brussels] said.",
        (E("Western", None), E("Brussels", "Brussels", "town", "BE")),
    ),
    Case(
        "springfield_illinois",
        "The bill was debated in [Springfield] on Tuesday, the [Illinois] governor said. "
        "[Chicago] and [Peoria] object.",
        (
            E("Springfield", "Springfield", "town", "US", "Illinois"),
            E("Peoria", "Peoria", "town", "US", "Illinois"),
        ),
    ),
    Case(
        "springfield_massachusetts",
        "Firefighters from [Springfield], [Holyoke] and [Chicopee] put out the blaze, said a "
        "spokesman for [Massachusetts].",
        (E("Springfield", "Springfield", "town", "US", "Massachusetts"),),
    ),
    Case(
        "london_ontario",
        "A driver from [London], [Ontario], was charged in [Windsor] on Sunday.",
        (
            E("London", "London", "town", "CA", "Ontario", "contained_by_cue"),
            E("Windsor", "Windsor", "town", "CA", "Ontario"),
        ),
    ),
    Case(
        "birmingham_alabama",
        "A jury in [Birmingham], [Ala.], heard the case of a man from [Tuscaloosa].",
        (E("Birmingham", "Birmingham", "town", "US", "Alabama"),),
    ),
    Case(
        "birmingham_england",
        "Trains between [Birmingham] and [Coventry] were delayed, [West Midlands] police said.",
        (E("Birmingham", "Birmingham", "town", "GB", "England"),),
    ),
    Case(
        "cambridge_massachusetts",
        "Researchers in [Cambridge] and [Boston] shared the prize, a [Massachusetts] paper wrote.",
        (E("Cambridge", "Cambridge", "town", "US", "Massachusetts"),),
    ),
    Case(
        "vienna_virginia",
        "A pharmacist from [Vienna], [Va.], commutes to [Arlington] and [Fairfax] every day.",
        (
            E("Vienna", "Vienna", "town", "US", "Virginia"),
            E("Arlington", "Arlington", "town", "US", "Virginia"),
        ),
    ),
    Case(
        "vienna_in_austria",
        "Negotiators met in [Vienna], and {Austrian} officials offered rooms in [Graz] and [Linz].",
        (E("Vienna", "Vienna", "town", "AT"), E("Graz", "Graz", "town", "AT")),
    ),
    Case(
        "alexandria_in_egypt",
        "Fishermen in [Alexandria] and [Port Said] stayed ashore, [Egypt]'s news agency said.",
        (E("Alexandria", "Alexandria", "town", "EG"),),
    ),
    Case(
        "alexandria_in_louisiana",
        "Two men from [Alexandria] and one from [Pineville] were booked in [Rapides Parish], "
        "[Louisiana].",
        (
            E("Alexandria", "Alexandria", "town", "US", "Louisiana"),
            E("Pineville", "Pineville", "town", "US", "Louisiana"),
        ),
    ),
    Case(
        "tripoli_in_lebanon",
        "A ferry from [Tripoli], north of [Beirut], sank off the coast of [Lebanon] near [Tartus].",
        (E("Tripoli", "Tripoli", "town", "LB"),),
    ),
    Case(
        "tripoli_in_libya",
        "Militias clashed in [Tripoli] and [Misrata], [Libya]'s health ministry said.",
        (E("Tripoli", "Tripoli", "town", "LY"),),
    ),
    Case(
        "cordoba_in_argentina",
        "Farmers in [Córdoba] and [Rosario] blocked roads to [Buenos Aires].",
        (E("Córdoba", "Córdoba", None, "AR"),),
    ),
    Case(
        "cordoba_in_spain",
        "Temperatures reached 44 degrees in [Córdoba] and [Seville], the weather service of "
        "[Spain] said.",
        (E("Córdoba", None, "town", "ES"),),
    ),
    Case(
        "valencia_in_venezuela",
        "Power failed in [Valencia], [Maracay] and [Caracas], the {Venezuelan} opposition said.",
        (E("Valencia", "Valencia", "town", "VE"),),
    ),
    Case(
        "madison_county_without_its_state",
        "Deputies in [Madison County] searched a barn near [Huntsville], [Alabama].",
        (E("Madison County", "Madison County", "district", "US", "Alabama"),),
    ),
    Case(
        "counties_in_a_list",
        "Flood warnings were issued for [Lamar], [Fannin] and [Red River] counties in [Texas].",
        (
            E("Lamar", "Lamar County", "district", "US", "Texas"),
            E("Fannin", "Fannin County", "district", "US", "Texas"),
        ),
    ),
    Case(
        "kaliningrad_is_russian",
        "[Lithuania] limited trains to [Kaliningrad], and [Poland] sent troops to [Suwalki].",
        (E("Kaliningrad", "Kaliningrad", None, "RU"),),
    ),
    Case(
        "donbas_is_a_region_of_its_own",
        "[Russia] wants to move troops towards the [Donbass], [Ukraine]'s staff said.",
        (E("Donbass", "Donbas", None, "UA"),),
    ),
    Case(
        "congo_two_countries",
        "The river divides [Kinshasa] from [Brazzaville], the capital of the "
        "[Republic of the Congo].",
        (E("Republic of the Congo", None, "country", "CG"),),
    ),
    Case(
        "victoria_in_british_columbia",
        "Ferries to [Vancouver] left [Victoria] late, said the government of [British Columbia].",
        (E("Victoria", "Victoria", "town", "CA", "British Columbia"),),
    ),
    Case(
        "belgorod_is_not_bilhorod",
        "Shells fell on [Belgorod] and [Shebekino] in [Russia], across the border from [Kharkiv].",
        (E("Belgorod", "Belgorod", "town", "RU"),),
    ),
    Case(
        "boston_in_lincolnshire_and_its_namesake",
        "[Boston] is a town and small port in [Lincolnshire], on the east coast of [England]. It "
        "lies on the river Haven, and its church tower can be seen for miles over the flat fens. "
        "The market has been held on the same square since the Middle Ages, and the port still "
        "lands timber and grain. Emigrants from here were among the founders of a settlement on "
        "the other side of the ocean, which they called after their home. That city, [Boston], "
        "[Massachusetts], is now far larger.",
        (
            E("Boston", "Boston", "town", "GB", "England", None, 0),
            E("Boston", "Boston", "town", "US", "Massachusetts", "contained_by_cue", 1),
        ),
    ),
    Case(
        "the_west_is_no_town",
        "The [Kremlin] threatened the [West] with a response, [Russian] agencies said.",
        (E("West", None),),
    ),
    Case(
        "west_in_texas",
        "An explosion at a plant in [West], [Texas], broke windows in [Waco].",
        (E("West", "West", "town", "US", "Texas", "contained_by_cue"),),
    ),
    Case(
        "no_such_place",
        "A man from [Xqwertville] was seen in [Boise], [Idaho].",
        (E("Xqwertville", None), E("Boise", "Boise", "town", "US", "Idaho")),
    ),
    Case(
        "london_by_its_telephone_number",
        "A man of 26 was killed and others were hurt, [London] police said. Anyone with "
        "information is asked to call 519-555-0142. It is the fourth homicide in [London] this "
        "year.",
        (E("London", "London", "town", "CA", "Ontario", "dialled"),),
    ),
    Case(
        "brest_by_its_telephone_number",
        "Parcels for the children's home in [Brest] can be handed in until Friday; ask at "
        "+375 162 55 01 42.",
        (E("Brest", "Brest", "town", "BY", None, "dialled"),),
    ),
    Case(
        "huntington_by_its_telephone_number",
        "Appointments can be made at the clinic in [Huntington], (304) 555-0142.",
        (E("Huntington", "Huntington", "town", "US", "West Virginia", "dialled"),),
    ),
    Case(
        "lebanon_in_the_county_that_is_named",
        "A man of [Lebanon] was arrested on Thursday. He was held in the [Boone County] jail, and "
        "[Lebanon] police went on with the inquiry.",
        (
            E("Lebanon", "Lebanon", "town", "US", "Indiana", "any_admin2_named"),
            E("Boone County", "Boone County", "district", "US", "Indiana"),
        ),
    ),
)
