"""Namesakes abroad, as short news: cities, countries and rivers that others are called like."""

from __future__ import annotations

from hard_cases import Case, E

ABROAD = (
    Case(
        "athens_in_greece",
        "Farmers blocked the road to [Athens] with tractors, and unions in [Thessaloniki] and "
        "[Patras] announced strikes.",
        (
            E("Athens", "Athens", "town", "GR", "Attica"),
            E("Thessaloniki", "Thessaloniki", "town", "GR"),
        ),
    ),
    Case(
        "dublin_in_ireland",
        "Rents in [Dublin] rose again, while those in [Cork] and [Galway] fell, the bank of "
        "Ireland said.",
        (
            E("Dublin", "Dublin", "town", "IE", "Leinster"),
            E("Cork", "Cork", "town", "IE"),
        ),
    ),
    Case(
        "hamilton_in_bermuda_again",
        "Insurers met in [Hamilton] to count the losses; [Bermuda] was spared by the hurricane.",
        (
            E("Hamilton", "Hamilton", "town", "BM"),
            E("Bermuda", "Bermuda", "country", "BM"),
        ),
    ),
    Case(
        "wellington_in_new_zealand",
        "Parliament in [Wellington] passed the bill late on Thursday. Farmers in [Canterbury] "
        "and [Otago] oppose it.",
        (
            E("Wellington", "Wellington", "town", "NZ"),
            E("Canterbury", "Canterbury", "region", "NZ"),
        ),
    ),
    Case(
        "waterloo_in_belgium",
        "Visitors climb the lion's mound at [Waterloo], south of [Brussels], where Napoleon "
        "was beaten.",
        (
            E("Waterloo", "Waterloo", "town", "BE"),
            E("Brussels", "Brussels", "town", "BE"),
        ),
    ),
    Case(
        "st_petersburg_in_russia_again",
        "Prosecutors in [St. Petersburg] asked for nine years. The activist was moved from "
        "[Moscow] in May.",
        (
            E("St. Petersburg", "Saint Petersburg", "town", "RU"),
            E("Moscow", "Moscow", "town", "RU"),
        ),
    ),
    Case(
        "hyderabad_in_india_again",
        "The start-up from [Hyderabad] raised money from investors in [Bengaluru] and [Mumbai].",
        (
            E("Hyderabad", "Hyderabad", "town", "IN", "Telangana"),
            E("Bengaluru", None, "town", "IN", "Karnataka"),
        ),
    ),
    Case(
        "pointe_noire_in_congo",
        "Oil workers in [Pointe-Noire] went on strike. The government of [Congo] in "
        "[Brazzaville] called for calm.",
        (
            E("Pointe-Noire", "Pointe-Noire", "town", "CG"),
            E("Congo", None, "country", "CG"),
        ),
    ),
    Case(
        "tripoli_in_libya_again",
        "Airlines stopped flights to [Tripoli] after shells hit the airport. The rival "
        "government sits in [Benghazi].",
        (
            E("Tripoli", "Tripoli", "town", "LY"),
            E("Benghazi", "Benghazi", "town", "LY"),
        ),
    ),
    Case(
        "valencia_in_spain_again",
        "The mudslide in [Valencia] killed more than 200. Volunteers came from [Castellón] "
        "and [Murcia].",
        (
            E("Valencia", None, None, "ES"),
            E("Castellón", None, None, "ES"),
        ),
    ),
    Case(
        "santiago_in_chile_again",
        "Students clashed with police in [Santiago]. Buses to [Valparaíso] and [Concepción] "
        "were stopped.",
        (
            E("Santiago", "Santiago", "town", "CL"),
            E("Valparaíso", None, None, "CL"),
        ),
    ),
    Case(
        "santiago_in_spain",
        "Pilgrims arrive in [Santiago] on foot from all over Europe. Hostels along the way "
        "through [Galicia] and [Lugo] are full.",
        (
            E("Santiago", None, "town", "ES", "Galicia"),
            E("Galicia", "Galicia", "region", "ES", "Galicia"),
        ),
    ),
    Case(
        "newcastle_in_south_africa",
        "Workers in [Newcastle] blocked the gates of the steel plant. The union in [Durban] "
        "backed them.",
        (
            E("Newcastle", None, "town", "ZA", "KwaZulu-Natal"),
            E("Durban", "Durban", "town", "ZA", "KwaZulu-Natal"),
        ),
    ),
    Case(
        "kirov_in_kaluga_oblast",
        "Deputies blocked the bridge in [Kirov], a town in the [Kaluga] region, after drones "
        "hit a factory.",
        (
            E("Kirov", "Kirov", "town", "RU", "Kaluga Oblast", "contained_by_cue"),
            E("Kaluga", "Kaluga Oblast", "region", "RU", "Kaluga Oblast"),
        ),
    ),
    Case(
        "kirov_in_kirov_oblast",
        "A court in [Kirov], some 800 km northeast of [Moscow], convicted the opposition "
        "leader of theft.",
        (
            E("Kirov", "Kirov", "town", "RU", "Kirov Oblast"),
            E("Moscow", "Moscow", "town", "RU"),
        ),
    ),
    Case(
        "novomoskovsk_in_tula_oblast",
        "A chemical plant in [Novomoskovsk] in Russia's [Tula] region caught fire after a "
        "drone attack.",
        (
            E("Novomoskovsk", "Novomoskovsk", "town", "RU", "Tula Oblast"),
            E("Tula", "Tula Oblast", "region", "RU", "Tula Oblast"),
        ),
    ),
    Case(
        "ivanava_in_belarus",
        "A lorry overturned near [Ivanava] in Belarus, on the road from [Pinsk] to [Brest].",
        (
            E("Ivanava", "Ivanovo", "town", "BY", "Brest Region"),
            E("Pinsk", "Pinsk", "town", "BY", "Brest Region"),
        ),
    ),
    Case(
        "brest_in_france_again",
        "The airport in [Brest] was closed by fog, and planes from [Paris] and [Lyon] were "
        "sent to [Quimper].",
        (
            E("Brest", "Brest", "town", "FR", "Brittany"),
            E("Paris", "Paris", "town", "FR"),
        ),
    ),
    Case(
        "vladimir_in_vladimir_oblast",
        "A governor of the [Vladimir] region was detained for fraud, investigators in "
        "[Moscow] said.",
        (
            E("Vladimir", "Vladimir Oblast", "region", "RU", "Vladimir Oblast"),
            E("Moscow", "Moscow", "town", "RU"),
        ),
    ),
    Case(
        "mykolaiv_in_mykolaiv_oblast",
        "Rescue teams worked in [Mykolaiv] after missiles hit the port. Water had to be "
        "brought from [Odesa].",
        (
            E("Mykolaiv", "Mykolaiv", "town", "UA", "Mykolaiv Oblast"),
            E("Odesa", "Odesa", "town", "UA", "Odesa Oblast"),
        ),
    ),
    Case(
        "mykolaiv_in_lviv_oblast_again",
        "Cement from [Mykolaiv] in the [Lviv] region is sold in Poland.",
        (
            E("Mykolaiv", "Mykolaiv", "town", "UA", "Lviv Oblast", "contained_by_cue"),
            E("Lviv", "Lviv Oblast", "region", "UA", "Lviv Oblast"),
        ),
    ),
    Case(
        "luxembourg_in_luxembourg",
        "The court in [Luxembourg] overruled the commission in [Brussels]. Lawyers in "
        "[Strasbourg] had expected it.",
        (
            E("Luxembourg", "Luxembourg", "town", "LU"),
            E("Brussels", "Brussels", "town", "BE"),
        ),
    ),
    Case(
        "mexico_the_country",
        "Fifteen miners were trapped in [Mexico]'s [Coahuila] state. Rescuers came from "
        "[Monterrey].",
        (
            E("Mexico", "Mexico", "country", "MX"),
            E("Coahuila", None, "region", "MX", None, "contained_by_cue"),
        ),
    ),
    Case(
        "panama_city_in_panama",
        "Ships queued off [Panama City] as drought lowered the lake that feeds the [Panama Canal].",
        (
            E("Panama City", None, "town", "PA"),
            E("Panama Canal", "Panama Canal", None, "PA"),
        ),
    ),
    Case(
        "georgia_the_country_again",
        "Troops from [Georgia] and [Ukraine] joined the exercise near the [Black Sea] port of "
        "[Constanta].",
        (
            E("Georgia", "Georgia", "country", "GE"),
            E("Ukraine", "Ukraine", "country", "UA"),
        ),
    ),
    Case(
        "lincoln_in_britain",
        "The cathedral city of [Lincoln] held its market. Visitors came from [Boston] and "
        "[Grantham].",
        (
            E("Lincoln", "Lincoln", "town", "GB", "England"),
            E("Boston", "Boston", "town", "GB", "England"),
        ),
    ),
    Case(
        "memphis_in_egypt",
        "Tourists may again enter the pyramids near [Memphis] south of [Cairo], [Egypt]'s "
        "antiquities ministry said.",
        (
            E("Memphis", None, None, "EG"),
            E("Cairo", "Cairo", "town", "EG", None, "contained_by_cue"),
        ),
    ),
    Case(
        "don_the_river",
        "The river [Don] froze at [Rostov], and ships waited at [Azov].",
        (
            E("Don", "Don", "water", "RU"),
            E("Rostov", "Rostov-on-Don", "town", "RU", "Rostov Oblast"),
        ),
    ),
    Case(
        "niger_in_nigeria",
        "Gunmen attacked a school in [Niger] State in northern [Nigeria]. The pupils were "
        "taken from [Kagara].",
        (
            E("Niger", "Niger", "region", "NG", "Niger"),
            E("Nigeria", "Nigeria", "country", "NG"),
        ),
    ),
    Case(
        "pitlochry_in_britain",
        "PERTH, Scotland (AP) - A distillery near [Pitlochry] won the prize. Its whisky is "
        "sold in [Japan].",
        (
            E("Pitlochry", "Pitlochry", "town", "GB", "Scotland"),
            E("Japan", "Japan", "country", "JP"),
        ),
    ),
    Case(
        "santa_cruz_in_bolivia",
        "Soy growers in [Santa Cruz] blocked roads, and [Bolivia]'s government in [La Paz] "
        "sent police.",
        (
            E("Santa Cruz", None, None, "BO"),
            E("Bolivia", "Bolivia", "country", "BO"),
        ),
    ),
    Case(
        "armenia_the_country",
        "The talks between [Armenia] and [Azerbaijan] moved to [Geneva]. Villages near "
        "[Gyumri] are waiting.",
        (
            E("Armenia", "Armenia", "country", "AM"),
            E("Azerbaijan", "Azerbaijan", "country", "AZ"),
        ),
    ),
    Case(
        "naples_in_italy",
        "The avalanche buried three skiers from [Naples] near [Bergamo], Italian rescuers said.",
        (
            E("Naples", None, "town", "IT"),
            E("Bergamo", None, None, "IT", None, "contained_by_cue"),
        ),
    ),
    Case(
        "santa_fe_in_argentina",
        "The bishop of [Santa Fe] blessed the harvest. [Argentina] expects 50 million tons "
        "from [Rosario] and [Paraná].",
        (
            E("Santa Fe", "Santa Fe", None, "AR"),
            E("Argentina", "Argentina", "country", "AR"),
        ),
    ),
    Case(
        "bethlehem_in_palestine",
        "The church of [Bethlehem] was empty at Christmas; [Israel] closed the roads to [Hebron].",
        (
            E("Bethlehem", "Bethlehem", "town", "PS"),
            E("Israel", "Israel", "country", "IL"),
        ),
    ),
    Case(
        "worcester_in_south_africa",
        "The factory in [Worcester], east of [Cape Town], cans fruit.",
        (
            E("Worcester", "Worcester", "town", "ZA", "Western Cape"),
            E("Cape Town", "Cape Town", "town", "ZA", "Western Cape"),
        ),
    ),
    Case(
        "punjab_in_india",
        "Farmers from [Punjab] and [Haryana] marched on [Delhi].",
        (
            E("Punjab", "Punjab", "region", "IN", "Punjab"),
            E("Haryana", "Haryana", "region", "IN", "Haryana"),
        ),
    ),
    Case(
        "limburg_in_netherlands",
        "Voters in [Limburg] and [Brabant] turned to the farmers' party, Dutch media said.",
        (
            E("Limburg", "Limburg", "region", "NL", "Limburg"),
            E("Brabant", None, None, "NL"),
        ),
    ),
    Case(
        "holyhead_in_britain",
        "The ferry between [Holyhead] and [Dublin] did not sail. Winds were strong in [Anglesey].",
        (
            E("Holyhead", "Holyhead", "town", "GB", "Wales"),
            E("Dublin", "Dublin", "town", "IE", "Leinster"),
        ),
    ),
    Case(
        "san_juan_in_argentina",
        "Wine growers in [San Juan] and [Mendoza] fear hail.",
        (
            E("San Juan", "San Juan", None, "AR"),
            E("Mendoza", "Mendoza", None, "AR"),
        ),
    ),
    Case(
        "georgia_the_country_once_more",
        "The talks failed, and [Georgia]'s parliament passed the law in [Tbilisi].",
        (
            E("Georgia", "Georgia", "country", "GE", None, "role_agrees"),
            E("Tbilisi", "Tbilisi", "town", "GE"),
        ),
    ),
    Case(
        "manchester_in_britain",
        "Trams in [Manchester] stopped running at noon, and trains to [Leeds] and [Liverpool] "
        "were cancelled.",
        (
            E("Manchester", "Manchester", "town", "GB", "England"),
            E("Leeds", "Leeds", "town", "GB", "England"),
        ),
    ),
)
