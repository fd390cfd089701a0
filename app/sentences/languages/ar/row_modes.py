"""Words with which Arabic rows say modes, units, terms and the rest; verbs are in `verbs.py`."""

from typing import NamedTuple

from app.sentences.languages.ar.grammar import Noun

# the verbal noun of each predicate, with the word that goes with it: `نقل`, `التحالف مع`
NOUNS = {
    "succeeds": "خلافة",
    "is_independent": "الاستقلال",
    "causes": "أن يؤدي إلى",
    "ends": "إنهاء",
    "enables": "إتاحة",
    "endangers": "إضعاف الأمن في",
    "holds": "احتجاز",
    "guards": "حراسة",
    "administers": "إدارة مكان",
    "captures": "القبض على",
    "arrests": "اعتقال",
    "surrenders_to": "الاستسلام إلى",
    "takes_hostage": "احتجاز",
    "interns": "وضع",
    "transfers": "نقل",
    "exchanges": "مبادلة",
    "releases": "إطلاق سراح",
    "escapes": "فرار",
    "rescues": "إنقاذ",
    "repatriates": "إعادة",
    "deports": "ترحيل",
    "dies_in_custody": "وفاة",
    "kills_in_custody": "قتل",
    "disappears": "اختفاء",
    "charges": "توجيه اتهامات إلى",
    "prosecutes": "محاكمة",
    "convicts": "إدانة",
    "sentences": "إصدار أحكام بحق",
    "mistreats": "إساءة معاملة",
    "abandons": "التخلي عن",
    "forbids": "حظر",
    "guarantees": "كفالة",
    "rejects": "رفض",
    "respects": "احترام قوانين وأحكام",
    "suspected_of": "الاشتباه في انتماء",
    "allied_with": "التحالف مع",
    "supports": "دعم",
    "cooperates_with": "التعاون مع",
    "fights_beside": "القتال إلى جانب",
    "hostile_to": "معاداة",
    "fights": "قتال",
    "distrusts": "الارتياب في",
    "threatens": "تهديد",
    "ceasefire_with": "مهادنة",
    "in_contact_with": "التواصل مع",
    "defeats": "هزيمة",
    "attacks": "مهاجمة",
    "besieges": "محاصرة",
    "sanctions": "فرض عقوبات على",
    "condemns": "إدانة",
    "agrees": "الاتفاق مع",
    "displaces": "تهجير",
    "escorts": "مرافقة",
    "suspends": "تعليق",
    "recruits": "تجنيد",
    "shuts_down": "إغلاق",
    "disputes_with": "منازعة",
    "worries_about": "القلق بشأن",
    "visits": "زيارة",
    "comments_on": "التعليق على",
    "publishes": "نشر",
    "identifies": "تحديد هوية",
    "knows_who": "معرفة من هم",
    "part_of": "أن يكون جزءًا من",
    "located_in": "أن يكون في",
    "of_nationality": "أن يكون من جنسية",
    "composed_of": "ضم",
    "leads": "قيادة",
    "speaks_for": "التحدث باسم",
    "controls": "السيطرة على",
    "operates": "تشغيل",
    "secures": "تأمين",
    "takes_over": "تولي إدارة",
    "founded": "تأسيس",
    "dissolved": "حل",
    "detained_at": "احتجاز",
    "joins": "الانضمام إلى",
    "splits_from": "الانشقاق عن",
    "merges_into": "الاندماج في",
    "takes_name": "تغيير الاسم",
    "member_of": "أن يكون عضوًا في",
    "goes_on": "استمرار",
}
# of charges, investigations and trials alike, where nothing says that there was a trial
PROSECUTING = {False: ("لاحق قضائيًا", "لاحقت قضائيًا"), True: ("لوحق قضائيًا", "لوحقت قضائيًا")}  # by whether passive
# an exchange from each side of it: the verb and the verbal noun, by the role of who is spoken of
EXCHANGED = {
    "from_holder": (("سلّم", "سلّمت"), "تسليم"),
    "to_holder": (("تسلّم", "تسلّمت"), "تسلّم"),
}
CARRYING_OUT = "إجراء عملية تبادل"  # of who plans or offers one between others, and what these do in it
WITHIN_EXCHANGE = {"from_holder": ("يسلّم فيها", "تسلّم فيها"), "to_holder": ("يتسلّم فيها", "تتسلّم فيها")}
HANDING_OVER = (("سلّم", "سلّمت"), "تسليم")  # of who moves people out of its own hands
# what of a verb stands behind its object
BEHIND_OBJECT = {"takes_hostage": "رهائن", "interns": "في معسكر اعتقال", "kills_in_custody": "في الاحتجاز"}
BEFORE_OBJECT = {"suspected_of": "إلى", "detained_at": "في"}
NO_OBJECT = {"prosecutes": "أشخاصًا", "comments_on": "ذلك"}  # what is said where nothing is the object
HELD_BY = {"dies_in_custody": ("لدى", "قيد الاحتجاز"), "disappears": ("لدى", "")}  # who held them; nobody named


class ArabicModeWords(NamedTuple):
    """How a mode is said before the verbal noun: of who acts, in the masculine and the feminine, with the word behind
    the name; where nobody is named; of who does not, in both; and behind the clause."""

    acts: tuple[str, str]
    then: str
    is_done: str
    acts_not: tuple[str, str]
    behind: str = ""


MODES = {
    "intended": ArabicModeWords(("يعتزم", "تعتزم"), "", "من المقرر", ("لا يعتزم", "لا تعتزم")),
    "agreed": ArabicModeWords(("وافق", "وافقت"), "على", "اتُّفق على", ("لم يوافق", "لم توافق")),
    "ordered": ArabicModeWords(("أُمر", "أُمرت"), "ب", "صدر أمر ب", ("لم يُؤمر", "لم تُؤمر")),
    "offered": ArabicModeWords(("عرض", "عرضت"), "", "عُرض", ("لم يعرض", "لم تعرض")),
    "expected": ArabicModeWords(("يُتوقع من", "يُتوقع من"), "", "يُتوقع", ("لا يُتوقع من", "لا يُتوقع من")),
    "conditional": ArabicModeWords(
        ("قد يعمد", "قد تعمد"), "إلى", "قد يجري", ("لن يعمد", "لن تعمد"), "، بشرط أن يحدث أمر آخر قبل ذلك"
    ),
    "urged": ArabicModeWords(("يُطالَب", "تُطالَب"), "ب", "هناك دعوة إلى", ("لا يُطالَب", "لا تُطالَب")),
    "under_way": ArabicModeWords(
        ("كان يعمل", "كانت تعمل"), "على", "كان يجري", ("لم يكن يعمل", "لم تكن تعمل"), "، ولم ينته ذلك"
    ),
}
# what a unit is called: the forms that numbers count, and the stem of two
UNITS = {
    "people": (Noun("أشخاص", "شخصًا", "شخص"), "شخص"),
    "men": (Noun("رجال", "رجلًا", "رجل"), "رجل"),
    "women": (Noun("نساء", "امرأة", "امرأة", is_feminine=True), "امرأت"),
    "children": (Noun("أطفال", "طفلًا", "طفل"), "طفل"),
    "deaths": (Noun("قتلى", "قتيلًا", "قتيل"), "قتيل"),
    "families": (Noun("عائلات", "عائلة", "عائلة", is_feminine=True), "عائلت"),
    "cases": (Noun("قضايا", "قضية", "قضية", is_feminine=True), "قضيت"),
    "sentences": (Noun("أحكام", "حكمًا", "حكم"), "حكم"),
    "facilities": (Noun("منشآت", "منشأة", "منشأة", is_feminine=True), "منشأت"),
    "countries": (Noun("دول", "دولة", "دولة", is_feminine=True), "دولت"),
    "nationalities": (Noun("جنسيات", "جنسية", "جنسية", is_feminine=True), "جنسيت"),
    "outlets": (Noun("وسائل إعلام", "وسيلة إعلام", "وسيلة إعلام", is_feminine=True), "وسيلت"),
    "flights": (Noun("رحلات جوية", "رحلة جوية", "رحلة جوية", is_feminine=True), "رحلت"),
    "vehicles": (Noun("مركبات", "مركبة", "مركبة", is_feminine=True), "مركبت"),
    "issues": (Noun("شكاوى", "شكوى", "شكوى", is_feminine=True), "شكوي"),
    "minutes": (Noun("دقائق", "دقيقة", "دقيقة", is_feminine=True), "دقيقت"),
}
SHARES = {"per cent": "في المئة"}
FEMININE_UNITS = ("women", "families")
KINDS = {"cap": "، وهو أقصى ما يُسمح به", "peak": "، وهو الأكثر في وقت واحد", "cumulative": " في المجموع"}
STANCES = {
    "denies": "ينفي",
    "confirms": "يؤكد",
    "corrects": "يصحح",
    "qualifies": "يتحفظ على",
    "questions": "يشكك في",
    "declines": "يمتنع عن التعليق على",
}
PARTS = {"disjoint": "لا أحد في جزأين منه", "exhaustive": "أجزاؤه هي كله، ولا أحد في جزأين منه"}
POINTS = {"start": "بداية ", "end": "نهاية ", "said": "يوم القول في "}
MOMENTS = {"": "فيه", "start": "بدأ فيه أنه", "end": "انتهى فيه أنه"}  # of what another row says
TIES = {"after": "بعد", "before": "قبل"}
# what a term adds to the verb
ADDED = {
    "death": "بالإعدام",
    "imprisonment": "بالسجن",
    "life": "بالسجن المؤبد",
    "torture": "بالتعذيب",
    "abandonment": "بتركهم بلا رعاية",
    "sham": "في محاكمات صورية",
    "no_lawyer": "بلا محام",
    "fair": "بعدل",
    "temporary": "مؤقتًا",
    "largely": "في معظمه",
}
# what a term adds behind the days
BEHIND = {
    "pretrial": "قبل المحاكمة",
    "convicted": "بعد الإدانة",
    "conviction": "بعد إدانتهم",
    "death_row": "تحت حكم بالإعدام",
    "secure": "في منشآت أكثر أمنًا",
    "unacknowledged": "من دون اعتراف بذلك",
    "lawful": "وفق القانون",
    "defence": "مع الحق في الدفاع",
    "appeal": "مع الحق في الاستئناف",
    "minutes_long": "في محاكمات لا تدوم سوى دقائق",
    "anonymous_informants": "بناء على مخبرين لم تُكشف أسماؤهم",
    "no_evidence": "بلا أدلة",
    "coerced_confession": "بناء على اعترافات قسرية",
    "overwhelmed": "في محاكم فوق طاقتها",
    "opaque": "في محاكمات غير شفافة",
    "improved": "في محاكمات أفضل مما كانت",
    "systemic_issues": "مع عيوب في عمل القضاء",
    "terrorism_charges": "بتهم الإرهاب",
    "decisive": "بأحكام نهائية",
    "international_obligations": "وفق الالتزامات الدولية",
    "justice_for_victims": "إنصافًا للضحايا",
    "public_security": "من أجل أمن الدول",
    "security": "خوفًا على أمن السجون",
    "escape": "خوفًا من الفرار",
    "due_process": "حرصًا على سلامة المحاكمات",
    "fate": "قلقًا على مصير الناس",
    "control": "من حيث السيطرة على المكان",
    "management": "من حيث إدارة المكان",
}
OF_TERM = {"torture": "التعذيب"}  # as what is forbidden


def name_unit(unit: str) -> str:
    """What a unit is called without a number, in the plural."""
    return UNITS[unit][0].plural if unit in UNITS else SHARES.get(unit, unit)
