"""Ingest numbered example articles into a store, and say after each batch what is safely in it."""

from __future__ import annotations

import sys

from example_store import article

from geomap.store import MentionStore
from geomap.store import store as store_module


def main(path, count, batch, *, bulk):
    with MentionStore(path) as store:
        if bulk:
            in_bulk(store, count, batch)
            return
        done = 0
        while done < count:
            numbers = range(done, min(done + batch, count))
            store.ingest((article(number) for number in numbers), iter, batch=batch)
            done = numbers.stop
            say(done)


def in_bulk(store, count, batch):
    store_module._BULK_BATCH = batch
    done = 0

    def told(written):
        nonlocal done
        done += written.added + written.unchanged
        say(done)

    store.add((article(number) for number in range(count)), bulk=True, batch=batch, done=told)


def say(done):
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), bulk="bulk" in sys.argv)
