"""The version of the rules by which what people write is read: dates as bounds, wordings as numbers, data sets as
statements. What a store holds was read when it was loaded, so it keeps the version with each dataset.

A change of these rules that makes an unchanged file mean something else raises the number; then a store of the version
before is refused until its datasets are loaded again (`graph.store.reader`).

    1  up to November 2026; such stores have no number
    2  numbers that share a scale ("4 to 5 thousand"); UCDP's supporters fight the other side by inference only
    3  signs, apostrophes and digits of other scripts in numbers ("~500"); a dash before round hundreds ("5-600") and a
       group of one person by name are refused
"""

RULES_VERSION = 3
