"""Time zones as people call them: by a city, a country, or the letters on a calendar."""

import re
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
        "America/Bogota": "colombia,medellin,cali,barranquilla",
        "America/Caracas": "venezuela",
        "America/Chicago": "cst,cdt,ct,central time,texas,houston,dallas",
        "America/Costa_Rica": "costa rica,san jose",
        "America/Denver": "mst,mdt,mt,mountain time",
        "America/El_Salvador": "el salvador",
        "America/Guatemala": "guatemala",
        "America/Guayaquil": "ecuador,quito",
        "America/Halifax": "atlantic time",
        "America/Havana": "cuba,la habana,habana",
        "America/La_Paz": "bolivia",
        "America/Lima": "peru",
        "America/Los_Angeles": "pst,pdt,pt,la,pacific time,california,san francisco,seattle",
        "America/Managua": "nicaragua",
        "America/Mexico_City": "mexico,ciudad de mexico,cdmx,mexico df,guadalajara,puebla",
        "America/Montevideo": "uruguay",
        "America/New_York": "est,edt,et,nyc,ny,eastern time,nueva york,boston,miami,washington,"
        "united states,estados unidos,usa",
        "America/Panama": "panama",
        "America/Puerto_Rico": "puerto rico,san juan",
        "America/Phoenix": "arizona",
        "America/Santiago": "chile,santiago de chile",
        "America/Santo_Domingo": "dominican republic,republica dominicana",
        "America/Sao_Paulo": "brazil,brasil,rio de janeiro",
        "America/Tegucigalpa": "honduras",
        "America/Toronto": "canada,ottawa",
        "Asia/Bangkok": "thailand,tailandia",
        "Asia/Dubai": "united arab emirates,emiratos arabes unidos,abu dhabi",
        "Asia/Ho_Chi_Minh": "vietnam",
        "Asia/Hong_Kong": "hong kong",
        "Asia/Jakarta": "indonesia",
        "Asia/Jerusalem": "israel,tel aviv",
        "Asia/Karachi": "pakistan",
        "Asia/Kolkata": "india,ist,delhi,mumbai,bombay,bangalore",
        "Asia/Manila": "philippines,filipinas",
        "Asia/Seoul": "south korea,corea del sur,seul",
        "Asia/Shanghai": "china,beijing,pekin",
        "Asia/Singapore": "singapur",
        "Asia/Tokyo": "japan,japon,jst,tokio",
        "Atlantic/Canary": "canary islands,canarias,islas canarias,tenerife,las palmas",
        "Australia/Sydney": "australia,aest,sidney",
        "Europe/Amsterdam": "netherlands,holland,paises bajos,holanda",
        "Europe/Athens": "greece,grecia,atenas,eet,eest",
        "Europe/Berlin": "germany,alemania,berlin,cet,cest,munich",
        "Europe/Brussels": "belgium,belgica,bruselas",
        "Europe/Copenhagen": "denmark,dinamarca,copenhague",
        "Europe/Dublin": "ireland,irlanda",
        "Europe/Helsinki": "finland,finlandia",
        "Europe/Istanbul": "turkey,turquia,estambul",
        "Europe/Kyiv": "ukraine,ucrania,kiev",
        "Europe/Lisbon": "portugal,lisboa,porto,oporto,wet,west",
        "Europe/London": "united kingdom,uk,england,great britain,bst,londres,reino unido,inglaterra,"
        "edinburgh,glasgow,manchester",
        "Europe/Madrid": "spain,espana,peninsula,barcelona,sevilla,valencia,bilbao,malaga,zaragoza,a coruna",
        "Europe/Moscow": "russia,rusia,moscu,msk",
        "Europe/Oslo": "norway,noruega",
        "Europe/Paris": "france,francia",
        "Europe/Prague": "czechia,chequia,praga",
        "Europe/Rome": "italy,italia,roma,milan",
        "Europe/Stockholm": "sweden,suecia,estocolmo",
        "Europe/Vienna": "austria,viena",
        "Europe/Warsaw": "poland,polonia,varsovia",
        "Europe/Zurich": "switzerland,suiza,zurich,ginebra,geneva",
        "Pacific/Auckland": "new zealand,nueva zelanda,wellington",
        "Pacific/Honolulu": "hawaii,hst",
        "UTC": "gmt,z,zulu,universal",
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
# Not a place: the machine's own, and the mark of a machine that was never told its own.
_NO_PLACES = frozenset({"localtime", "Factory"})
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\u2212-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


def usual_zone(locale: str) -> str:
    """The likeliest zone of somebody with one of Discord's locales."""
    return _OF_LOCALES.get(locale, UNIVERSAL)


def zone_named(typed: str) -> str | None:
    """The zone that is called so, by its own name, a city, a country or an offset; None if there is none."""
    return _fixed(typed) or _names().get(normalise(typed)) or _own_names().get(typed.strip().casefold())


def zone_near(typed: str) -> str | None:
    """The zone whose name is most like what was typed; None if none is. No offset is like another."""
    if _OFFSET.fullmatch(typed.strip()):
        return None
    names = _names()
    near = nearest(normalise(typed), list(names))
    return None if near is None else names[near]


def zones_like(typed: str, count: int) -> Sequence[str]:
    """At most `count` zones that `typed` may become, those that begin with it first; none for nothing typed."""
    wanted, fixed = normalise(typed), _fixed(typed)
    if fixed is not None:
        return (fixed,)
    if not wanted:
        return ()
    names = _names()
    exact = [zone for name, zone in names.items() if name == wanted]
    beginning = [zone for name, zone in names.items() if name.startswith(wanted)]
    inside = [zone for name, zone in names.items() if f" {wanted}" in name]
    return tuple(dict.fromkeys((*exact, *beginning, *inside)))[:count]


def _fixed(typed: str) -> str | None:
    """UTC+2, gmt-03:00, +2: the zone of whole hours, in whose name the sign is turned round (Etc/GMT-2)."""
    found = _OFFSET.fullmatch(typed.strip())
    if found is None or found[3] not in {None, "00"}:
        return None
    sign, hours = "-" if found[1] == "+" else "+", int(found[2])
    return _own_names().get(f"etc/gmt{sign}{hours}") if hours else UNIVERSAL


@cache
def _own_names() -> Mapping[str, str]:
    """Every zone by its own name, older ones too, as somebody may have copied it."""
    names = available_timezones() - _NO_PLACES
    return MappingProxyType({zone.casefold(): zone for zone in sorted(names)})


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
