from __future__ import annotations

import geomap


def test_all_lists_the_public_names_in_order() -> None:
    assert geomap.__all__ == sorted(geomap._HOMES)
    assert dir(geomap) == geomap.__all__


def test_every_public_name_is_where_it_is_said_to_be() -> None:
    for name in geomap.__all__:
        assert getattr(geomap, name).__name__ == name
