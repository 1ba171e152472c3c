"""Short news with counties that are not called so, and regions that share their seat's name."""

from __future__ import annotations

from hard_cases import Case, E

COUNTIES = (
    Case(
        "michigan_counties_of_which_some_are_towns",
        "Voters in [Wayne], [Oakland] and [Macomb] decided the race in [Michigan].",
        (
            E("Wayne", "Wayne County", "district", "US", "Michigan", "list_of_districts"),
            E("Oakland", "Oakland County", "district", "US", "Michigan"),
            E("Macomb", "Macomb County", "district", "US", "Michigan"),
        ),
    ),
    Case(
        "virginia_counties_of_which_one_is_a_name_of_a_town",
        "[Loudoun] and [Fairfax] approved the transit plan in northern [Virginia].",
        (
            E("Loudoun", "Loudoun County", "district", "US", "Virginia"),
            E("Fairfax", "Fairfax County", "district", "US", "Virginia"),
        ),
    ),
    Case(
        "a_county_that_dwarfs_the_town_of_its_name",
        "Turnout in [Maricopa] and [Pima] was the highest in decades, [Arizona]'s governor said.",
        (E("Maricopa", "Maricopa County", "district", "US", "Arizona", "district_dwarfs_town"),),
    ),
    Case(
        "california_counties_of_which_two_are_cities",
        "Unemployment in [Kern], [Fresno] and [Tulare] is the highest in [California].",
        (E("Kern", "Kern County", "district", "US", "California"),),
    ),
    Case(
        "washington_the_county_in_oregon",
        "[Multnomah], [Clackamas] and [Washington] extend the ban, the [Oregon] governor said.",
        (E("Washington", "Washington County", "district", "US", "Oregon"),),
    ),
    Case(
        "cities_of_texas_though_counties_are_called_so_too",
        "Storms closed the airports of [Dallas] and [Houston].",
        (
            E("Dallas", "Dallas", "town", "US", "Texas"),
            E("Houston", "Houston", "town", "US", "Texas"),
        ),
    ),
    Case(
        "washington_the_capital_beside_new_york",
        "Flights between [New York] and [Washington] were cancelled.",
        (E("New York", "New York", "town", "US"), E("Washington", "Washington D.C.", "town", "US")),
    ),
    Case(
        "counties_of_ireland",
        "[Kerry] and [Cork] were left without power as the storm crossed [Munster].",
        (E("Kerry", "Kerry", "district", "IE"), E("Cork", "Cork County", "district", "IE")),
    ),
    Case(
        "the_state_whose_suburbs_they_are",
        "Crime fell in the [Maryland] suburbs of [Washington], police said.",
        (E("Maryland", "Maryland", "region", "US"),),
    ),
    Case(
        "the_state_whose_suburb_it_is",
        "He was found in the [Maryland] suburb of [Bethesda].",
        (E("Maryland", "Maryland", "region", "US"), E("Bethesda", "Bethesda", "town", "US")),
    ),
    Case(
        "oklahoma_is_not_its_capital",
        "A tornado lifted near the [Oklahoma] line after it had hit [Paris] and [Bonham].",
        (E("Oklahoma", "Oklahoma", "region", "US"), E("Paris", "Paris", "town", "US", "Texas")),
    ),
    Case(
        "upstate_new_york_is_the_state",
        "Farmers in upstate [New York], from [Utica] to [Watertown], say hay is dear.",
        (
            E("New York", "New York", "region", "US"),
            E("Utica", "Utica", "town", "US", "New York"),
            E("Watertown", "Watertown", "town", "US", "New York"),
        ),
    ),
    Case(
        "arequipa_the_city",
        "Police in [Arequipa] arrested two men on Monday.",
        (E("Arequipa", "Arequipa", "town", "PE"),),
    ),
    Case(
        "kandahar_the_city",
        "A bomb went off near a mosque in [Kandahar].",
        (E("Kandahar", "Kandahar", "town", "AF"),),
    ),
    Case(
        "kandahar_the_province",
        "Fighting spread in [Kandahar] province, the governor of [Helmand] said.",
        (
            E("Kandahar", "Kandahar", "region", "AF"),
            E("Helmand", "Helmand Province", "region", "AF"),
        ),
    ),
    Case(
        "salzburg_the_state_in_a_list_of_states",
        "The party governs in [Vorarlberg], [Tyrol] and [Salzburg].",
        (E("Salzburg", "Salzburg", "region", "AT"),),
    ),
    Case(
        "warrington_is_no_borough",
        "Police in [Warrington] arrested two men, and a man from [St Helens] was charged.",
        (E("Warrington", None, "town", "GB"), E("St Helens", None, "town", "GB")),
    ),
    Case(
        "oklahoma_is_not_its_capital_on_a_road_either",
        "He drove from [Oklahoma] to [Tulsa].",
        (E("Oklahoma", "Oklahoma", "region", "US"), E("Tulsa", "Tulsa", "town", "US")),
    ),
    Case(
        "regions_that_are_not_named_side_by_side",
        "Russia shelled the [Kherson] and occupied [Zaporizhzhia] regions of [Ukraine].",
        (E("Zaporizhzhia", "Zaporizhzhia Oblast", "region", "UA"),),
    ),
    Case(
        "salzburg_the_city",
        "A festival opened in [Salzburg] on Friday.",
        (E("Salzburg", "Salzburg", "town", "AT"),),
    ),
    Case(
        "rangoon_is_the_city_of_yangon",
        "Monks marched through [Rangoon] for a third day.",
        (E("Rangoon", "Yangon", "town", "MM"),),
    ),
    Case(
        "soviet_spellings",
        "Shipyards in [Nikolayev] and factories in [Dnepropetrovsk] supplied [Ukraine] itself.",
        (
            E("Nikolayev", "Mykolaiv", "town", "UA", "Mykolaiv Oblast"),
            E("Dnepropetrovsk", "Dnipro", "town", "UA"),
        ),
    ),
)
