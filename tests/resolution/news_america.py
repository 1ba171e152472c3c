"""Namesakes in America, as short news: places with their state, counties, cities like states."""

from __future__ import annotations

from hard_cases import Case, E

AMERICA = (
    Case(
        "spokane_in_washington",
        "A man from [Spokane], [Washington], was shot on a beach in [Cancún], Mexican "
        "prosecutors said.",
        (
            E("Spokane", "Spokane", "town", "US", "Washington", "contained_by_cue"),
            E("Washington", "Washington", "region", "US", "Washington", "holds_by_cue"),
        ),
    ),
    Case(
        "new_york_in_new_york",
        "The mayor of [New York] and the mayor of [Chicago] asked for help with housing.",
        (
            E("New York", "New York", "town", "US", "New York", "role_agrees"),
            E("Chicago", "Chicago", "town", "US", "Illinois"),
        ),
    ),
    Case(
        "new_york_the_state_again",
        "Gov. Kathy Hochul, the governor of [New York], signed the bill in [Albany].",
        (
            E("New York", "New York", "region", "US", "New York", "role_agrees"),
            E("Albany", "Albany", "town", "US", "New York"),
        ),
    ),
    Case(
        "oregon_the_state",
        "Supporters of the [Oregon] and [Washington] laws point to [Montana] as the next state.",
        (
            E("Oregon", "Oregon", "region", "US", "Oregon"),
            E("Washington", "Washington", "region", "US", "Washington"),
        ),
    ),
    Case(
        "portland_in_oregon",
        "Protesters marched through [Portland] for a third night, and police in [Salem] and "
        "[Eugene] sent help.",
        (
            E("Portland", "Portland", "town", "US", "Oregon"),
            E("Salem", "Salem", "town", "US", "Oregon"),
        ),
    ),
    Case(
        "portland_in_maine_again",
        "Lobsters landed in [Portland] and [Rockland] fetched record prices, fishermen along "
        "the coast of [Maine] said.",
        (
            E("Portland", "Portland", "town", "US", "Maine"),
            E("Rockland", "Rockland", "town", "US", "Maine"),
        ),
    ),
    Case(
        "athens_in_georgia_again",
        "The bulldogs won again in [Athens], where the University of Georgia opened its "
        "season. Fans drove from [Atlanta] and [Augusta].",
        (
            E("Athens", "Athens", "town", "US", "Georgia"),
            E("Atlanta", "Atlanta", "town", "US", "Georgia"),
        ),
    ),
    Case(
        "halifax_in_nova_scotia",
        "The navy frigate returned to [Halifax] on Friday after six months at sea. Families "
        "had come from [Sydney], N.S., and [Moncton].",
        (
            E("Halifax", "Halifax", "town", "CA", "Nova Scotia"),
            E("Sydney", "Sydney", "town", "CA", "Nova Scotia", "contained_by_cue"),
        ),
    ),
    Case(
        "melbourne_in_florida_again",
        "Rocket parts are made in [Melbourne], [Fla.], and taken to [Cape Canaveral] by road.",
        (
            E("Melbourne", "Melbourne", "town", "US", "Florida", "contained_by_cue"),
            E("Cape Canaveral", "Cape Canaveral", None, "US", "Florida"),
        ),
    ),
    Case(
        "saint_john_in_new_brunswick",
        "The port of [Saint John], N.B., was closed by fog, and ships were sent to [Halifax].",
        (
            E("Saint John", "Saint John", "town", "CA", "New Brunswick", "contained_by_cue"),
            E("Halifax", "Halifax", "town", "CA", "Nova Scotia"),
        ),
    ),
    Case(
        "washington_in_washington_d_c",
        "The flight from [Washington] to [New York] took off three hours late. Passengers "
        "slept at the gates in [Boston] too.",
        (
            E("Washington", "Washington D.C.", "town", "US", "Washington, D.C."),
            E("New York", "New York", "town", "US", "New York"),
        ),
    ),
    Case(
        "new_york_in_new_york_again",
        "Trains from [New York] to [Philadelphia] and [Washington] were cancelled after a "
        "wire fell.",
        (
            E("New York", "New York", "town", "US", "New York"),
            E("Philadelphia", "Philadelphia", "town", "US", "Pennsylvania"),
        ),
    ),
    Case(
        "albany_in_new_york",
        "Lawmakers in [Albany] raised the minimum wage in [New York] state. Upstate cities "
        "such as [Buffalo] and [Syracuse] had asked for a delay.",
        (
            E("Albany", "Albany", "town", "US", "New York"),
            E("New York", "New York", "region", "US", "New York"),
        ),
    ),
    Case(
        "nashville_in_tennessee",
        "A bus from [Nashville] to [Memphis] hit a deer near [Jackson].",
        (
            E("Nashville", "Nashville", "town", "US", "Tennessee"),
            E("Memphis", "Memphis", "town", "US", "Tennessee"),
        ),
    ),
    Case(
        "jasper_in_alberta",
        "Wildfires closed roads in [Jasper], [Alberta], and smoke reached [Edmonton] and "
        "[Calgary].",
        (
            E("Jasper", "Jasper", "town", "CA", "Alberta", "contained_by_cue"),
            E("Alberta", "Alberta", "region", "CA", "Alberta"),
        ),
    ),
    Case(
        "toledo_in_ohio",
        "Police in [Toledo] said the water was safe. In [Cleveland] and [Sandusky] tests went on.",
        (
            E("Toledo", "Toledo", "town", "US", "Ohio"),
            E("Cleveland", "Cleveland", "town", "US", "Ohio"),
        ),
    ),
    Case(
        "dover_in_delaware",
        "Legislators in [Dover] legalised cannabis. [Delaware] is the 22nd state to do so.",
        (
            E("Dover", "Dover", "town", "US", "Delaware"),
            E("Delaware", "Delaware", "region", "US", "Delaware"),
        ),
    ),
    Case(
        "london_in_ontario",
        "A man from [London], [Ont.], was arrested on Sunday after a crash on the highway "
        "near [Woodstock]. Police in [Kitchener] are also investigating.",
        (
            E("London", "London", "town", "CA", "Ontario", "contained_by_cue"),
            E("Woodstock", "Woodstock", "town", "CA", "Ontario"),
        ),
    ),
    Case(
        "columbia_in_missouri",
        "Students at the university in [Columbia], [Mo.], protested on Monday. Buses brought "
        "others from [Jefferson City].",
        (
            E("Columbia", "Columbia", "town", "US", "Missouri", "contained_by_cue"),
            E("Jefferson City", "Jefferson City", "town", "US", "Missouri"),
        ),
    ),
    Case(
        "manchester_in_new_hampshire_again",
        "The candidate spoke in [Manchester], N.H., before driving to [Nashua] and [Concord].",
        (
            E("Manchester", "Manchester", "town", "US", "New Hampshire", "contained_by_cue"),
            E("Nashua", "Nashua", "town", "US", "New Hampshire"),
        ),
    ),
    Case(
        "dublin_in_california",
        "The software firm from [Dublin], [Calif.], will move to [Pleasanton]. Commuters from "
        "[Livermore] are pleased.",
        (
            E("Dublin", "Dublin", "town", "US", "California", "contained_by_cue"),
            E("Pleasanton", "Pleasanton", "town", "US", "California"),
        ),
    ),
    Case(
        "waterloo_in_ontario",
        "Students in [Waterloo] and [Kitchener] get free transit this fall, the region said.",
        (
            E("Waterloo", "Waterloo", "town", "CA", "Ontario"),
            E("Kitchener", "Kitchener", "town", "CA", "Ontario"),
        ),
    ),
    Case(
        "victoria_in_british_columbia_again",
        "Whale watching boats left [Victoria] early. In [Nanaimo] and [Vancouver] ferries "
        "were full.",
        (
            E("Victoria", "Victoria", "town", "CA", "British Columbia"),
            E("Nanaimo", "Nanaimo", "town", "CA", "British Columbia"),
        ),
    ),
    Case(
        "victoria_in_texas",
        "A storm knocked out power in [Victoria], Texas, and along the coast to [Corpus Christi].",
        (
            E("Victoria", "Victoria", "town", "US", "Texas", "contained_by_cue"),
            E("Corpus Christi", "Corpus Christi", "town", "US", "Texas"),
        ),
    ),
    Case(
        "st_petersburg_in_florida_once_more",
        "The teenager from [St. Petersburg] was found in [Clearwater], deputies of [Pinellas "
        "County] said.",
        (
            E("St. Petersburg", None, "town", "US", "Florida"),
            E("Clearwater", "Clearwater", "town", "US", "Florida"),
        ),
    ),
    Case(
        "st_john_s_in_newfoundland_and_labrador",
        "The premier spoke in [St. John's] about cod quotas. Crews in [Corner Brook] were not "
        "convinced.",
        (
            E("St. John's", "St. John's", "town", "CA", "Newfoundland and Labrador"),
            E("Corner Brook", "Corner Brook", "town", "CA", "Newfoundland and Labrador"),
        ),
    ),
    Case(
        "san_jose_in_california_again",
        "A shooting in [San Jose] left two men dead. The police of [Santa Clara County] found "
        "the gun in [Milpitas].",
        (
            E("San Jose", "San Jose", "town", "US", "California"),
            E("Santa Clara County", "Santa Clara County", "district", "US", "California"),
        ),
    ),
    Case(
        "newcastle_in_wyoming",
        "A mine near [Newcastle], [Wyo.], caved in on Monday. [Weston County] deputies closed "
        "the road.",
        (
            E("Newcastle", "Newcastle", "town", "US", "Wyoming", "contained_by_cue"),
            E("Weston County", "Weston County", "district", "US", "Wyoming"),
        ),
    ),
    Case(
        "odessa_in_texas_again",
        "A pipe burst at a school in [Odessa]. Classes moved to [Midland], the [Ector County] "
        "school district said.",
        (
            E("Odessa", "Odessa", "town", "US", "Texas"),
            E("Midland", "Midland", "town", "US", "Texas"),
        ),
    ),
    Case(
        "moscow_in_idaho_again",
        "A potato warehouse burned down in [Moscow]. Firefighters from [Pullman], [Wash.], "
        "came to help their colleagues in [Latah County].",
        (
            E("Moscow", "Moscow", "town", "US", "Idaho"),
            E("Pullman", "Pullman", "town", "US", "Washington", "contained_by_cue"),
        ),
    ),
    Case(
        "washington_the_state_again",
        "Firefighters from across [Washington] headed to [Wenatchee] and [Chelan], [Gov.] Jay "
        "Inslee said.",
        (
            E("Washington", "Washington", "region", "US", "Washington"),
            E("Wenatchee", "Wenatchee", "town", "US", "Washington"),
        ),
    ),
    Case(
        "new_york_the_state_once_more",
        "The governor of [New York] and the governor of [New Jersey] agreed to pay for the tunnel.",
        (
            E("New York", "New York", "region", "US", "New York"),
            E("New Jersey", "New Jersey", "region", "US", "New Jersey"),
        ),
    ),
    Case(
        "panama_city_in_florida",
        "The mayor of [Panama City], [Fla.], told residents to leave before the hurricane "
        "reached [Tallahassee].",
        (
            E("Panama City", "Panama City", "town", "US", "Florida", "contained_by_cue"),
            E("Tallahassee", "Tallahassee", "town", "US", "Florida"),
        ),
    ),
    Case(
        "georgia_the_state_again",
        "Peach growers in [Georgia] and [South Carolina] lost most of the crop.",
        (
            E("Georgia", "Georgia", "region", "US", "Georgia"),
            E("South Carolina", "South Carolina", "region", "US", "South Carolina"),
        ),
    ),
    Case(
        "aurora_in_colorado",
        "Voters in [Aurora] chose a new mayor. In [Denver] and [Lakewood] turnout was low.",
        (
            E("Aurora", "Aurora", "town", "US", "Colorado"),
            E("Denver", "Denver", "town", "US", "Colorado"),
        ),
    ),
    Case(
        "alexandria_in_virginia_again",
        "Lobbyists live in [Alexandria], [Va.], and [Bethesda], [Md.], and work in [Washington].",
        (
            E("Alexandria", "Alexandria", "town", "US", "Virginia", "contained_by_cue"),
            E("Bethesda", "Bethesda", "town", "US", "Maryland", "contained_by_cue"),
        ),
    ),
    Case(
        "lincoln_in_nebraska",
        "Lawmakers in [Lincoln] cut property taxes. Homeowners in [Omaha] will save most.",
        (
            E("Lincoln", "Lincoln", "town", "US", "Nebraska"),
            E("Omaha", "Omaha", "town", "US", "Nebraska"),
        ),
    ),
    Case(
        "oxford_in_mississippi",
        "Students in [Oxford], [Miss.], returned to Ole Miss. The town in [Lafayette County] "
        "doubles in size.",
        (
            E("Oxford", "Oxford", "town", "US", "Mississippi", "contained_by_cue"),
            E("Lafayette County", "Lafayette County", "district", "US", "Mississippi"),
        ),
    ),
    Case(
        "laurel_county_the_county",
        "LONDON, Ky. - A deputy was shot on Friday in [Laurel County], police in [Corbin] said.",
        (
            E("Laurel County", "Laurel County", "district", "US", "Kentucky"),
            E("Corbin", "Corbin", "town", "US", "Kentucky"),
        ),
    ),
    Case(
        "geneva_in_new_york",
        "A teenager from [Geneva], N.Y., won the spelling bee. Schools in [Ontario County] "
        "closed for the day.",
        (
            E("Geneva", "Geneva", "town", "US", "New York", "contained_by_cue"),
            E("Ontario County", "Ontario County", "district", "US", "New York"),
        ),
    ),
    Case(
        "salem_in_massachusetts",
        "Tourists crowd into [Salem] for Halloween. Trains from [Boston] were full, the mayor "
        "of [Peabody] said.",
        (
            E("Salem", "Salem", "town", "US", "Massachusetts"),
            E("Boston", "Boston", "town", "US", "Massachusetts"),
        ),
    ),
    Case(
        "bethlehem_in_pennsylvania",
        "Crowds in [Bethlehem], [Pa.], came for the music festival, and hotels in [Allentown] "
        "sold out.",
        (
            E("Bethlehem", "Bethlehem", "town", "US", "Pennsylvania", "contained_by_cue"),
            E("Allentown", "Allentown", "town", "US", "Pennsylvania"),
        ),
    ),
    Case(
        "orange_county_the_county",
        "Sheriff's deputies in [Orange County] evacuated [Laguna Beach] and [Irvine].",
        (
            E("Orange County", "Orange County", "district", "US", "California"),
            E("Laguna Beach", "Laguna Beach", "town", "US", "California"),
        ),
    ),
    Case(
        "orange_county_the_county_again",
        "A python was caught in [Orange County], near [Orlando].",
        (
            E("Orange County", "Orange County", "district", "US", "Florida"),
            E("Orlando", "Orlando", "town", "US", "Florida"),
        ),
    ),
)
