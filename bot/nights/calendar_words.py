"""What people call days and months, in every language at once: letters only, no accents, no capitals."""

from collections.abc import Mapping

# Monday is 0, as in Python.
WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes lun",
            "tuesday tues tue martes mar",
            "wednesday wed weds miercoles mier mie",
            "thursday thurs thur thu jueves jue",
            "friday fri viernes vie",
            "saturday sat sabado sab",
            "sunday sun domingo dom",
        )
    )
    for name in names.split()
}

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}

# How many days from today.
DAYS_FROM_NOW: Mapping[str, int] = {
    "day after tomorrow": 2,
    "pasado manana": 2,
    "today": 0,
    "hoy": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "manana": 1,
}

# What says which half of the day is meant. The hours of a night begin before midnight and end after it.
AM_PM: Mapping[str, str] = {
    "in the morning": "am",
    "de la manana": "am",
    "por la manana": "am",
    "de la madrugada": "am",
    "morning": "am",
    "in the afternoon": "pm",
    "afternoon": "pm",
    "in the evening": "pm",
    "del mediodia": "pm",
    "de la tarde": "pm",
    "por la tarde": "pm",
    "at night": "night",
    "de la noche": "night",
    "por la noche": "night",
    "this evening": "today pm",
    "esta tarde": "today pm",
    "esta noche": "today night",
    "tonight": "today night",
    "evening": "pm",
    "night": "night",
    "noche": "night",
    "tarde": "pm",
}

# A time by its name, as hours of the day: midnight is its end.
TIMES: Mapping[str, int] = {"noon": 12, "midday": 12, "mediodia": 12, "midnight": 24, "medianoche": 24}

# Numbers that people write out when they say what time it is, or how soon. English "once" is no number.
NUMBERS: Mapping[str, int] = {
    name: number
    for number, names in {
        1: "una one primero first",
        2: "dos two",
        3: "tres three",
        4: "cuatro four",
        5: "cinco five",
        6: "seis six",
        7: "siete seven",
        8: "ocho eight",
        9: "nueve nine",
        10: "diez ten",
        11: "once eleven",
        12: "doce twelve",
        15: "quince fifteen",
        20: "veinte twenty",
        25: "veinticinco",
        30: "treinta thirty",
        45: "forty-five",
    }.items()
    for name in names.split()
}

# Words between the others that change nothing.
_AROUND_DAYS = "on the this of a an next coming el del dia este esta proximo proxima que viene st nd rd th"
_AROUND_TIMES = "at to by from for las la los de al h hs hrs hr hour hours hora horas oclock en punto y"
FILLERS = frozenset((*_AROUND_DAYS.split(), *_AROUND_TIMES.split()))
