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

# What says which half of the day is meant.
AM_PM: Mapping[str, str] = {
    "in the morning": "am",
    "de la manana": "am",
    "por la manana": "am",
    "de la madrugada": "am",
    "in the afternoon": "pm",
    "in the evening": "pm",
    "at night": "pm",
    "de la tarde": "pm",
    "por la tarde": "pm",
    "de la noche": "pm",
    "por la noche": "pm",
    "this evening": "today pm",
    "esta tarde": "today pm",
    "esta noche": "today pm",
    "tonight": "today pm",
    "evening": "pm",
    "noche": "pm",
}

# A time by its name.
TIMES: Mapping[str, tuple[int, int]] = {
    "noon": (12, 0),
    "midday": (12, 0),
    "mediodia": (12, 0),
    "midnight": (0, 0),
    "medianoche": (0, 0),
}

# Words between the others that change nothing.
_AROUND_DAYS = "on the this of a an next coming el del dia este esta proximo proxima que viene st nd rd th"
_AROUND_TIMES = "at to by from for las la los de al h hs hrs hr hour hours hora horas oclock en punto y"
FILLERS = frozenset((*_AROUND_DAYS.split(), *_AROUND_TIMES.split()))
