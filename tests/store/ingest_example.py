"""Ingest numbered example articles into a store, and say after each batch what is safely in it."""

from __future__ import annotations

import sys

from example_store import article

from geomap.store import MentionStore


def main(path, count, batch):
    with MentionStore(path) as store:
        done = 0
        while done < count:
            numbers = range(done, min(done + batch, count))
            store.ingest((article(number) for number in numbers), iter, batch=batch)
            done = numbers.stop
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
