"""Place, Road, Corridor, movement classes: the ground, as data.

Guarantees: coordinates in degrees WGS84, lengths in km, hours of driving in normal times.
Refuses: a road from a place to itself, a corridor without roads.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from corridor.records.base import Record, Share, Slug

MovementClass = Literal["fuel_convoy", "tanker", "coach", "car", "aid", "foreign_national"]
MOVEMENT_CLASSES: tuple[MovementClass, ...] = (
    "fuel_convoy",
    "tanker",
    "coach",
    "car",
    "aid",
    "foreign_national",
)
MOVEMENT_LABELS: dict[str, tuple[str, str]] = {
    "fuel_convoy": ("escorted fuel convoy", "convoi de carburant escorté"),
    "tanker": ("single tanker or lorry", "camion ou citerne isolé"),
    "coach": ("public coach", "car de transport public"),
    "car": ("private car", "voiture particulière"),
    "aid": ("aid vehicle", "véhicule humanitaire"),
    "foreign_national": ("foreign national", "ressortissant étranger"),
}


class Place(Record):
    """A town, border post, port or airfield. `variants` are other spellings."""

    id: Slug
    name_en: str
    name_fr: str
    variants: tuple[str, ...] = ()
    kind: str
    country: str = Field(min_length=2, max_length=2)
    admin1: str = ""
    admin1_new: str = ""
    pcode: str = ""
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    coord_source: str
    population: float | None = Field(default=None, ge=0)
    population_source: str = ""
    known_from: date


class Road(Record):
    """A stretch between two places; `geometry` is a line of (lon, lat)."""

    id: Slug
    name_en: str
    name_fr: str
    from_place: Slug
    to_place: Slug
    ref: str = ""
    km: float = Field(gt=0)
    hours: float = Field(gt=0)
    source: str
    basis: Literal["reported", "derived", "assumption"]
    geometry: tuple[tuple[float, float], ...] = Field(min_length=2)
    countries: tuple[str, ...] = ()
    known_from: date


class Corridor(Record):
    """An ordered chain of roads from a port or border to a city.

    `normal_share` is the share of the country's normal fuel inflow (imports only).
    """

    id: Slug
    name_en: str
    name_fr: str
    kind: Literal["import", "inland"]
    origin: Slug
    border: Slug | None = None
    destination: Slug
    roads: tuple[Slug, ...] = Field(min_length=1)
    normal_share: Share | None = None
    share_low: Share | None = None
    share_high: Share | None = None
    source: str
    basis: Literal["reported", "derived", "assumption"]
    known_from: date
