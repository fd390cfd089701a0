"""The functions and procedures that people's Cypher may call: those that both engines have, that only read what is in
the graph or given, that tell nothing of the machine, and whose result is not longer than a program could ask for.
"""

AGGREGATIONS = "avg collect count max min percentileCont percentileDisc stDev stDevP sum"
PREDICATES = "all any exists isEmpty none single"
SCALARS = """char_length character_length coalesce elementId endNode head id last length nullIf properties randomUUID
size startNode timestamp toBoolean toBooleanOrNull toFloat toFloatOrNull toInteger toIntegerOrNull type valueType"""
LISTS = """keys labels nodes range reduce relationships reverse tail toBooleanList toFloatList toIntegerList
toStringList"""
STRINGS = """btrim left lower ltrim normalize replace right rtrim split substring toLower toString toStringOrNull
toUpper trim upper"""
MATHS = """abs acos asin atan atan2 ceil cos cot degrees e exp floor haversin isNaN log log10 pi radians rand
round sign sin sqrt tan"""
TEMPORALS = """date date.truncate datetime datetime.fromEpoch datetime.fromEpochMillis datetime.truncate duration
duration.between duration.inDays duration.inMonths duration.inSeconds localdatetime localdatetime.truncate localtime
localtime.truncate time time.truncate"""
CLOCKS = " ".join(
    f"{kind}.{clock}"
    for kind in ("date", "datetime", "localdatetime", "localtime", "time")
    for clock in ("realtime", "statement", "transaction")
)
SPATIALS = "point point.distance point.withinBBox"
PATHS = "allShortestPaths shortestPath"

ALLOWED = tuple(
    sorted(
        " ".join((AGGREGATIONS, PREDICATES, SCALARS, LISTS, STRINGS, MATHS, TEMPORALS, CLOCKS, SPATIALS, PATHS)).split()
    )
)
FUNCTIONS = frozenset(name.lower() for name in ALLOWED)
