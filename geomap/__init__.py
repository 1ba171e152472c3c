"""Read articles, find the places they name, and map every point back to its sentences."""
