"""Time zones as people call them: by a city, a country, or the letters on a calendar."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

from knowledge.normalising import normalise
from knowledge.problems import nearest

# Every zone of a place begins with one of these; the others are older names, and offsets whose signs are turned round.
_PARTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

# What is no city of the zones' own: countries by their largest city, cities in Spanish, letters that people write.
_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "Africa/Cairo": "egypt,egipto,el cairo",
        "Africa/Casablanca": "morocco,marruecos",
        "Africa/Johannesburg": "south africa,sudafrica,johannesburgo",
        "Africa/Lagos": "nigeria",
        "Africa/Malabo": "equatorial guinea,guinea ecuatorial",
        "Africa/Nairobi": "kenya,kenia",
        "America/Argentina/Buenos_Aires": "argentina,buenos aires",
        "America/Asuncion": "paraguay",
        "America/Bogota": "colombia",
        "America/Caracas": "venezuela",
        "America/Chicago": "cst,cdt,central time,texas,houston,dallas",
        "America/Costa_Rica": "costa rica,san jose",
        "America/Denver": "mst,mdt,mountain time",
        "America/El_Salvador": "el salvador",
        "America/Guatemala": "guatemala",
        "America/Guayaquil": "ecuador,quito",
        "America/Halifax": "atlantic time",
        "America/Havana": "cuba,la habana",
        "America/La_Paz": "bolivia",
        "America/Lima": "peru",
        "America/Los_Angeles": "pst,pdt,pacific time,california,san francisco,seattle",
        "America/Managua": "nicaragua",
        "America/Mexico_City": "mexico,ciudad de mexico,cdmx",
        "America/Montevideo": "uruguay",
        "America/New_York": "est,edt,eastern time,nueva york,boston,miami,washington,united states,estados unidos,usa",
        "America/Panama": "panama",
        "America/Puerto_Rico": "puerto rico,san juan",
        "America/Santiago": "chile",
        "America/Santo_Domingo": "dominican republic,republica dominicana",
        "America/Sao_Paulo": "brazil,brasil,rio de janeiro",
        "America/Tegucigalpa": "honduras",
        "America/Toronto": "canada,ottawa",
        "Asia/Dubai": "united arab emirates,emiratos arabes unidos,abu dhabi",
        "Asia/Hong_Kong": "hong kong",
        "Asia/Jakarta": "indonesia",
        "Asia/Jerusalem": "israel,tel aviv",
        "Asia/Karachi": "pakistan",
        "Asia/Kolkata": "india,ist,delhi,mumbai,bangalore",
        "Asia/Manila": "philippines,filipinas",
        "Asia/Seoul": "south korea,corea del sur,seul",
        "Asia/Shanghai": "china,beijing,pekin",
        "Asia/Singapore": "singapur",
        "Asia/Tokyo": "japan,japon,jst,tokio",
        "Atlantic/Canary": "canary islands,canarias,islas canarias,tenerife",
        "Australia/Sydney": "australia,aest,sidney",
        "Europe/Amsterdam": "netherlands,holland,paises bajos,holanda",
        "Europe/Athens": "greece,grecia,atenas",
        "Europe/Berlin": "germany,alemania,berlin,cet,cest,munich",
        "Europe/Brussels": "belgium,belgica,bruselas",
        "Europe/Copenhagen": "denmark,dinamarca,copenhague",
        "Europe/Dublin": "ireland,irlanda",
        "Europe/Helsinki": "finland,finlandia",
        "Europe/Istanbul": "turkey,turquia,estambul",
        "Europe/Kyiv": "ukraine,ucrania,kiev",
        "Europe/Lisbon": "portugal,lisboa",
        "Europe/London": "united kingdom,uk,england,great britain,bst,londres,reino unido,inglaterra,edinburgh",
        "Europe/Madrid": "spain,espana,barcelona,sevilla,valencia",
        "Europe/Moscow": "russia,rusia,moscu",
        "Europe/Oslo": "norway,noruega",
        "Europe/Paris": "france,francia",
        "Europe/Prague": "czechia,chequia,praga",
        "Europe/Rome": "italy,italia,roma,milan",
        "Europe/Stockholm": "sweden,suecia,estocolmo",
        "Europe/Vienna": "austria,viena",
        "Europe/Warsaw": "poland,polonia,varsovia",
        "Europe/Zurich": "switzerland,suiza,zurich,ginebra,geneva",
        "Pacific/Auckland": "new zealand,nueva zelanda",
        "UTC": "gmt,zulu,universal",
    }
)

# Where most people who have set Discord to a language like this are, until a server has used another zone.
_OF_LOCALES: Mapping[str, str] = MappingProxyType(
    {
        "en-GB": "Europe/London",
        "en-US": "America/New_York",
        "es-ES": "Europe/Madrid",
        "es-419": "America/Mexico_City",
        "pt-BR": "America/Sao_Paulo",
        "fr": "Europe/Paris",
        "de": "Europe/Berlin",
        "it": "Europe/Rome",
        "ja": "Asia/Tokyo",
    }
)
UNIVERSAL = "UTC"


def usual_zone(locale: str) -> str:
    """The likeliest zone of somebody with one of Discord's locales."""
    return _OF_LOCALES.get(locale, UNIVERSAL)


def zone_named(typed: str) -> str | None:
    """The zone that is called so, by its own name, a city, or a country; None if there is none."""
    return _names().get(normalise(typed))


def zone_near(typed: str) -> str | None:
    """The zone whose name is most like what was typed; None if none is."""
    names = _names()
    near = nearest(normalise(typed), list(names))
    return None if near is None else names[near]


def zones_like(typed: str, count: int) -> Sequence[str]:
    """At most `count` zones that `typed` may become, those that begin with it first; none for nothing typed."""
    wanted = normalise(typed)
    if not wanted:
        return ()
    names = _names()
    exact = [zone for name, zone in names.items() if name == wanted]
    beginning = [zone for name, zone in names.items() if name.startswith(wanted)]
    inside = [zone for name, zone in names.items() if f" {wanted}" in name]
    return tuple(dict.fromkeys((*exact, *beginning, *inside)))[:count]


@cache
def _names() -> Mapping[str, str]:
    """Each zone by all that it is called. What people mostly mean comes before a village of the same name."""
    return MappingProxyType({normalise(name): zone for name, zone in reversed(list(_called()))})


def _called() -> Iterator[tuple[str, str]]:
    known = available_timezones()
    yield UNIVERSAL, UNIVERSAL
    for zone, names in _CALLED.items():
        if zone in known or zone == UNIVERSAL:
            yield from ((name, zone) for name in names.split(","))
    for zone in sorted(known):
        if zone.partition("/")[0] in _PARTS:
            yield zone.rpartition("/")[2].replace("_", " "), zone
            yield zone, zone
