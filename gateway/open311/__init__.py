"""Open311 GeoReport v2, so that any 311 app can report here and follow: https://wiki.open311.org."""
