"""Importing dumps and own places: what gets in, what is refused, and that nothing else changes."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box
from tiny import build_tiny

from geomap.errors import GazetteerError, GazetteerImportError, GeomapError, UsageError
from geomap.gazetteer import layer_writer
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.importing import import_files
from geomap.gazetteer.matches import EXACT
from geomap.model import Box

if TYPE_CHECKING:
    from geomap.gazetteer.layer_writer import ImportReport
    from geomap.model import Place


def line(num: int, name: str, **fields: str) -> str:
    """One line of a dump of places."""
    values = {
        "alternates": "",
        "lat": "47.44",
        "lon": "35.83",
        "class": "P",
        "code": "PPL",
        "country": "UA",
        "admin1": "08",
        "admin2": "",
        "population": "0",
        "changed": "2023-09-01",
    } | fields
    return "\t".join(
        [
            *(str(num), name, name, values["alternates"], values["lat"], values["lon"]),
            *(values["class"], values["code"], values["country"], "", values["admin1"]),
            *(values["admin2"], "", "", values["population"], "", "50", "Europe/Kyiv"),
            values["changed"],
        ]
    )


ROBOTYNE = line(695600, "Robotyne", alternates="Robotyne,Роботине,Работино,xyz", population="480")
OKAY = f"{ROBOTYNE}\n{line(706448, 'Kherson', lat='46.6', lon='32.6', population='279131')}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny(tmp_path_factory.mktemp("built"))


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    """A gazetteer of its own for each test."""
    (tmp_path / "index").mkdir()
    return Path(shutil.copy(built, tmp_path / "index"))


def put(index: Path, path: Path, content: str | bytes) -> ImportReport:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (report,) = import_files([path], gazetteer=index, progress=False)
    return report


def found(index: Path, name: str) -> Place:
    with Gazetteer.open(index) as gazetteer:
        return gazetteer.search(name, fuzzy=False)[0].place


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def zipped(path: Path, member: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "a readme\n")
        archive.writestr(member, text)
    return path


# -- GeoNames' dumps


def test_a_dump_adds_places_with_their_units_and_romanised_names(
    index: Path, tmp_path: Path
) -> None:
    report = put(index, tmp_path / "UA.txt", OKAY)
    assert (report.places_added, report.places_changed, report.layer) == (1, 1, "UA")
    assert report.left_out == {"names of three letters or all lower-case": 1}
    for name in ("Robotyne", "Роботине", "Rabotino", "Robotine"):
        place = found(index, name)
        assert (place.id, place.admin1, place.population) == (
            "geonames:695600",
            "Kherson Oblast",
            480,
        )


def test_a_later_layer_overrides_points_and_keeps_the_names(index: Path, tmp_path: Path) -> None:
    put(index, tmp_path / "UA.txt", OKAY)
    kherson = found(index, "Cherson")
    assert (kherson.lat, kherson.lon, kherson.population) == (46.6, 32.6, 279131)
    assert (kherson.name, kherson.admin2) == ("Kherson", "Kherson Raion")
    with Gazetteer.open(index) as gazetteer:
        assert gazetteer.nearby(46.6, 32.6, 0.1)[0][0].id == "geonames:706448"


def test_a_zip_is_read_as_it_comes(index: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "UA.zip", "UA.txt", OKAY)
    (report,) = import_files([path], gazetteer=index, progress=False)
    assert report.places_added == 1


def test_what_news_does_not_name_is_counted(index: Path, tmp_path: Path) -> None:
    hotel = line(9, "Hotel Kherson", **{"class": "S", "code": "HTL"})
    report = put(index, tmp_path / "UA.txt", f"{hotel}\n")
    assert report.left_out == {"kinds that news does not name": 1}
    assert report.places_added == 0


def test_units_that_come_after_their_towns_are_joined(index: Path, tmp_path: Path) -> None:
    town = line(50, "Tokmak", admin1="26", admin2="2605")
    raion = line(60, "Polohy Raion", admin1="26", admin2="2605", **{"class": "A", "code": "ADM2"})
    oblast = line(70, "Zaporizhzhia Oblast", admin1="26", **{"class": "A", "code": "ADM1"})
    put(index, tmp_path / "UA.txt", f"{town}\n{raion}\n{oblast}\n")
    place = found(index, "Tokmak")
    assert (place.admin1, place.admin2) == ("Zaporizhzhia Oblast", "Polohy Raion")
    assert found(index, "Polohy Raion").admin1 == "Zaporizhzhia Oblast"


def test_a_unit_that_never_comes_is_counted(index: Path, tmp_path: Path) -> None:
    report = put(index, tmp_path / "UA.txt", line(50, "Tokmak", admin1="26") + "\n")
    assert report.left_out == {"units of places, which the gazetteer does not have": 1}


def test_alternate_names_come_with_their_language(index: Path, tmp_path: Path) -> None:
    rows = [
        "1\t706448\tlt\tChersonas\t1\t\t\t\t\t",
        "2\t706448\tlink\thttps://en.wikipedia.org/wiki/Kherson\t\t\t\t\t\t",
        "3\t706448\tiata\tKHE\t\t\t\t\t\t",
        "4\t999999\ten\tElsewhere\t\t\t\t\t\t",
        "5\t481453\tuk\tЦимлянськ\t\t\t\t\t\t",
    ]
    report = put(index, tmp_path / "alternateNamesV2.txt", "\n".join([*rows, ""]))
    assert report.left_out == {"names of places that the gazetteer does not have": 1}
    assert found(index, "Chersonas").id == "geonames:706448"
    assert found(index, "Tsymliansk").id == "geonames:481453"
    with Gazetteer.open(index) as gazetteer:
        assert gazetteer.labels("geonames:706448")["lt"] == "Chersonas"
        assert not gazetteer.search("KHE", fuzzy=False)


def test_unit_codes_and_the_hierarchy(index: Path, tmp_path: Path) -> None:
    put(index, tmp_path / "admin1CodesASCII.txt", "UA.26\tZaporizhzhia\tZaporizhzhia\t687699\n")
    assert found(index, "Zaporizhzhia").id == "geonames:687699"
    put(
        index,
        tmp_path / "UA.txt",
        line(50, "Tokmak", admin1="26") + "\n" + line(51, "Alone", admin1="") + "\n",
    )
    assert found(index, "Tokmak").admin1 == "Zaporizhzhia"
    report = put(index, tmp_path / "hierarchy.txt", "687699\t51\tADM\n687699\t888\tADM\n50\t51\t\n")
    assert found(index, "Alone").admin1 == "Zaporizhzhia"
    assert report.left_out == {
        "parents of places that the gazetteer does not have": 1,
        "parents that are neither units nor regions": 1,
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OKAY + "695601\tcut\n", "line 3: 2 columns where a dump of places has 19"),
        (OKAY.replace("\n", "\r\n"), "line 1: a Windows line end"),
        (OKAY + ROBOTYNE[:-3], "line 3: the last line is cut off"),
        (OKAY + ROBOTYNE[:-3] + "\n", "line 3: the last column is '2023-09' where a date"),
        (OKAY + line(7, "North", lat="97") + "\n", "line 3: lat 97, lon 35.83 is no point"),
        (OKAY + line(7, "North", lat="x") + "\n", "line 3: could not convert"),
        (OKAY + line(7, "") + "\n", "line 3: a place without a name"),
        (OKAY.encode() + b"\xff\xfe" + ROBOTYNE.encode() + b"\n", "line 3: not UTF-8"),
        ("a\tb\n", "line 1: 2 columns where a dump of places has 19, a dump of alternate"),
        ("", "is empty"),
    ],
    ids=["columns", "crlf", "cut", "date", "range", "number", "name", "utf8", "other", "empty"],
)
def test_a_broken_dump_is_refused_by_line_and_changes_nothing(
    index: Path, tmp_path: Path, content: str | bytes, message: str
) -> None:
    before = digest(index)
    with pytest.raises(GazetteerImportError, match=message) as caught:
        put(index, tmp_path / "UA.txt", content)
    assert "UA.txt" in str(caught.value)
    assert digest(index) == before
    assert sorted(p.name for p in index.parent.iterdir() if "import" in p.name) == []


def test_a_truncated_zip_is_refused_and_changes_nothing(index: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "UA.zip", "UA.txt", OKAY)
    path.write_bytes(path.read_bytes()[:-40])
    before = digest(index)
    with pytest.raises(GazetteerImportError, match=r"UA\.zip: not a whole zip file"):
        import_files([path], gazetteer=index, progress=False)
    assert digest(index) == before


def test_a_zip_damaged_inside_is_refused_after_the_lines_it_gave(
    index: Path, tmp_path: Path
) -> None:
    towns = "".join(
        line(1000 + n, f"T{hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()}") + "\n"
        for n in range(3000)
    )
    path = zipped(tmp_path / "UA.zip", "UA.txt", towns)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 100] = bytes(100)
    path.write_bytes(content)
    before = digest(index)
    with pytest.raises(GazetteerImportError, match=r"UA\.zip, (after )?line \d+"):
        import_files([path], gazetteer=index, progress=False)
    assert digest(index) == before


@given(content=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_imported_or_refused(
    built: Path, tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    index = Path(shutil.copy(built, folder))
    for name in ("UA.txt", "UA.zip", "own.csv"):
        try:
            put(index, folder / name, content)
        except GeomapError as error:
            assert name in str(error)  # noqa: PT017


# -- one's own places


def test_a_table_of_own_places_is_a_layer(index: Path, tmp_path: Path) -> None:
    report = put(
        index,
        tmp_path / "bases.csv",
        "id,name,lat,lon,kind,country,admin1,population,names\n"
        'b1,"Camp North, old",46.9,32.1,L.MILB,UA,UA.08,1200,"de:Lager Nord; Північний табір"\n'
        "b2,Nowhere,,,,,,,\n",
    )
    assert (report.layer, report.places_added) == ("bases", 2)
    camp = found(index, "Lager Nord")
    assert (camp.id, camp.name, camp.kind) == ("bases:b1", "Camp North, old", "L.MILB")
    assert (camp.admin1, camp.population, camp.lat) == ("Kherson Oblast", 1200, 46.9)
    assert found(index, "Pivnichnyi tabir").id == "bases:b1"
    nowhere = found(index, "Nowhere")
    assert (nowhere.lat, nowhere.lon, nowhere.kind) == (None, None, "P.PPL")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_other_programs_are_read(
    index: Path, tmp_path: Path, delimiter: str, end: str
) -> None:
    rows = [["Name", "Latitude", "Longitude"], ["Hütte", "47.5", "11.1"]]
    text = "\ufeff" + "".join(delimiter.join(row) + end for row in rows)
    put(index, tmp_path / "huts.csv", text)
    assert found(index, "Hutte").lat == 47.5


def test_a_row_with_a_geonames_number_adds_to_that_place(index: Path, tmp_path: Path) -> None:
    report = put(
        index,
        tmp_path / "old.csv",
        "geonameid,name,lat,lon\n706448,Bilschowytsch,,\n481453,Zymlanskaja,47.6,42.1\n",
    )
    assert (report.places_added, report.places_changed) == (0, 2)
    kherson = found(index, "Bilschowytsch")
    assert (kherson.name, kherson.lat, kherson.kind) == ("Kherson", 46.65581, "P.PPLA")
    assert found(index, "Zymlanskaja").lat == 47.6


def test_what_a_layer_calls_a_town_is_exact_though_the_unit_around_it_is_called_so(
    index: Path, tmp_path: Path
) -> None:
    put(
        index,
        tmp_path / "own.csv",
        "id,name,lat,lon,kind,country,admin1,names\n"
        "o1,Camp North,46.9,32.1,P.PPL,UA,UA.08,Kherson Oblast\n",
    )
    with Gazetteer.open(index) as gazetteer:
        steps = {match.place.name: match.step for match in gazetteer.lookup("Kherson Oblast")}
    assert steps == {"Kherson Oblast": EXACT, "Camp North": EXACT}


def test_layers_stack_and_the_later_one_wins(index: Path, tmp_path: Path) -> None:
    put(index, tmp_path / "bases.csv", "id,name,lat,lon\nb1,Camp North,46.9,32.1\n")
    put(index, tmp_path / "bases.csv", "id,name,lat,lon\nb1,Camp South,46.1,32.2\n")
    camp = found(index, "Camp North")
    assert (camp.name, camp.lat) == ("Camp South", 46.1)
    with Gazetteer.open(index) as gazetteer:
        assert json.loads(gazetteer.meta["layers"]) == ["geonames", "bases"]


def test_features_are_read_with_their_geometry(index: Path, tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {"name": ["Post 1", "Zone 2", "Lost 3"], "population": [5, None, None]},
        geometry=[Point(32.5, 46.5), box(30, 45, 31, 46), None],
        crs="EPSG:4326",
    )
    for number, (suffix, crs) in enumerate(
        [(".geojson", "EPSG:4326"), (".gpkg", "EPSG:3857"), (".gpkg", "EPSG:4326")]
    ):
        path = tmp_path / f"posts{number}{suffix}"
        frame.to_crs(crs).to_file(path)
        (report,) = import_files([path], gazetteer=index, kind="S.FT", progress=False)
        assert report.places_added == 3
        with Gazetteer.open(index) as gazetteer:
            places = {p.id: p for p in (c.place for c in gazetteer.search("Post 1"))}
            post = places[f"posts{number}:1"]
            assert (round(post.lat or 0, 6), round(post.lon or 0, 6)) == (46.5, 32.5)
            assert (post.kind, post.population) == ("S.FT", 5)
    zone = found(index, "Zone 2")
    assert zone.extent is not None
    assert (round(zone.extent.west, 6), round(zone.extent.north, 6)) == (30, 46)
    assert found(index, "Lost 3").lat is None


def test_an_outline_gives_a_known_unit_its_extent(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "units.geojson"
    geopandas.GeoDataFrame(
        {"name": ["Chersonska"], "geonameid": [706442]}, geometry=[box(31, 46, 35, 48)], crs=4326
    ).to_file(path)
    import_files([path], gazetteer=index, progress=False)
    unit = found(index, "Chersonska")
    assert (unit.name, unit.kind) == ("Kherson Oblast", "A.ADM1")
    assert unit.extent == Box(31, 46, 35, 48)
    assert (unit.lat, unit.lon) == (47, 33)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("own.csv", "name,lat\nA,1\n", "line 1: no column 'lon' among name, lat"),
        ("own.csv", "name,lat,lon\nA,1,2\nB,1\n", "line 3: 2 columns where the header has 3"),
        ("own.csv", "name,lat,lon\nA,north,2\n", "line 2: lat 'north' is no number"),
        ("own.csv", "name,lat,lon\nA,1,\n", "line 2: one of lat and lon"),
        ("own.csv", "name,lat,lon\n,1,2\n", "line 2: a place without a name"),
        ("own.csv", "name,lat,lon,kind\nA,1,2,town\n", "line 2: kind 'town'"),
        ("own.csv", "name,lat,lon,country\nA,1,2,Ukraine\n", "line 2: country 'Ukraine'"),
        ("own.csv", "name,lat,lon,population\nA,1,2,-5\n", "line 2: population '-5'"),
        ("own.csv", 'name,lat,lon\nA,1,2\n"B,1,2\n', "after line"),
        ("own.csv", b"name,lat,lon\n\xff\xfe,1,2\n", "save it as CSV in UTF-8"),
        ("own.geojson", '{"type": "FeatureCollection", "feat', "can't be read as GeoJSON"),
        (
            "own.geojson",
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {"type": "Feature", "properties": {"title": "x"}, "geometry": None}
                    ],
                }
            ),
            "no column 'name' among title",
        ),
        ("own.gpkg", b"not a GeoPackage", "can't be read as GeoJSON or GeoPackage"),
    ],
)
def test_a_broken_layer_is_refused_and_changes_nothing(
    index: Path, tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    before = digest(index)
    with pytest.raises(GazetteerImportError, match=message):
        put(index, tmp_path / name, content)
    assert digest(index) == before


# -- files and their order


def test_a_file_that_is_in_is_passed_over(index: Path, tmp_path: Path) -> None:
    put(index, tmp_path / "UA.txt", OKAY)
    before = digest(index)
    report = put(index, tmp_path / "again.txt", OKAY)
    assert (report.known, report.names) == (True, 0)
    assert digest(index) == before


def test_files_before_a_broken_one_stay_in(index: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "UA.txt", tmp_path / "RU.txt"
    good.write_text(OKAY, encoding="utf-8")
    bad.write_text(OKAY + "broken\n", encoding="utf-8")
    with pytest.raises(GazetteerImportError, match=r"RU\.txt, line 3"):
        import_files([good, bad], gazetteer=index, progress=False)
    assert found(index, "Robotyne").id == "geonames:695600"
    bad.write_text(line(481453, "Tsimlyansk", country="RU", admin1="61") + "\n", encoding="utf-8")
    reports = import_files([good, bad], gazetteer=index, progress=False)
    assert [report.known for report in reports] == [True, False]


def test_an_import_changes_the_version(index: Path, tmp_path: Path) -> None:
    with Gazetteer.open(index) as gazetteer:
        before = gazetteer.version
    put(index, tmp_path / "UA.txt", OKAY)
    with Gazetteer.open(index) as gazetteer:
        assert gazetteer.version != before


def test_the_same_import_gives_the_same_answers_in_parts(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns = "".join(line(1000 + n, f"Town {n}", alternates=f"Місто {n}") + "\n" for n in range(60))
    answers = []
    for at_once in (1_000_000, 50):
        monkeypatch.setattr(layer_writer, "_NAMES_AT_ONCE", at_once)
        index = Path(shutil.copy(built, tmp_path / f"{at_once}.sqlite"))
        put(index, tmp_path / "UA.txt", towns)
        with Gazetteer.open(index) as gazetteer:
            answers.append(
                [
                    (gazetteer.lookup(f"Misto {n}"), gazetteer.key_profile(f"town {n}"))
                    for n in range(60)
                ]
            )
    assert answers[0] == answers[1]


def import_one(index: Path, path: Path) -> int:
    (report,) = import_files([path], gazetteer=index, progress=False)
    return report.places_added


def test_two_imports_at_once_wait_for_each_other(index: Path, tmp_path: Path) -> None:
    paths = []
    for n in range(2):
        paths.append(tmp_path / f"part{n}.txt")
        paths[n].write_text(line(2000 + n, f"Part {n}") + "\n", encoding="utf-8")
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(import_one, [index] * 2, paths)) == [1, 1]
    assert found(index, "Part 0").id == "geonames:2000"
    assert found(index, "Part 1").id == "geonames:2001"


def test_an_import_that_is_killed_leaves_the_gazetteer_as_it_was(
    index: Path, tmp_path: Path
) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text("".join(line(5000 + n, f"Town {n}") + "\n" for n in range(200_000)), "utf-8")
    before = digest(index)
    script = (
        "import sys; from geomap.gazetteer.importing import import_files;"
        " import_files([sys.argv[1]], gazetteer=sys.argv[2], progress=False)"
    )
    with subprocess.Popen([sys.executable, "-c", script, dump, index]) as importing:
        unfinished = index.with_name(f"{index.name}.importing")
        while not (unfinished.exists() and unfinished.stat().st_size >= index.stat().st_size):
            assert importing.poll() is None
        importing.send_signal(signal.SIGKILL)
    assert importing.returncode == -signal.SIGKILL
    assert digest(index) == before
    assert unfinished.exists()
    dump.write_text(OKAY, encoding="utf-8")
    (report,) = import_files([dump], gazetteer=index, progress=False)
    assert report.places_added == 1
    assert not unfinished.exists()


def test_without_a_gazetteer_there_is_nothing_to_import_into(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="geomap gazetteer build"):
        import_files([tmp_path / "UA.txt"], gazetteer=tmp_path / "none.sqlite")


def test_names_and_kinds_that_are_taken_or_unknown_are_refused(index: Path, tmp_path: Path) -> None:
    own = tmp_path / "geonames.csv"
    own.write_text("name,lat,lon\nA,1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--layer"):
        import_files([own], gazetteer=index)
    with pytest.raises(UsageError, match="kind 'town'"):
        import_files([own], gazetteer=index, layer="mine", kind="town")
    with pytest.raises(GazetteerImportError, match="can't read"):
        import_files([tmp_path / "missing.csv"], gazetteer=index)
