"""Distances and directions on the globe, in kilometres and degrees; a sphere of 6,371 km is exact to half a percent."""

import math

RADIUS = 6371.0


def great_circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two positions in degrees (haversine)."""
    one, other = math.radians(lat1), math.radians(lat2)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def away(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The position so many kilometres from another, `bearing` in degrees from north by east."""
    angle, course, from_lat = km / RADIUS, math.radians(bearing), math.radians(lat)
    to_lat = math.asin(math.sin(from_lat) * math.cos(angle) + math.cos(from_lat) * math.sin(angle) * math.cos(course))
    turn = math.atan2(math.sin(course) * math.sin(angle) * math.cos(from_lat), math.cos(angle) - math.sin(from_lat) * math.sin(to_lat))
    return math.degrees(to_lat), (lon + math.degrees(turn) + 540) % 360 - 180
