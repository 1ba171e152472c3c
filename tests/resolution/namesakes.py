"""Namesakes across the world, as `hard_cases` has those of the east of Europe and of America."""

from __future__ import annotations

from hard_cases import Case, E

NAMESAKES = (
    Case(
        "birmingham_in_england",
        "Bin collections in [Birmingham] were cancelled for a third week, leaving streets in "
        "[Solihull] and [Wolverhampton] untouched.",
        (E("Birmingham", "Birmingham", "town", "GB"),),
    ),
    Case(
        "birmingham_in_alabama",
        "Police in [Birmingham] and [Tuscaloosa] searched for the driver, who was last seen near "
        "[Montgomery].",
        (
            E("Birmingham", "Birmingham", "town", "US", "Alabama"),
            E("Montgomery", "Montgomery", "town", "US", "Alabama"),
        ),
    ),
    Case(
        "cambridge_in_massachusetts",
        "The biotech firm will move from [Cambridge] to [Somerville], across the river from "
        "[Boston].",
        (
            E("Cambridge", "Cambridge", "town", "US", "Massachusetts"),
            E("Somerville", "Somerville", "town", "US", "Massachusetts"),
        ),
    ),
    Case(
        "cambridge_in_england",
        "Trains between [Cambridge], [Ely] and [Peterborough] were delayed by flooding.",
        (
            E("Cambridge", "Cambridge", "town", "GB"),
            E("Peterborough", "Peterborough", "town", "GB"),
        ),
    ),
    Case(
        "peterborough_in_ontario",
        "A winter storm closed schools from [Peterborough] to [Kingston], [Ontario]'s police said.",
        (
            E("Peterborough", "Peterborough", "town", "CA", "Ontario"),
            E("Kingston", "Kingston", "town", "CA", "Ontario"),
        ),
    ),
    Case(
        "tripoli_in_lebanon",
        "Clashes broke out in [Tripoli], north of [Beirut], [Lebanon]'s army said.",
        (E("Tripoli", None, "town", "LB"),),
    ),
    Case(
        "tripoli_in_libya",
        "Militias from [Misrata] advanced on [Tripoli] while the rival government met in "
        "[Benghazi].",
        (E("Tripoli", None, "town", "LY"),),
    ),
    Case(
        "san_jose_in_costa_rica",
        "Coffee growers marched in [San José], [Costa Rica], on Tuesday.",
        (E("San José", None, "town", "CR", None, "contained_by_cue"),),
    ),
    Case(
        "san_jose_in_california",
        "The company has offices in [San Jose], [Palo Alto] and [Oakland].",
        (E("San Jose", "San Jose", "town", "US", "California"),),
    ),
    Case(
        "valencia_in_spain",
        "Torrential rain hit [Valencia] and [Alicante], the Spanish weather office said.",
        (E("Valencia", None, None, "ES"), E("Alicante", None, None, "ES")),
    ),
    Case(
        "valencia_in_venezuela",
        "Power failed in [Valencia], [Maracay] and parts of [Caracas] overnight.",
        (E("Valencia", "Valencia", "town", "VE"), E("Maracay", "Maracay", "town", "VE")),
    ),
    Case(
        "santiago_in_chile",
        "Students marched through [Santiago] and [Valparaíso] against the reform.",
        (E("Santiago", "Santiago", "town", "CL"),),
    ),
    Case(
        "santiago_de_compostela",
        "Pilgrims walked the last miles through [Galicia] to [Santiago de Compostela].",
        (
            E("Santiago de Compostela", None, "town", "ES"),
            E("Galicia", "Galicia", "region", "ES"),
        ),
    ),
    Case(
        "santiago_in_the_dominican_republic",
        "Doctors in [Santiago] and [Santo Domingo], [Dominican Republic], went on strike.",
        (E("Santiago", None, None, "DO"), E("Santo Domingo", None, None, "DO")),
    ),
    Case(
        "cordoba_in_argentina",
        "Car workers in [Córdoba], [Argentina]'s second city, stopped work; so did those in "
        "[Rosario].",
        (E("Córdoba", None, "town", "AR"), E("Rosario", "Rosario", "town", "AR")),
    ),
    Case(
        "cordoba_in_spain",
        "The heat reached 46 degrees in [Córdoba] and [Seville].",
        (E("Córdoba", None, None, "ES"), E("Seville", None, None, "ES")),
    ),
    Case(
        "victoria_in_australia",
        "Bushfires burned in [Victoria] and [New South Wales], and smoke reached [Melbourne].",
        (E("Victoria", "Victoria", "region", "AU"),),
    ),
    Case(
        "victoria_in_british_columbia",
        "Ferries between [Victoria] and [Vancouver] were full over the weekend.",
        (
            E("Victoria", "Victoria", "town", "CA", "British Columbia"),
            E("Vancouver", "Vancouver", "town", "CA", "British Columbia"),
        ),
    ),
    Case(
        "victoria_in_the_seychelles",
        "The president spoke in [Victoria], the capital of the [Seychelles].",
        (E("Victoria", "Victoria", "town", "SC"),),
    ),
    Case(
        "alexandria_in_egypt",
        "Fishermen from [Alexandria] and [Port Said] blamed the [Suez Canal] works.",
        (E("Alexandria", None, "town", "EG"), E("Port Said", None, "town", "EG")),
    ),
    Case(
        "alexandria_in_virginia",
        "Metro trains will skip [Alexandria] and [Arlington], [Va.], this weekend.",
        (
            E("Alexandria", "Alexandria", "town", "US", "Virginia"),
            E("Arlington", None, None, "US", "Virginia"),
        ),
    ),
    Case(
        "hyderabad_in_pakistan",
        "Floods cut the road between [Hyderabad] and [Karachi] in [Sindh].",
        (E("Hyderabad", None, "town", "PK"),),
    ),
    Case(
        "hyderabad_in_india",
        "Software makers in [Hyderabad] and [Bengaluru] are hiring again.",
        (E("Hyderabad", "Hyderabad", "town", "IN"),),
    ),
    Case(
        "guinea",
        "Soldiers in [Conakry] said they had taken power in [Guinea].",
        (E("Guinea", "Guinea", "country", "GN"), E("Conakry", "Conakry", None, "GN")),
    ),
    Case(
        "guinea_bissau",
        "[Guinea-Bissau] and [Senegal] agreed on fishing rights.",
        (E("Guinea-Bissau", None, "country", "GW"),),
    ),
    Case(
        "equatorial_guinea",
        "Oil output in [Equatorial Guinea] fell; [Malabo] asked for a loan.",
        (E("Equatorial Guinea", None, "country", "GQ"), E("Malabo", "Malabo", "town", "GQ")),
    ),
    Case(
        "papua_new_guinea",
        "A landslide buried a village in [Papua New Guinea], officials in [Port Moresby] said.",
        (E("Papua New Guinea", None, "country", "PG"),),
    ),
    Case(
        "congo_with_kinshasa",
        "Rebels near [Goma] fought the army of [Congo], the government in [Kinshasa] said.",
        (E("Congo", None, "country", "CD"), E("Goma", "Goma", "town", "CD")),
    ),
    Case(
        "congo_with_brazzaville",
        "The Republic of [Congo] voted on Sunday; in [Brazzaville] and [Pointe-Noire] the queues "
        "were short.",
        (E("Congo", None, "country", "CG"),),
    ),
    Case(
        "niger_the_country",
        "After the coup in [Niger], [France] closed its embassy in [Niamey].",
        (E("Niger", "Niger", "country", "NE"),),
    ),
    Case(
        "niger_the_nigerian_state",
        "Gunmen abducted pupils in [Niger State], in central [Nigeria].",
        (E("Niger State", None, "region", "NG"),),
    ),
    Case(
        "jersey_the_island",
        "[Jersey] and [Guernsey] will keep their own tax rules, the Channel Islands said.",
        (E("Jersey", "Jersey", "country", "JE"), E("Guernsey", "Guernsey", "country", "GG")),
    ),
    Case(
        "granada_in_spain",
        "An earthquake shook [Granada] and [Málaga] on Tuesday night.",
        (E("Granada", None, None, "ES"),),
    ),
    Case(
        "granada_in_nicaragua",
        "Tourists left [Granada] for [Managua] as [Nicaragua] closed its borders.",
        (E("Granada", "Granada", None, "NI"),),
    ),
    Case(
        "grenada_the_country",
        "The hurricane flattened [Carriacou], an island of [Grenada].",
        (E("Grenada", "Grenada", "country", "GD"),),
    ),
    Case(
        "dominica_is_not_the_dominican_republic",
        "[Dominica] and [Saint Lucia] asked for aid after the storm passed [Roseau].",
        (E("Dominica", "Dominica", "country", "DM"), E("Roseau", "Roseau", "town", "DM")),
    ),
    Case(
        "perm_the_city",
        "A factory in [Perm], in the [Urals], caught fire; the fire was seen in [Berezniki].",
        (E("Perm", "Perm", "town", "RU"),),
    ),
    Case(
        "troitsk_in_chelyabinsk_oblast",
        "Floods threatened [Troitsk] in the [Chelyabinsk region] on Monday.",
        (
            E("Troitsk", "Troitsk", "town", "RU", "Chelyabinsk Oblast"),
            E("Chelyabinsk region", "Chelyabinsk Oblast", "region", "RU"),
        ),
    ),
    Case(
        "pokrovsk_in_donetsk_oblast",
        "Russian forces pushed towards [Pokrovsk] and [Kostiantynivka], Kyiv's general staff said.",
        (E("Pokrovsk", "Pokrovsk", "town", "UA", "Donetsk Oblast"),),
    ),
    Case(
        "pokrovsk_in_yakutia",
        "The ferry to [Pokrovsk] south of [Yakutsk] in [Yakutia] stopped because of ice.",
        (E("Pokrovsk", "Pokrovsk", "town", "RU", "Sakha"),),
    ),
    Case(
        "rivne_the_city",
        "Power was cut in [Rivne] and [Lutsk] after the strikes on western [Ukraine].",
        (E("Rivne", "Rivne", "town", "UA", "Rivne Oblast"),),
    ),
    Case(
        "novoselivka_in_donetsk_oblast",
        "Shells fell on [Novoselivka] near [Avdiivka] in the [Donetsk] region.",
        (E("Donetsk", "Donetsk Oblast", "region", "UA"), E("Novoselivka", None, None, "UA")),
    ),
    Case(
        "london_in_ontario_by_dateline",
        "[LONDON], [Ont.] -- A fire at a warehouse sent smoke over the city on Friday.",
        (E("LONDON", "London", "town", "CA", "Ontario", "contained_by_cue"),),
    ),
    Case(
        "st_petersburg_in_florida",
        "[ST. PETERSBURG], [Fla.] -- The Rays will play their home games elsewhere next year.",
        (E("ST. PETERSBURG", None, "town", "US", "Florida", "contained_by_cue"),),
    ),
    Case(
        "st_petersburg_in_russia",
        "A court in [St. Petersburg] jailed two activists; a third was tried in [Moscow].",
        (E("St. Petersburg", "Saint Petersburg", None, "RU"),),
    ),
    Case(
        "lebanon_in_pennsylvania",
        "A man from [Lebanon], [Pennsylvania], won the lottery for the second time.",
        (E("Lebanon", "Lebanon", "town", "US", "Pennsylvania", "contained_by_cue"),),
    ),
    Case(
        "lebanon_county_without_the_word",
        "[Lancaster], [Lebanon] and [Berks] counties in [Pennsylvania] are under a flood watch.",
        (
            E("Lebanon", None, "district", "US", "Pennsylvania"),
            E("Berks", None, "district", "US", "Pennsylvania"),
        ),
    ),
    Case(
        "a_county_by_its_sheriff",
        "Deputies of [Orange County] and [Osceola County] in [Florida] made nine arrests.",
        (
            E("Orange County", "Orange County", "district", "US", "Florida"),
            E("Osceola County", "Osceola County", "district", "US", "Florida"),
        ),
    ),
    Case(
        "manchester_in_new_hampshire",
        "Voters in [Manchester], [Nashua] and [Concord] lined up early for the primary.",
        (
            E("Manchester", "Manchester", "town", "US", "New Hampshire"),
            E("Concord", "Concord", "town", "US", "New Hampshire"),
        ),
    ),
    Case(
        "manchester_in_england",
        "The tram from [Manchester] to [Bury] was stopped, and so were trains to [Bolton].",
        (E("Manchester", "Manchester", "town", "GB"), E("Bolton", "Bolton", "town", "GB")),
    ),
    Case(
        "newcastle_in_australia",
        "Coal ships waited off [Newcastle] as dock workers in [Sydney] struck.",
        (E("Newcastle", "Newcastle", "town", "AU"),),
    ),
    Case(
        "hamilton_in_new_zealand",
        "Dairy prices rose, farmers near [Hamilton] and [Tauranga] in [New Zealand] said.",
        (E("Hamilton", "Hamilton", "town", "NZ"),),
    ),
    Case(
        "hamilton_in_bermuda",
        "Insurers in [Hamilton], the capital of [Bermuda], expect a busy season.",
        (E("Hamilton", "Hamilton", "town", "BM"),),
    ),
    Case(
        "la_paz_in_mexico",
        "The cruise stops at [La Paz] in [Baja California Sur] and at [Mazatlán], [Mexico].",
        (E("La Paz", "La Paz", "town", "MX"),),
    ),
    Case(
        "la_paz_in_bolivia",
        "Roads around [La Paz] and [Oruro] were blocked by miners.",
        (E("La Paz", "La Paz", None, "BO"), E("Oruro", "Oruro", None, "BO")),
    ),
    Case(
        "barcelona_in_venezuela",
        "Fuel ran out in [Barcelona] and [Puerto La Cruz], in [Venezuela]'s east.",
        (E("Barcelona", "Barcelona", "town", "VE"),),
    ),
    Case(
        "melbourne_in_florida",
        "A launch from [Cape Canaveral] lit the sky over [Melbourne] and [Titusville].",
        (
            E("Melbourne", "Melbourne", "town", "US", "Florida"),
            E("Titusville", "Titusville", "town", "US", "Florida"),
        ),
    ),
    Case(
        "naples_in_florida",
        "Roofs were torn off in [Naples] and [Fort Myers] when the hurricane came ashore.",
        (E("Naples", "Naples", "town", "US", "Florida"),),
    ),
    Case(
        "athens_in_georgia",
        "[Athens], [Georgia] -- The university said classes would start late.",
        (
            E("Athens", None, "town", "US", "Georgia", "contained_by_cue"),
            E("Georgia", "Georgia", "region", "US"),
        ),
    ),
    Case(
        "dnipro_the_river",
        "Fishing is banned on the [Dnipro] river below [Kaniv] until June.",
        (E("Dnipro", None, "water"), E("Kaniv", "Kaniv", "town", "UA")),
    ),
    Case(
        "dnipro_the_city",
        "Rescuers in [Dnipro] and [Kryvyi Rih] worked through the night.",
        (E("Dnipro", "Dnipro", "town", "UA", "Dnipropetrovsk Oblast"),),
    ),
    Case(
        "missouri_the_river",
        "Barges on the [Missouri River] waited near [Omaha] for the water to rise.",
        (E("Missouri River", None, "water", "US"), E("Omaha", "Omaha", "town", "US", "Nebraska")),
    ),
    Case(
        "luxembourg_of_three",
        "[Belgium], the [Netherlands] and [Luxembourg] signed the treaty.",
        (E("Luxembourg", "Luxembourg", "country", "LU"),),
    ),
    Case(
        "punjab_in_pakistan",
        "Smog closed schools in [Lahore] and across [Punjab], [Pakistan]'s largest province.",
        (E("Punjab", "Punjab", "region", "PK"),),
    ),
)
