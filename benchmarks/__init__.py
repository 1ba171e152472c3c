"""What geomap costs and how well it does, measured beside named peers."""
