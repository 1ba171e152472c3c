"""``python -m benchmarks speed|accuracy [NAME...]``: run the benches that have such a part.

A bench is a module ``bench_NAME`` with a function ``speed()`` or ``accuracy(corpora)``, or both.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import benchmarks
from geomap.geoparser import take_one_core


def main(arguments: list[str]) -> int:
    """Run the named benches, or all; return the exit status."""
    if not arguments or arguments[0] not in {"speed", "accuracy"}:
        print(__doc__, file=sys.stderr)
        return 2
    part, *wanted = arguments
    take_one_core()  # one process is one core in all figures
    corpora = Path(os.environ.get("GEOMAP_CORPORA") or "corpora")
    if part == "accuracy" and not corpora.is_dir():
        print("GEOMAP_CORPORA does not name a folder of gold corpora", file=sys.stderr)
        return 2
    for module in pkgutil.iter_modules(benchmarks.__path__):
        name = module.name.removeprefix("bench_")
        if name == module.name or (wanted and name not in wanted):
            continue
        bench = import_module(f"benchmarks.{module.name}")
        if hasattr(bench, part):
            print(f"\n=== {part}: {name} ===", flush=True)
            getattr(bench, part)(*([corpora] if part == "accuracy" else []))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
