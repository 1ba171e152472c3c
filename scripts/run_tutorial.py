"""Run docs/tutorial.ipynb and keep its outputs, so that it reads well where nothing runs.

    python scripts/run_tutorial.py

The cells are the source: edit them in Jupyter, then run this. Needs the developers' packages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from nbformat import NotebookNode

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.ipynb"


def run(notebook: NotebookNode, folder: Path, *, seconds: int = 300) -> NotebookNode:
    """The notebook with its outputs, run in a folder; raises where a cell fails."""
    client = NotebookClient(
        notebook,
        timeout=seconds,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    executed: NotebookNode = client.execute()
    return executed


def plain(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs from machine to machine, and each output once."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({})
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop("text/plain", None)  # the same once more, longer and harder to read
    return notebook


def main() -> None:
    """Run the tutorial and write it where it was."""
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.write(plain(run(notebook, TUTORIAL.parent)), TUTORIAL)
    print(TUTORIAL)


if __name__ == "__main__":
    main()
