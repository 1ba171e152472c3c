"""Short news that names two places alike, one that is not known, or a river without its word."""

from __future__ import annotations

from hard_cases import Case, E

CONTRASTS = (
    Case(
        "two_states_with_an_article_of_their_primaries",
        "Voters in [Ohio] decide. Results of the [Ohio] and [Pennsylvania] primaries are due.",
        (E("Ohio", "Ohio", "region", "US", None, None, 1),),
    ),
    Case(
        "corning_the_town_though_it_says_something",
        "Police in [Corning], [New York], said so. [Corning] said no.",
        (E("Corning", "Corning", "town", "US", "New York", None, 1),),
    ),
    Case(
        "the_river_and_the_state",
        "The [Mississippi] rose above flood stage from [Greenville] to [Natchez]. [Mississippi]'s "
        "governor declared an emergency.",
        (
            E("Mississippi", "Mississippi River", "water", "US", None, "water_after_article"),
            E("Mississippi", "Mississippi", "region", "US", None, None, 1),
        ),
    ),
    Case(
        "new_york_the_state_and_then_the_city",
        "Born in [Buffalo], [New York], she left for [New York] at nineteen and slept on a sofa in "
        "[Brooklyn].",
        (
            E("New York", "New York", "region", "US", None, "holds_by_cue"),
            E("New York", "New York", "town", "US", None, None, 1),
        ),
    ),
    Case(
        "derry_the_city_and_not_its_district",
        "A man of [Derry] was jailed at [Omagh] for an assault in [Strabane].",
        (E("Derry", None, "town", "GB"),),
    ),
    Case(
        "santiago_de_cuba_by_its_first_name",
        "The hurricane's eye passed between [Santiago] and [Guantánamo], and [Holguín] opened its "
        "schools, [Havana] radio reported.",
        (E("Santiago", "Santiago de Cuba", "town", "CU"),),
    ),
    Case(
        "kosti_the_town_and_not_its_district",
        "[White Nile] reported 400 cases of cholera, most of them in [Kosti].",
        (E("Kosti", None, "town", "SD"),),
    ),
    Case(
        "new_york_alone_is_the_city",
        "A taxi driver was shot dead in [New York] on Friday.",
        (E("New York", "New York", "town", "US", "New York"),),
    ),
    Case(
        "new_york_and_what_lies_in_the_city",
        "She moved to [New York] in 2010 to work on [Wall Street].",
        (E("New York", "New York", "town", "US", "New York"),),
    ),
    Case(
        "new_york_and_what_lies_in_the_state",
        "[New York] will spend it on trails, the governor said. Lawmakers from [Syracuse] and "
        "[Albany] asked why.",
        (E("New York", "New York", "region", "US", "New York", "child_named"),),
    ),
    Case(
        "kosovo_is_no_town",
        "[Macedonia] came within days of war. Guns were heard in [Skopje], and villagers fled from "
        "[Tetovo] over the mountains into [Kosovo].",
        (E("Kosovo", "Kosovo", "country", "XK"),),
    ),
    Case(
        "waikato_the_region_and_not_its_district",
        "[Waikato] police seek a van seen between [Cambridge] and [Hamilton].",
        (E("Waikato", "Waikato", "region", "NZ"),),
    ),
    Case(
        "columbus_beside_which_dublin_lies",
        "Rain washed out the round in [Dublin], north-west of [Columbus].",
        (E("Dublin", "Dublin", "town", "US", "Ohio", "near_by_cue"),),
    ),
    Case(
        "a_suburb_of_a_well_known_city",
        "A plant burned in [Aurora], 30 miles north-west of [Denver].",
        (E("Aurora", "Aurora", "town", "US", "Colorado", "near_by_cue"),),
    ),
    Case(
        "georgia_the_country_and_then_the_state",
        "[Georgia] drew with [Armenia] in [Batumi]. In [Macon], [Georgia], a bakery put up a "
        "screen for emigrants.",
        (
            E("Georgia", "Georgia", "country", "GE", None, None, 0),
            E("Georgia", "Georgia", "region", "US", None, "holds_by_cue", 1),
        ),
    ),
    Case(
        "two_georgias_in_a_sentence",
        "The ambassador of [Georgia] visited a mill in [Rome], in the northwest of [Georgia].",
        (
            E("Georgia", "Georgia", "country", "GE", None, "role_agrees", 0),
            E("Georgia", "Georgia", "region", "US", None, None, 1),
        ),
    ),
    Case(
        "mexico_and_a_town_called_so",
        "[Mexico] sent its consul to [Mexico], [Missouri], for a fair.",
        (
            E("Mexico", None, None, "MX", None, None, 0),
            E("Mexico", "Mexico", "town", "US", "Missouri", "contained_by_cue", 1),
        ),
    ),
    Case(
        "london_and_the_one_in_ontario",
        "Detectives in [London] work with police in [London], [Ontario], on a fraud. Victims live "
        "in [Kent] and [Surrey].",
        (
            E("London", "London", "town", "GB", "England", None, 0),
            E("London", "London", "town", "CA", "Ontario", "contained_by_cue", 1),
        ),
    ),
    Case(
        "moscow_and_the_one_in_idaho",
        "[Washington] and [Moscow] blamed each other. In [Moscow], [Idaho], a professor shrugged.",
        (
            E("Moscow", "Moscow", "town", "RU", None, None, 0),
            E("Moscow", "Moscow", "town", "US", "Idaho", "contained_by_cue", 1),
        ),
    ),
    Case(
        "a_hamlet_that_is_not_known",
        "People of [Kharkiv], a hamlet in [Alberta], have asked for a paved road for years.",
        (E("Kharkiv", None), E("Alberta", "Alberta", "region", "CA")),
    ),
    Case(
        "a_town_that_is_not_known",
        "A train from [Mumbai], [Ohio], was late by an hour.",
        (E("Mumbai", None), E("Ohio", "Ohio", "region", "US")),
    ),
    Case(
        "a_border_that_is_told_in_another_way",
        "He was born in [Belfast], [Ireland], and died in [Boston].",
        (E("Belfast", "Belfast", "town", "GB"),),
    ),
    Case(
        "illinois_the_river",
        "The [Illinois] was still rising at [Peoria].",
        (E("Illinois", "Illinois River", "water", "US", None, "water_after_article"),),
    ),
    Case(
        "senegal_the_river",
        "The [Senegal] has risen above its banks at [Bakel].",
        (E("Senegal", "Senegal River", "water", None, None, "water_after_article"),),
    ),
    Case(
        "congo_the_country_with_an_article",
        "Rebels in the [Congo] took a town near [Goma].",
        (E("Congo", None, "country", "CD"),),
    ),
    Case(
        "a_river_that_is_not_known",
        "Trains stopped at [Newport] in [Wales]. The [Usk] rose by four meters.",
        (E("Usk", None),),
    ),
    Case(
        "a_regional_council_is_of_the_oblast",
        "The [Kharkiv] regional council hopes to restore gas in [Izium].",
        (E("Kharkiv", "Kharkiv Oblast", "region", "UA", None, "kind_word_agrees"),),
    ),
    Case(
        "counties_such_as",
        "Police shot two men in [Kisumu]. Counties such as [Siaya] and [Migori] saw marches.",
        (
            E("Siaya", "Siaya County", "region", "KE", None, "kind_word_agrees"),
            E("Migori", "Migori County", "region", "KE", None, "kind_word_agrees"),
        ),
    ),
    Case(
        "two_counties_said_after_their_names",
        "Polls in [Erie] and [Northampton], two swing counties in [Pennsylvania], closed at eight.",
        (
            E("Erie", "Erie County", "district", "US", "Pennsylvania"),
            E("Northampton", "Northampton County", "district", "US", "Pennsylvania"),
        ),
    ),
    Case(
        "tenn_without_its_full_stop",
        "NASHVILLE, Tenn - A storm hit [Paris], [Tenn], and [Cairo], [Ga], on Friday.",
        (
            E("Paris", "Paris", "town", "US", "Tennessee", "contained_by_cue"),
            E("Tenn", "Tennessee", "region", "US"),
        ),
    ),
    Case(
        "counties_of_montana_and_none_of_indiana",
        "Flooding closed roads in [Madison], [Jefferson] and [Gallatin], the three [Montana] "
        "counties worst hit.",
        (
            E("Madison", "Madison County", "district", "US", "Montana", "contained_by_cue"),
            E("Gallatin", "Gallatin County", "district", "US", "Montana", "contained_by_cue"),
        ),
    ),
    Case(
        "counties_of_iowa_by_what_is_said_before_them",
        "The [Iowa] counties of [Polk], [Dallas] and [Story] had the highest turnout.",
        (
            E("Polk", "Polk County", "district", "US", "Iowa", "contained_by_cue"),
            E("Story", "Story County", "district", "US", "Iowa", "kind_word_agrees"),
        ),
    ),
    Case(
        "springfield_the_state_capital",
        "The last grocery in [Cairo], where the [Ohio] joins the [Mississippi], shut. Shoppers "
        "drive to [Cape Girardeau] or [Paducah], and the mayor has asked [Springfield], the state "
        "capital, for a loan.",
        (
            E("Ohio", "Ohio River", "water", None),
            E("Springfield", "Springfield", "town", "US", "Illinois", "capital_by_cue"),
        ),
    ),
    Case(
        "warsaw_by_the_one_country_named",
        "A machine-tool maker from [Peru], [Ind.], will build a plant outside [Warsaw], on the "
        "motorway to [Radom]. Its engineers will be trained in nearby [Kokomo] before flying back "
        "to [Poland].",
        (
            E("Peru", "Peru", "town", "US", "Indiana"),
            E("Warsaw", "Warsaw", "town", "PL", None, "country_named_most"),
        ),
    ),
    Case(
        "left_for_washington",
        "The governor left [Olympia] for [Washington] on Tuesday to ask Congress for money.",
        (E("Washington", None, None, "US", "Washington, D.C.", "role_agrees"),),
    ),
    Case(
        "bara_the_town",
        "The convoy left [Omdurman] and reached [Bara], 60 km north of [El Obeid].",
        (E("Bara", "Bārah", "town", "SD", None, "near_by_cue"),),
    ),
)
