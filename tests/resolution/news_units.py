"""Short news that names units or towns of one name, waters, and one of many namesakes."""

from __future__ import annotations

from hard_cases import Case, E

UNITS = (
    Case(
        "lucca_the_city_though_a_town_of_its_province_is_named",
        "A hotel burned down in [Lucca] at night. Crews from [Viareggio] and [Capannori] helped.",
        (E("Lucca", "Lucca", "town", "IT"), E("Viareggio", "Viareggio", "town", "IT")),
    ),
    Case(
        "agrigento_the_city_though_an_island_of_its_province_is_named",
        "The survivors were taken from [Lampedusa] to a hospital in [Agrigento].",
        (E("Agrigento", "Agrigento", "town", "IT"),),
    ),
    Case(
        "laramie_the_town_though_its_county_elsewhere_holds_cheyenne",
        "The road from [Laramie] to [Rawlins] was shut, and so was the one to [Cheyenne].",
        (
            E("Laramie", "Laramie", "town", "US", "Wyoming"),
            E("Cheyenne", "Cheyenne", "town", "US", "Wyoming"),
        ),
    ),
    Case(
        "maricopa_county_by_its_full_name",
        "Voters in [Maricopa County] were told to vote early, officials in [Phoenix] said.",
        (E("Maricopa County", "Maricopa County", "district", "US", "Arizona"),),
    ),
    Case(
        "governors_of_two_oblasts",
        "The governors of [Belgorod] and [Kursk] asked [Moscow] for more air defence.",
        (
            E("Belgorod", "Belgorod Oblast", "region", "RU", None, "role_agrees"),
            E("Kursk", "Kursk Oblast", "region", "RU", None, "role_agrees"),
            E("Moscow", "Moscow", "town", "RU"),
        ),
    ),
    Case(
        "governors_of_three_counties_of_kenya",
        "Governors of [Garissa], [Mandera] and [Wajir] met the minister in [Nairobi].",
        (
            E("Garissa", None, "region", "KE"),
            E("Mandera", None, "region", "KE"),
            E("Wajir", None, "region", "KE"),
        ),
    ),
    Case(
        "mayors_of_two_cities",
        "The mayors of [Kharkiv] and [Odesa] spoke to donors in [Berlin].",
        (
            E("Kharkiv", "Kharkiv", "town", "UA", None, "role_agrees"),
            E("Odesa", "Odesa", "town", "UA", None, "role_agrees"),
        ),
    ),
    Case(
        "the_military_administration_of_an_oblast",
        "Two people died, the head of the [Zaporizhzhia] military administration said.",
        (E("Zaporizhzhia", "Zaporizhzhia Oblast", "region", "UA", None, "role_agrees"),),
    ),
    Case(
        "the_military_administration_of_a_city",
        "Two people died, the head of the [Kherson] city military administration said.",
        (E("Kherson", "Kherson", "town", "UA"),),
    ),
    Case(
        "a_state_has_sheriffs",
        "A [Florida] sheriff said two men drowned. The [Texas] sheriff from [Dallas] agreed.",
        (E("Florida", "Florida", "region", "US"), E("Texas", "Texas", "region", "US")),
    ),
    Case(
        "a_list_by_states_is_no_dateline",
        "Cases by state:\n[Florida] - 12 cases\n[Texas] - 8 cases",
        (E("Florida", "Florida", "region", "US"), E("Texas", "Texas", "region", "US")),
    ),
    Case(
        "violence_is_no_water",
        "Violence spilled into the [West Bank], officials in [Israel] said.",
        (E("West Bank", "West Bank", None, "PS"),),
    ),
    Case(
        "a_sheriff_court_is_no_county_sheriff",
        "The man, 34, will appear at [Glasgow] Sheriff Court after the crash near [Larkhall].",
        (E("Glasgow", "Glasgow", "town", "GB"),),
    ),
    Case(
        "the_river_across_which_towns_lie",
        "Across the [Dnipro], in [Oleshky] and [Hola Prystan], the lights are out.",
        (E("Oleshky", "Oleshky", "town", "UA"),),
    ),
    Case(
        "a_dam_on_a_river_that_is_not_known",
        "Work on the dam on the [Chippewa] stopped when the money ran out.",
        (E("Chippewa", None),),
    ),
    Case(
        "san_juan_in_la_union_of_a_hundred_namesakes",
        "Surfers in [San Juan], [La Union], were told to stay ashore, police in [Manila] said.",
        (
            E("San Juan", "San Juan", "town", "PH", None, "contained_by_cue"),
            E("La Union", "La Union", "district", "PH"),
        ),
    ),
    Case(
        "santa_maria_in_bulacan_of_a_hundred_namesakes",
        "A fireworks shed in [Santa Maria], [Bulacan], blew up.",
        (E("Santa Maria", None, None, "PH", None, "contained_by_cue"),),
    ),
    Case(
        "a_company_called_like_a_river",
        "[Amazon] said on Tuesday that it would hire 3,000 people in [Leipzig].",
        (E("Amazon", None), E("Leipzig", "Leipzig", "town", "DE")),
    ),
    Case(
        "a_river_in_a_headline",
        "[Amazon] deforestation fell in August, officials in [Brazil] said.",
        (E("Amazon", "Amazon River", "water"),),
    ),
    Case(
        "fishermen_on_a_river_said",
        "Fishermen on the [Amazon] said the water was low. [Amazon] said nothing.",
        (E("Amazon", "Amazon River", "water", None, None, None, 0),),
    ),
)
