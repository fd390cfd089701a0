/**
 * The texts of the page in Arabic. What is not here stays English, and the foot of the page says how much that is.
 *
 * Digits are Western and months have both their names, as in the sentences of answers.
 */
import type { Words } from "./index";
import type { Translation } from "./translation";

const number = new Intl.NumberFormat("ar-u-nu-latn");
const rules = new Intl.PluralRules("ar");

const MONTHS = [
  "يناير/كانون الثاني",
  "فبراير/شباط",
  "مارس/آذار",
  "أبريل/نيسان",
  "مايو/أيار",
  "يونيو/حزيران",
  "يوليو/تموز",
  "أغسطس/آب",
  "سبتمبر/أيلول",
  "أكتوبر/تشرين الأول",
  "نوفمبر/تشرين الثاني",
  "ديسمبر/كانون الأول",
];

/** One, two, three to ten, eleven to ninety-nine, and whole hundreds. */
type Noun = readonly [one: string, two: string, few: string, many: string, other: string];

const ROW: Noun = ["صف واحد", "صفان", "صفوف", "صفًا", "صف"];
const TEXT: Noun = ["نص واحد", "نصان", "نصوص", "نصًا", "نص"];
const STATEMENT: Noun = ["إفادة واحدة", "إفادتان", "إفادات", "إفادة", "إفادة"];
const SOURCE: Noun = ["مصدر واحد", "مصدران", "مصادر", "مصدرًا", "مصدر"];
const GROUP: Noun = ["مجموعة واحدة", "مجموعتان", "مجموعات", "مجموعة", "مجموعة"];
const SUGGESTION: Noun = ["اقتراح واحد", "اقتراحان", "اقتراحات", "اقتراحًا", "اقتراح"];
const PLACE: Noun = ["مكان واحد", "مكانان", "أماكن", "مكانًا", "مكان"];
const FIGURE: Noun = ["رقم واحد", "رقمان", "أرقام", "رقمًا", "رقم"];
const REPORT: Noun = ["خبر واحد", "خبران", "أخبار", "خبرًا", "خبر"];
const COMPARISON: Noun = ["مقارنة واحدة", "مقارنتان", "مقارنات", "مقارنة", "مقارنة"];
const COUNT: Noun = ["إحصاء واحد", "إحصاءان", "إحصاءات", "إحصاءً", "إحصاء"];
const PAIR: Noun = ["زوج واحد", "زوجان", "أزواج", "زوجًا", "زوج"];
const ACTOR: Noun = ["طرف واحد", "طرفان", "أطراف", "طرفًا", "طرف"];
const STEP: Noun = ["خطوة واحدة", "خطوتان", "خطوات", "خطوة", "خطوة"];
const BEGINNING: Noun = ["بداية واحدة", "بدايتان", "بدايات", "بداية", "بداية"];
const DAY: Noun = ["يوم واحد", "يومان", "أيام", "يومًا", "يوم"];
const YEAR: Noun = ["سنة واحدة", "سنتان", "سنوات", "سنة", "سنة"];
const JUDGEMENT: Noun = ["حكم واحد", "حكمان", "أحكام", "حكمًا", "حكم"];
const VERB: Noun = ["فعل واحد", "فعلان", "أفعال", "فعلًا", "فعل"];

/** A number with what it counts. */
function counted(n: number, [one, two, few, many, other]: Noun): string {
  const forms = { zero: `لا ${few}`, one, two, few: `${digits(n)} ${few}`, many: `${digits(n)} ${many}` };
  const form = rules.select(n);
  return form === "other" ? `${digits(n)} ${other}` : forms[form];
}

function digits(n: number): string {
  return number.format(n);
}

/** A year, a month or a day: "5 فبراير/شباط 2026". */
function period(edtf: string): string {
  const [year, month, day] = edtf.split("-");
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** A day of the calendar in words, since its parts would stand in another order between Arabic words; else as it is. */
function inWords(day: string): string {
  return /^\d{4}(-\d\d){0,2}$/.test(day) ? period(day) : day;
}

/** A question about what nobody says; what was done is a noun, so that no verb needs the gender of who did it. */
function ask(silence: Parameters<Words["silences"]["ask"]>[0]): string {
  const { what, kind, why, who, whom, where, when } = silence;
  const there = (who && ` لدى ${who}`) + (where && ` في ${where}`);
  if (what === "a second speaker") return askAnother(silence, there);
  if (what === "an end") return `حتى أي يوم استمر احتجاز ${whom}${there}؟`;
  if (what === "a judgement") return `هل الأخبار عن احتجاز ${whom}${there} أخبار عن حدث واحد؟`;
  if (what !== "a sighting" && why === "move") return `كم شخصًا شمل نقل ${whom}${there}${when}؟`;
  if (what !== "a sighting") return `كم كان${why === "unbounded" ? " على الأكثر" : ""} عدد ${whom}${there}${when}؟`;
  if (kind === "stale") return `هل استمر احتجاز ${whom}${there} بعد ذلك؟ وإلا فحتى أي يوم، وإلى أين نُقلوا؟`;
  return who ? `هل يمكن تأكيد احتجاز ${whom}${there}${when}؟` : `أين ذهب ${whom}، ومن يحتجزهم منذ ذلك الحين؟`;
}

function askAnother({ why, whom, when, but }: Parameters<Words["silences"]["ask"]>[0], there: string): string {
  const asked = { move: "يؤكد نقل", count: "يعرف عدد" }[why] ?? "يؤكد احتجاز";
  return `غير ${but}: من ${asked} ${whom}${there}${when}؟`;
}

const ar: Translation<Words> = {
  direction: "rtl",
  comma: "، ",
  number: digits,
  language: (code) => new Intl.DisplayNames(["ar"], { type: "language" }).of(code) ?? code,
  site: "whoholds",
  guide: "الدليل (بالإنجليزية)",
  licences: "التراخيص",
  untranslated: (n, all) => `لم يُترجم بعد من نصوص هذه الصفحة ${counted(n, TEXT)} من أصل ${digits(all)}.`,
  skip: "انتقل إلى المحتوى",

  nav: {
    label: "أقسام الموقع",
    custody: "الاحتجاز",
    alliances: "التحالفات",
    contested: "موضع خلاف",
    silences: "المسكوت عنه",
    sources: "المصادر",
    words: "المصطلحات",
    cypher: "Cypher",
    add: "إضافة",
  },

  search: {
    label: "ابحث عن طرف أو مجموعة أو مكان أو مصدر",
    placeholder: "بحث (اضغط /)",
    button: "ابحث",
  },

  status: {
    loading: "جارٍ التحميل",
    away: "الخادم لا يستجيب. تجري المحاولة من جديد.",
    back: "عاد الخادم إلى الاستجابة.",
    rows: (n) => `عدد الصفوف المعروضة: ${digits(n)}`,
    copied: "تم النسخ",
    copyFailed: "تعذّر النسخ؛ النص محدَّد، فانسخه بنفسك.",
    drawn: (what) => `رُسم: ${what}`,
  },

  problem: {
    heading: "تعذّرت الإجابة",
    unknown: (status) => `أجاب الخادم بالرمز ${status} من دون ذكر السبب`,
    choices: "هل تقصد",
    missing: "لا توجد صفحة كهذه",
    missingText: "لا شيء في هذا العنوان. أقسام الموقع في القائمة أعلاه، ويمكن البحث عن الأسماء.",
    failed: "حدث خلل في هذه الصفحة",
    failedText: "تعذّر عرض الجدول. الإجابة نفسها متاحة في ملف:",
  },

  tools: {
    label: "حفظ ومشاركة",
    link: "انسخ الرابط",
    cite: "انسخ صيغة الاقتباس",
    embed: "انسخ شيفرة التضمين",
    png: "احفظ صورة PNG",
    print: "اطبع",
    files: "هذه الإجابة في ملف",
    citation: (title, summary, version, day, address) =>
      `${title}. ${summary} whoholds، إصدار البيانات ${version}، بتاريخ ${day}. ${address}`,
    heard: (speaker, source, published) =>
      speaker === source ? `${source}، ${published}` : `${speaker}، في ${source}، ${published}`,
    word: (speakers, more) => `استنادًا إلى: ${speakers}${more ? `؛ و${digits(more)} غيرهم` : ""}.`,
    versionOf: (version) => `إصدار البيانات ${version}`,
    openWhole: "افتح في whoholds",
  },

  table: {
    empty: "لا صفوف.",
    more: (n) => `اعرض ${digits(n)} أخرى`,
    all: (n) => `اعرض الكل (${digits(n)})`,
    next: "حمّل الصفحة التالية من الصفوف",
    sortBy: (column) => `رتّب بحسب: ${column}`,
    shown: (n, all) => `المعروض ${digits(n)} من ${counted(all, ROW)}`,
  },

  notes: "ملاحظات",
  unknown: "غير معروف",

  controls: {
    label: "السؤال",
    change: "تغيير",
    asOf: "في يوم",
    asOfHint: "يوم أو شهر أو سنة: 2026-02-05 أو 2026-01 أو 2016؛ واتركه فارغًا لليوم الحالي",
    knownAt: "وفق ما كان معلنًا في",
    knownAtHint: "ما نُشر حتى هذا اليوم فقط؛ واتركه فارغًا لكل ما هو معروف",
    certain: "المؤكد فقط",
    held: "المحتجزون",
    holder: "الجهة المحتجِزة",
    place: "المكان",
    actor: "حول",
    everyone: "الجميع",
    anyone: "أي جهة",
    anywhere: "أي مكان",
    apply: "اعرض",
    suggestions: (n) => (n ? counted(n, SUGGESTION) : "لا اقتراحات"),
    today: "اليوم",
  },

  lens: {
    heading: "من يقول ذلك؟",
    leaveOut: (name) => `استبعد ${name}`,
    takeBack: (name) => `أعد ${name}`,
    involved: "كل من هو طرف في الأحداث",
    more: (n) => `${digits(n)} غيرهم`,
    stricter: "اشترط المزيد",
    independent: "أقل عدد من المصادر المستقلة",
    reviewed: "المراجعة",
    reviews: { any: "لا تُشترط", checked: "راجعها شخص ثانٍ", agreed: "واتفق عليها الاثنان" },
    changes: "ما الذي يتغيّر",
    same: "لا يتغيّر شيء في الصفوف.",
    gone: (row) => `اختفى: ${row}`,
    came: (row) => `جديد: ${row}`,
    became: (row, before, after) => `${row}: ${after} بدلًا من ${before}`,
  },

  doubt: {
    certain: "مؤكد",
    possible: "محتمل",
    contested: "موضع خلاف",
    deniedBy: "ينفيه",
    deniedInGeneral: "ينفيه عمومًا",
    inferred: "استنتجه معدّ البيانات",
    disagree: "الأرقام متضاربة",
    onlyPossiblyKnown: "ربما لم يكن معلنًا حينها",
    support: {
      certain: "دليل على هذا اليوم",
      within: "مشاهدة أو حدث في هذه الأيام",
      between: "أدلة قبله وبعده",
      after: "أدلة أقدم فقط",
    },
    noLine: "غياب الخط يعني غياب الدليل، ولا يعني الحياد.",
  },

  sign: { friendly: "ودّية", hostile: "عدائية", neutral: "محايدة", mixed: "مختلطة: ودّية وعدائية", none: "غير مصنّفة" },

  count: {
    none: "بلا عدد",
    orMore: (n) => `${digits(n)} أو أكثر`,
    upTo: (n) => `حتى ${digits(n)}`,
    range: (min, max) => `من ${digits(min)} إلى ${digits(max)}`,
    any: "أي عدد",
    wording: (wording) => `«${wording}»`,
  },

  time: { from: "من", to: "إلى", unbounded: "غير معروف", between: (a, b) => `بين ${a} و${b}` },

  columns: {
    holder: "الجهة المحتجِزة",
    held: "المحتجزون",
    count: "العدد",
    place: "المكان",
    certainty: "درجة اليقين",
    saidBy: "من يقول ذلك",
    disputed: "من يعترض",
    evidence: "الأدلة",
    statements: "الإفادات",
    source: "المصدر",
    published: "تاريخ النشر",
    what: "ماذا",
    why: "السبب",
    when: "متى",
    name: "الاسم",
    kind: "النوع",
  },

  roles: {
    subject: "من",
    object: "بحق من",
    agent: "على يد",
    from_holder: "من",
    to_holder: "إلى",
    from_place: "من",
    to_place: "إلى",
    at: "في",
  },

  moreStatements: (n) => `${digits(n)} أخرى هنا`,
  firstStatements: (shown, all) => `أول ${digits(shown)} من ${counted(all, STATEMENT)}؛ اعرض الكل`,
  statementLink: (n) => (n === 1 ? "الإفادة" : `الإفادة ${digits(n)}`),
  answerOf: (day) => `في ${day}`,

  custody: {
    title: "من يحتجز من",
    caption: "من كان يحتجز من",
    picture: "من احتجزهم، وكم كان عددهم",
    day: "في يوم محدد",
    series: "على مر الزمن",
    chain: "من يد إلى يد",
    ledger: "هل تتطابق الأرقام؟",
    plans: "المخطط والمنفَّذ",
    with: "بالاشتراك مع",
    moreMoves: "أخبار النقل التي لا تسمّي جهة محتجِزة تجدها في:",
    gained: "تسلّم",
    lost: "خرج",
    apart: (range) => `${range}، وهما أدنى الأرقام المتضاربة وأعلاها`,
    numberOn: (many, when) => `${many}، أُحصي ${when}`,
    counted: {
      places: (places) =>
        places === 1 ? "في المكان الوحيد الذي أُحصي" : `في الأماكن التي أُحصيت، وعددها ${digits(places)}`,
      when: (days) => `(أُحصي ${days})`,
    },
    moreReadings: (n) => `و${counted(n, FIGURE)} أخرى`,
    moreFigures: (n) => `و${counted(n, FIGURE)} أقدم`,
    nobody: "لا يقول أحد إنهم كانوا محتجزين حينها. وهذا ليس دليلًا على أنهم كانوا أحرارًا.",
    lastKnown: "آخر ما عُرف قبل ذلك",
    firstKnown: "أول ما عُرف بعد ذلك",
    perhapsSame: "ربما كانوا الأشخاص أنفسهم",
    together: "قيل عن هذا المكان مع أماكن أخرى",
    choose: "كم عدد من؟ اختر مجموعة",
    chooseSummary: (n) => `تُعرض الإجابة لمجموعة واحدة في كل مرة. في البيانات ${counted(n, GROUP)} من المحتجزين.`,
    chooseNone: "لا مجموعات محتجزين في البيانات.",
  },

  series: {
    title: "كم كان عدد المحتجزين على مر الزمن",
    start: "من",
    end: "إلى",
    caption: "ما أُحصي، ومن جاء ومن خرج",
    nothing: "لا يذكر أحد عددًا.",
    latest: (shown, all) =>
      `المعروض أحدث ${digits(shown)} من أصل ${digits(all)} من الإحصاءات وعمليات النقل. حدّد يومًا أول ويومًا ` +
      `أخيرًا لرؤية غيرها.`,
    kinds: { point: "إحصاء", segment: "احتجاز امتد زمنًا", came: "وصلوا", went: "خرجوا" },
    what: "ماذا",
    of: (what) => `من ${what}`,
    noHolder: "لم تُذكر الجهة المحتجِزة",
    noPlace: "لم يُذكر المكان",
    notSaid: "لم يُذكر العدد",
    sameAs: (n) => `واحد من ${counted(n, REPORT)} عن عملية نقل واحدة`,
    disagree: (n) => (n === 1 ? "لا يصح مع إحصاء آخر" : `لا يصح مع ${counted(n, COUNT)} أخرى`),
    certainly: (from, to) => `مؤكد من ${from} إلى ${to}`,
    onNoDay: "غير مؤكد في أي يوم",
    began: (when) => `بدأ ${when}`,
    lastSaid: (when) => `آخر ما ذُكر ${when}`,
    ongoing: "ربما استمر",
    picture: "من احتجز كم شخصًا على مر الزمن",
  },

  ledger: {
    title: "هل تتطابق الأرقام؟",
    intro:
      "العدد في الإحصاء الأول، مضافًا إليه من وصلوا ومطروحًا منه من خرجوا، مقارنةً بالإحصاء التالي. والفارق هو ما لا " +
      "يفسّره أي خبر في البيانات. ولا يعني ذلك أنهم مفقودون، فقد تكون هناك عمليات نقل لم تُعلن.",
    line: "البند",
    why: "ملاحظات",
    lines: {
      opening: "الإحصاء الأول",
      gain: "+ وصلوا",
      gained: "= مجموع من وصلوا",
      loss: "− خرجوا",
      lost: "= مجموع من خرجوا",
      expected: "العدد المفترض",
      closing: "الإحصاء التالي",
      unaccounted: "بلا تفسير",
    },
    closes: {
      yes: "عمليات النقل المعلنة قد تفسّر الفارق.",
      no: "عمليات النقل المعلنة لا تفسّر الفارق، مع أن أحد المصادر يقول إنه يذكرها كلها.",
      open: "لم يُحسم.",
    },
    missing: (range, unit) => `لا يذكر أي خبر في البيانات أين ذهب ${range} ${unit}.`,
    tooMany: (range, unit) => `لا يذكر أي خبر في البيانات من أين جاء ${range} ${unit}.`,
    either: (missing, tooMany, unit) =>
      `ربما خرج ما يصل إلى ${missing} ${unit}، ووصل ما يصل إلى ${tooMany}، من دون أن يُعلن ذلك.`,
    upTo: (most, unit) => `ربما خرج ما يصل إلى ${most} ${unit} من دون أن يُعلن ذلك.`,
    upToCame: (most, unit) => `ربما وصل ما يصل إلى ${most} ${unit} من دون أن يُعلن ذلك.`,
    anyNumber: "أي عدد من",
    exactly: "الأخبار تفسّر الفارق كله.",
    noneTold: "لم يُذكر شيء",
    nobodyCame: "لا يذكر أي مصدر هنا أن أحدًا وصل؛ حُسب صفرًا.",
    nobodyWent: "لا يذكر أي مصدر هنا أن أحدًا خرج؛ حُسب صفرًا.",
    notCounted: "لم يُحصِهم أحد",
    between: (start, end) => `الإحصاء الأول ${start}، والتالي ${end}`,
    since: (start) => `أُحصوا ${start}، ولم يُحصوا بعد ذلك`,
    until: (end) => `أول إحصاء ${end}`,
    notCompared: "المقارنة تحتاج إلى إحصاءين.",
    more: (n) => `${digits(n)} أخرى`,
    moreParts: (n) => `لم تُعرض ${counted(n, COMPARISON)} أخرى.`,
    moreUnits: (n) => `لم يُعرض ${counted(n, COUNT)} آخر.`,
    openBecause: "لماذا لم يُحسم",
    alternatives: "أُجري أكثر من إحصاء في الأيام نفسها، ولكل زوج منها نتيجة مختلفة",
    combination: (opening, closing, rest) => `${opening} أولًا، ثم ${closing}: ${rest}`,
    certainIn: "بين الإحصاءين بالتأكيد",
    cumulative: "مجموع منذ البداية، لا العدد الحالي وحده",
    parts: "الكل والأجزاء",
    partsIntro: "عدد المجموعة كما أُحصي، مقارنةً بمجموع أعداد أجزائها.",
    whole: "الكل",
    part: "الأجزاء",
    sum: "مجموع الأجزاء",
    difference: "الكل ناقص المجموع",
    agrees: { possible: "يمكن أن يتطابقا", no: "لا يمكن أن يتطابقا" },
    exhaustive: "يُذكر أن هذه الأجزاء هي الكل",
    notExhaustive: "قد تكون هناك أجزاء أخرى",
    otherUnits: "أُحصي بوحدة أخرى، ولم يُحتسب",
    none: "لا حساب هنا: لم يُحصِهم أحد، ولا يُذكر أن أحدًا وصل أو خرج.",
    picture: "الإحصاءات، ومن وصلوا ومن خرجوا، والفارق",
  },

  chain: {
    title: "من يد إلى يد",
    caption: "من سلّمهم إلى من",
    picture: "عمليات النقل من جهة إلى أخرى",
    none: "لا يذكر أي مصدر عملية نقل.",
    from: "من",
    to: "إلى",
    by: "على يد",
    order: "الترتيب",
    afterSurely: "بعد السابقة بالتأكيد",
    afterPerhaps: "ربما ليست بعد السابقة",
    first: "الأولى في القائمة",
    mayBe: (name) => `قد تكون هي نفسها: ${name}`,
    unknown: "لم يُذكر",
    independent: (range) => `متحدثون مستقلون: ${range}`,
    chains: "مسارات متصلة",
    chainsNone: "لا تتصل أي عملية نقل هنا بأخرى.",
    chainsTruncated: (shown, hops) =>
      `لم تُبحث كل المسارات بين عمليات النقل، وعددها ${digits(hops)}؛ المعروض منها ${digits(shown)}. تذكر ` +
      `الملاحظات موضع التوقف.`,
    elsewhere: "عملية نقل في صفحة أخرى",
    way: { certain: "بهذا الترتيب بالتأكيد", possible: "ربما بهذا الترتيب" },
    atMost: (n) => `لا يمكن أن يكون أكثر من ${n} قد قطعوا المسار كله`,
    noLimit: "لا رقم يحدّ عدد من قطعوا المسار كله",
  },

  plans: {
    title: "المخطط والمنفَّذ",
    caption: "ما خُطط له أو تُوقّع أو طُلب، وما يُقال إنه نُفّذ منه",
    none: "لا يُذكر أن أحدًا يخطط لشيء.",
    who: "من",
    what: "ماذا",
    mode: "صفة القول",
    of: "بحق من",
    way: "من أين إلى أين",
    cap: "العدد",
    done: "ما نُفّذ، كما يُقال",
    share: "نسبة التنفيذ",
    nothingDone: "لا يذكر أحد أن شيئًا نُفّذ",
    percent: (range) => `${range}%`,
    said: (when) => `قيل ${when}`,
    doneBy: (n) => `بحسب ${counted(n, REPORT)}`,
    inTotal: "محسوب في مجموع لاحق",
    basis: { fulfils: "يُقال إنه تنفيذ له", event: "يتناول الحدث نفسه", matching: "الفعل نفسه بحق الأشخاص أنفسهم" },
    modes: {
      under_way: "جارٍ ولم ينتهِ: العدد هو للعملية كلها",
      intended: "نية: صاحب الفعل يريد ذلك",
      agreed: "اتفق عليه أصحاب الفعل",
      ordered: "صدر به أمر",
      offered: "معروض",
      expected: "يتوقعه المتحدث أو يخشاه؛ وليس خطة لأحد",
      conditional: "فقط إذا حدث شيء آخر أولًا",
      urged: "يطالب به المتحدث؛ ولم يعد به أحد",
    },
    short: {
      under_way: "جارٍ",
      intended: "نية",
      agreed: "متفق عليه",
      ordered: "صدر به أمر",
      offered: "معروض",
      expected: "متوقع أو مخشيّ، لا خطة",
      conditional: "مشروط",
      urged: "مطلوب، بلا وعد",
    },
    picture: "المخطط مقابل المنفَّذ",
    how: "قد ترد أخبار الفعل الواحد إلى جانب خطط عدة، فلا تُجمع أعدادها.",
  },

  map: {
    title: "أين",
    show: "اعرض الخريطة",
    hide: "أخفِ الخريطة",
    loading: "تُرسم الخريطة.",
    label: "خريطة الأماكن وعمليات النقل المدرجة إلى جانبها. تحرّكها الأسهم، ويكبّرها ويصغّرها زائد وناقص.",
    places: "الأماكن",
    moves: "عمليات النقل",
    onMap: (name) => `${name} في وسط الخريطة`,
    off: "ليست على الخريطة، لأن موقعها غير معروف:",
    none: "لا موقع معروفًا لأي مكان في هذه الإجابة.",
    zoomIn: "تكبير",
    zoomOut: "تصغير",
    whole: "كل الأماكن",
    about: (metres) =>
      `الموقع معروف بدقة نحو ${metres >= 1000 ? `${digits(Math.round(metres / 1000))} كم` : `${digits(metres)} م`}`,
    country: "دولة بأكملها",
    key:
      "الخط المتصل: مؤكد. المتقطع الباهت: محتمل. الشرطات الطويلة برأس مفتوح: مخطط لم يُنفَّذ. الحلقة " +
      "المزدوجة: موضع خلاف. " +
      "الدائرة الواسعة الباهتة تبيّن مدى الشك في موقع المكان نفسه؛ والدولة الملوّنة ذُكرت هي نفسها مكانًا. " +
      "السهم يصل بين " +
      "طرفين تسمّيهما إفادة، وليس هو الطريق الذي سُلك.",
    borders: "الحدود من Natural Earth، مبسّطة؛ وعرضها ليس انحيازًا لأحد.",
    credit: "الأشكال: Natural Earth (ملك عام). المواقع: GeoNames (CC BY 4.0).",
    planned: "مخطط",
    from: (name, to) => `${name} ← ${to}`,
  },

  entities: {
    title: "الأسماء",
    all: "الكل",
    Actor: "أطراف",
    Group: "مجموعات محتجزين",
    Nationality: "جنسيات",
    Place: "أماكن",
    Event: "أحداث",
    aliases: "يُسمى أيضًا",
  },

  alliances: {
    title: "من وقف مع من",
    caption: "أزواج الأطراف",
    day: "في يوم محدد",
    diff: "ما الذي تغيّر",
    sign: "العلاقة",
    everySign: "الكل",
    depth: "نطاق العلاقات",
    depthOf: (n) => (n === 1 ? "علاقاته المباشرة" : `على بعد ${counted(n, STEP)}`),
    a: "الطرف",
    b: "الطرف الآخر",
    standing: "العلاقة",
    relations: "الأساس",
    disputed: "الاعتراض",
    because: "الإفادات",
    more: (n) => `و${digits(n)} أخرى`,
    nobody: "لا يُذكر أي زوج حينها. غياب الخط يعني غياب الدليل، ولا يعني الحياد.",
    lastKnown: "أزواج لا دليل عليها إلا الأقدم",
    firstKnown: "أزواج لا دليل عليها إلا الأحدث",
    compare: "قارن بيوم آخر",
    compareButton: "ما الذي تغيّر؟",
    told: (day, friendly, hostile, mixed) =>
      `${day}: علاقات ودّية ${digits(friendly)}، وعدائية ` +
      `${digits(hostile)}${mixed ? `، ومختلطة ${digits(mixed)}` : ""}`,
    directed: (a, b) => `من ${a} نحو ${b}`,
  },

  network: {
    keys:
      "رسم الشبكة. تنقلك الأسهم من طرف إلى طرف، ويختار Enter طرفًا، ويكبّر زائد ويصغّر ناقص، ويعرض 0 الشبكة كلها. " +
      "وفي الجدول المعلومات نفسها.",
    picture: (summary) => `رسم الشبكة. ${summary} وفي الجدول كل الأزواج.`,
    closer: "تكبير",
    further: "تصغير",
    whole: "الكل",
    wholeLabel: "اعرض الشبكة كلها",
    moving: "اسحب للتحريك؛ وكبّر بمفتاح Ctrl مع العجلة أو بإصبعين.",
    certain: "سميك: مؤكد",
    possible: "رفيع باهت: محتمل",
    contested: "⚠ موضع خلاف",
    asleep: "اعرض من لا دليل عليه حينها، نقاطًا باهتة",
    find: "ابحث",
    findHint: "طرف في الرسم",
    notFound: "لا طرف بهذا الاسم في الرسم.",
    kind: "ارسم",
    kinds: [
      ["", "كل الأزواج"],
      ["2", "دول مع دول"],
      ["1", "دول مع جماعات"],
      ["0", "جماعات مع جماعات"],
    ],
    camps: "ظلّل المعسكرين",
    square: "دولة أو حكومة",
    disc: "جماعة أو هيئة",
    short: (name) => name.replace(/^Government of (the )?|^حكومة /, ""),
    noLine: "غياب الخط يعني غياب الدليل، ولا يعني الحياد. تبقى الأطراف في مواضعها أيًا كان اليوم.",
    places: "القرب في الرسم مستمد من الأدلة كلها؛ وهو ليس إفادة.",
    drawn: (n) => `رُسم ${counted(n, ACTOR)}.`,
    most: (n) => `رُسم أكثر الأطراف علاقات فقط، وعددها ${digits(n)}؛ وفي الجدول كل أزواج ذلك اليوم.`,
    placeless: (n) => `بلا موضع في الرسم، وفي الجدول فقط: ${counted(n, ACTOR)}.`,
    failed: "تعذّر الرسم. كل شيء في الجدول.",
    aroundActor: "Enter أو نقرة: العلاقات حول هذا الطرف",
    around: "أصدقاء الطرف وخصومه من حوله. وفي الجدول كل الأزواج.",
    open: "Enter أو نقرة: صفحته",
    pairs: (friendly, hostile, neutral, mixed) =>
      [
        friendly && `ودّية ${digits(friendly)}`,
        hostile && `عدائية ${digits(hostile)}`,
        neutral && `محايدة ${digits(neutral)}`,
        mixed && `مختلطة ${digits(mixed)}`,
      ]
        .filter(Boolean)
        .join("، ") || "لا علاقات حينها",
    picked: (a, b) => `${a} – ${b}`,
    said: "من يقول ذلك",
    unmark: "إغلاق",
    elsewhere: "الزوج المختار ليس بين هذه الصفوف.",
    before: "قبل",
    after: "بعد",
  },

  slider: {
    heading: "الزمن",
    label: "اليوم",
    keys: "المفاتيح: الأسهم، وPage Up وPage Down، وShift مع الأسهم.",
    period,
    histogram: (what, busiest, most) =>
      `${what === "starts" ? "البدايات" : "الأزواج"} على مر ` +
      `الزمن${busiest ? `؛ أكثرها في ${busiest}: ${digits(most)}` : ""}`,
    bar: (span, certain, possible, what) =>
      `${span}: ${counted(certain + possible, what === "starts" ? BEGINNING : PAIR)}` +
      (possible ? `، منها المحتمل فقط: ${digits(possible)}` : ""),
    span: (from, to) => `من ${from} إلى ${to}`,
    play: "▶ شغّل",
    pause: "❚❚ أوقف",
    speed: "الخطوة",
    days: (n) => ({ 1: "يوم", 7: "أسبوع", 30: "شهر", 365: "سنة" })[n] ?? counted(n, DAY),
    window: "السنوات",
    years: (n) => counted(n, YEAR),
    all: "كل السنوات",
  },

  diff: {
    title: "ما الذي تغيّر بين يومين",
    caption: "الأزواج التي تغيّرت",
    from: "من",
    to: "إلى",
    fromKnownAt: "من، وفق ما كان معلنًا في",
    fromKnownAtHint: "لرؤية ما عُرف لاحقًا عن اليوم الأول أيضًا",
    hint: "يوم أو شهر أو سنة: 2016 أو 2026-01 أو 2026-02-05",
    only: "نوع التغيير",
    every: "الكل",
    invitation: "حدّد يومين أو شهرين أو سنتين، وطرفًا إن شئت، لترى أي العلاقات بدأت أو انتهت أو خفتت أو انقلبت بينهما.",
    nothing: "لم تتغيّر أي علاقة بين الاثنين.",
    filtered: "لم تتغيّر أي علاقة على هذا النحو. اختر تغييرًا آخر أعلاه.",
    change: "ما الذي حدث",
    certainty: "درجة اليقين",
    because: "استنادًا إلى",
    kinds: {
      began: "بدأت",
      ended: "انتهت",
      faded: "خفتت",
      changed: "تبدّلت",
      newlyReported: "أُعلنت لاحقًا",
      withdrawn: "سُحبت",
      overtaken: "دحضها ما ظهر لاحقًا",
      reassessed: "أُعيد تقييمها",
    },
    means: {
      began: "بدأت: مذكورة حينها ولم تُذكر قبل ذلك؛ وربما بدأت قبل أن يذكرها أحد",
      ended: "انتهت: ما يدل عليها كان قد انقضى حينها، أو ذكر أحد أنها انتهت",
      faded: "خفتت: لا شيء يذكر نهايتها، لكن الأدلة تتوقف",
      changed: "تبدّلت: صارت العلاقة من نوع آخر",
      newlyReported: "أُعلنت لاحقًا: عُرفت في وقت لاحق، وتخص اليوم الأول",
      withdrawn: "سُحبت: تراجع عنها من قالها",
      overtaken: "دحضها ما ظهر لاحقًا: لم تكن كذلك بحسب ما نُشر بعد ذلك",
      reassessed: "أُعيد تقييمها: من نوع آخر بحسب ما نُشر بعد ذلك",
    },
    story: (change, before, after, from, to) =>
      ({
        began: `${after} في ${to}، ولا دليل عليها في ${from}`,
        ended: `${before} في ${from}؛ وانتهت بحلول ${to} بحسب ما يُقال`,
        faded: `${before} في ${from}، ولا دليل عليها في ${to}`,
        changed: `${before} في ${from}، و${after} في ${to}`,
        newlyReported: `${after} في ${from}، كما عُرف لاحقًا`,
        withdrawn: `${before} في ${from}، وسُحبت لاحقًا`,
        overtaken: `${before} في ${from}، ودحضها ما ظهر لاحقًا`,
        reassessed: `${before} في ${from}، وعُرف لاحقًا أنها ${after}`,
      })[change] ?? change,
    count: (kind, n) => `${kind}: ${digits(n)}`,
    picture: (from, to) => `ما الذي تغيّر من ${from} إلى ${to}`,
    colours: "اللون والخط يدلان على العلاقة كما في عرض اليوم الواحد؛ والعلامة تدل على ما حدث.",
  },

  home: {
    title: "من احتجز من، ومن قاتل من، ومن يقول ذلك",
    covers: (statements, sources, from, to) =>
      `${counted(statements, STATEMENT)} من ${counted(sources, SOURCE)}، عن المدة من ${from} إلى ${to}:`,
    moreSources: (n) => `و${digits(n)} غيرها`,
    trust:
      "لا يُعدّ شيء صحيحًا لمجرد أن أحدًا قاله. كل رقم يقودك إلى الكلام الذي يستند إليه، ويمكنك أن تستبعد من " +
      "لا تثق به.",
    stories: "قصص",
    allStories: "كل القصص",
    ask: "اسأل بجملة",
    askButton: "أجب",
    open: "افتح هذه الإجابة",
    byFields: "اسأل بالحقول",
    custody: "من احتجزهم؟",
    alliances: "من وقف مع من؟",
    changed: "ما الذي تغيّر بين يومين أو سنتين؟",
    loaded: "البيانات المتاحة",
    from: "في اليوم الأول",
    to: "في اليوم الثاني",
    examples: "أسئلة للبداية",
    names: "كل الأسماء",
    heldThen: "من احتجز المشتبه بانتمائهم إلى تنظيم الدولة الإسلامية في يناير 2026؟",
    heldOver: "كم كان عدد المحتجزين المشتبه بانتمائهم إلى تنظيم الدولة الإسلامية على مر الزمن؟",
    sides: "من وقف مع العراق ومن وقف ضده في 2016؟",
    gone: "من قاتل إلى جانب العراق في 2016 ولم يعد كذلك في 2019؟",
  },

  // sentences begin with what was done, so that no verb needs the gender of who did it
  predicates: {
    says: {
      holds: ["احتجاز {object} لدى {subject}"],
      guards: ["تولي {subject} حراسة {object}"],
      administers: ["إدارة {subject} مكان إقامة {object}"],
      captures: ["أسر {object} على يد {subject}"],
      arrests: ["اعتقال {object} على يد {subject}", "اعتقال {object}"],
      surrenders_to: ["استسلام {subject} إلى {object}", "استسلام {subject}"],
      takes_hostage: ["أخذ {object} رهائن على يد {subject}", "أخذ {object} رهائن"],
      interns: ["احتجاز {object} إداريًا لدى {subject}", "احتجاز {object} إداريًا"],
      transfers: ["نقل {object} على يد {agent}", "نقل {object}"],
      releases: ["إفراج {subject} عن {object}", "الإفراج عن {object}"],
      escapes: ["فرار {subject}"],
      rescues: ["إنقاذ {object} على يد {subject}", "إنقاذ {object}"],
      repatriates: ["إعادة {object} إلى بلدانهم على يد {agent}", "إعادة {object} إلى بلدانهم"],
      deports: ["ترحيل {object} على يد {agent}", "ترحيل {object}"],
      exchanges: ["تبادل {object} على يد {agent}", "تبادل {object}"],
      dies_in_custody: ["وفاة {subject} في الاحتجاز لدى {from_holder}", "وفاة {subject} في الاحتجاز"],
      kills_in_custody: ["قتل {object} في الاحتجاز على يد {subject}", "قتل {object} في الاحتجاز"],
      disappears: ["اختفاء {subject} من الاحتجاز لدى {from_holder}", "اختفاء {subject}"],
      charges: ["توجيه {subject} الاتهام إلى {object}", "توجيه الاتهام إلى {object}"],
      convicts: ["إدانة {object} من {subject}", "إدانة {object}"],
      prosecutes: ["ملاحقة {object} قضائيًا من {subject}", "ملاحقة قضائية من {subject}"],
      sentences: ["إصدار {subject} حكمًا على {object}"],
      mistreats: ["إساءة معاملة {object} على يد {subject}", "إساءة معاملة {object}"],
      abandons: ["تخلي {subject} عن {object}", "التخلي عن {object}"],
      forbids: ["حظر {subject} ذلك بالقانون"],
      guarantees: ["ضمان {subject} ذلك بالقانون"],
      rejects: ["رفض {subject} ذلك"],
      respects: ["احترام {subject} قانون {object} وأحكام قضائه"],
      suspected_of: ["الاشتباه في انتماء {subject} إلى {object} أو عملهم لصالحه"],
      allied_with: ["تحالف بين {subject} و{object}"],
      supports: ["دعم {subject} لـ {object}"],
      cooperates_with: ["تعاون بين {subject} و{object}"],
      fights_beside: ["قتال {subject} إلى جانب {object}"],
      hostile_to: ["عداء {subject} لـ {object}"],
      fights: ["قتال {subject} ضد {object}"],
      distrusts: ["ارتياب {subject} في {object}"],
      threatens: ["تهديد {subject} لـ {object}", "خطر مصدره {subject}"],
      ceasefire_with: ["وقف لإطلاق النار بين {subject} و{object}"],
      in_contact_with: ["اتصال بين {subject} و{object}"],
      defeats: ["هزيمة {object} أمام {subject}", "هزيمة {object}"],
      attacks: ["هجوم {subject} على {object}"],
      besieges: ["حصار {object} من {subject}"],
      sanctions: ["عقوبات من {subject} على {object}"],
      condemns: ["تنديد {subject} بـ {object}"],
      displaces: ["تهجير {object} على يد {subject}", "تهجير {object}"],
      escorts: ["مرافقة {subject} لـ {object}", "نقل {object} تحت الحراسة"],
      suspends: ["تعليق {object} من {subject}", "تعليق {object}"],
      recruits: ["تجنيد {object} على يد {subject}", "تجنيد {object}"],
      shuts_down: ["إغلاق {object} من {subject}", "إغلاق {object}"],
      agrees: ["توصل {subject} إلى اتفاق مع {object}", "توصل {subject} إلى اتفاق"],
      disputes_with: ["نزاع مسلح بين {subject} و{object}"],
      causes: ["تسبب {subject} في {object}"],
      ends: ["إنهاء {object} بسبب {subject}"],
      enables: ["إتاحة {object} بفضل {subject}"],
      endangers: ["إضعاف {subject} الأمن في {object}"],
      worries_about: ["قلق {subject} بشأن {object}", "قلق {subject}"],
      visits: ["زيارة {subject} إلى {object}", "زيارة {subject}"],
      comments_on: ["تعليق {subject} على {object}", "تعليق {subject}"],
      publishes: ["نشر {object} من {subject}"],
      identifies: ["تحديد {subject} هوية {object}"],
      knows_who: ["معرفة {subject} هوية {object}"],
      part_of: ["كون {subject} من {object}"],
      located_in: ["وقوع {subject} في {object}"],
      of_nationality: ["جنسية {subject}: {object}"],
      composed_of: ["وجود {object} ضمن {subject}"],
      leads: ["قيادة {subject} لـ {object}"],
      speaks_for: ["تحدث {subject} باسم {object}"],
      controls: ["سيطرة {subject} على {object}"],
      operates: ["إدارة {subject} لـ {object}"],
      secures: ["تأمين {subject} لـ {object}"],
      takes_over: ["تسلم {subject} زمام {object}"],
      founded: ["تأسيس {object} على يد {subject}", "تأسيس {object}"],
      dissolved: ["حل {object} من {subject}", "حل {object}"],
      detained_at: ["احتجاز {subject} في {object}"],
      joins: ["انضمام {subject} إلى {object}"],
      splits_from: ["انشقاق {subject} عن {object}"],
      merges_into: ["اندماج {subject} في {object}"],
      takes_name: ["اتخاذ {subject} اسمًا آخر"],
      member_of: ["عضوية {subject} في {object}"],
      goes_on: ["استمرار {subject}"],
    },
    and: " و",
    tails: {
      object: ": ",
      agent: " على يد ",
      from_holder: " من ",
      from_place: " من ",
      to_holder: " إلى ",
      to_place: " إلى ",
      at: " في ",
    },
    lead: {
      occurred: ["", "نفي:"],
      under_way: ["جارٍ:", "نفي أنه جارٍ:"],
      intended: ["نية:", "نفي النية:"],
      agreed: ["متفق عليه:", "نفي الاتفاق:"],
      ordered: ["صدر به أمر:", "نفي الأمر:"],
      offered: ["معروض:", "نفي العرض:"],
      expected: ["متوقع:", "غير متوقع:"],
      conditional: ["مشروط بحدوث شيء آخر أولًا:", "منفي ولو حدث شيء آخر أولًا:"],
      urged: ["مطلب:", "مطلب ألا يحدث:"],
    },
    told: {
      occurred: ["– إفادة:", "– نفي:"],
      under_way: ["– إفادة بأنه جارٍ:", "– نفي أنه جارٍ:"],
      intended: ["– إفادة بنية:", "– نفي النية:"],
      agreed: ["– إفادة باتفاق:", "– نفي الاتفاق:"],
      ordered: ["– إفادة بأمر:", "– نفي الأمر:"],
      offered: ["– إفادة بعرض:", "– نفي العرض:"],
      expected: ["– توقّع:", "– استبعاد:"],
      conditional: ["– إفادة مشروطة بحدوث شيء آخر أولًا:", "– نفي ولو حدث شيء آخر أولًا:"],
      urged: ["– مطالبة:", "– مطالبة بعدم:"],
    },
    tells: (mode, denied) => `– ${denied ? "نفي" : "إفادة"} (${mode}):`,
    modes: {
      occurred: "كان كذلك، أو حدث",
      under_way: "بدأ ولم ينتهِ",
      intended: "نية: صاحب الفعل يريد ذلك أو مستعد له",
      agreed: "اتفق عليه أصحاب الفعل",
      ordered: "أمر به من يملك سلطة ذلك",
      offered: "عرضه صاحب الفعل",
      expected: "يتوقعه المتحدث أو يخشاه",
      conditional: "فقط إذا حدث شيء آخر أولًا",
      urged: "يطالب به المتحدث",
    },
    polarity: { asserts: "يؤكده", denies: "ينفيه" },
    stances: {
      denies: "ينفي",
      confirms: "يؤكد",
      corrects: "يصحح",
      qualifies: "يقيّد القول",
      questions: "يشكك",
      declines: "يمتنع عن التعليق",
      asserts: "يقول ذلك",
    },
    scopes: { specific: "هذه الإفادة تحديدًا", general: "عمومًا" },
    readings: { stated: "ورد في المصدر صراحة", inferred: "استنتجه معدّ البيانات، ولم يرد بهذا اللفظ" },
    countKinds: {
      stock: "محتجزون في وقت واحد",
      flow: "نُقلوا دفعة واحدة",
      cumulative: "المجموع حتى حينه",
      cap: "الحد الأقصى بحسب الخطة",
      peak: "عند الذروة",
      share: "نسبة",
    },
    of: (what) => `من ${what}`,
    since: (day) => `منذ ${day}`,
  },

  timeline: {
    heading: "على مر الزمن",
    on: (day) => `في ${inWords(day)}`,
    some: (from, to) => `في وقت ما بين ${inWords(from)} و${inWords(to)}`,
    on_after: (day) => `في ${inWords(day)} أو بعده`,
    on_before: (day) => `في ${inWords(day)} أو قبله`,
    seen: (when) => `شوهد ${inWords(when)}`,
    lasted: (from, to) => `من ${inWords(from)} إلى ${inWords(to)}`,
    began: (when) => `البداية ${inWords(when)}`,
    beganBy: (day) => `كانت البداية قد حدثت بحلول ${inWords(day)}`,
    beganUnknown: "البداية في وقت غير معروف",
    ended: (when) => `النهاية ${inWords(when)}`,
    lastedTo: (day) => `استمر حتى ${inWords(day)} على الأقل؛ ولا تُعرف نهايته`,
    endUnknown: "لا تُعرف نهايته",
    joined: (start, end) => `${start}؛ ${end}`,
    anyTime: "في وقت غير معروف",
    planned: (when) => `النهاية المعلنة: ${inWords(when)}`,
    fromDay: (day) => `${inWords(day)} أو بعده`,
    toDay: (day) => `${inWords(day)} أو قبله`,
    between: (from, to) => `بين ${inWords(from)} و${inWords(to)}`,
    unknown: "غير معروف",
    day: inWords,
    onOrAfter: (day) => `${inWords(day)} أو بعده`,
    onOrBefore: (day) => `${inWords(day)} أو قبله`,
    lastingFrom: (day) => `منذ ${inWords(day)}`,
    lastingTo: (day) => `حتى ${inWords(day)}`,
    fromTo: (from, to) => `من ${inWords(from)} إلى ${inWords(to)}`,
    about: (day) => `نحو ${inWords(day)}`,
  },

  entity: {
    title: "من أو ما",
    labels: {
      Actor: "طرف",
      Group: "مجموعة أشخاص",
      Nationality: "جنسية",
      Place: "مكان",
      Event: "حدث",
      source: "مصدر",
    },
    told: "تتحدث عنه المصادر",
    years: (from, to) => `من ${from} إلى ${to}`,
    belongs: [
      ["part_of", "subject", "object", "جزء من"],
      ["part_of", "object", "subject", "أجزاؤه"],
      ["member_of", "subject", "object", "عضو في"],
      ["member_of", "object", "subject", "أعضاؤه"],
      ["located_in", "subject", "object", "يقع في"],
      ["leads", "object", "subject", "القيادة"],
      ["leads", "subject", "object", "يقود"],
      ["speaks_for", "subject", "object", "يتحدث باسم"],
      ["of_nationality", "subject", "object", "الجنسية"],
      ["composed_of", "subject", "object", "من بينهم"],
      ["detained_at", "subject", "object", "مكان الاحتجاز"],
      ["merges_into", "object", "subject", "اندمج فيه"],
      ["merges_into", "subject", "object", "اندمج في"],
      ["splits_from", "subject", "object", "انشق عن"],
      ["founded", "object", "subject", "المؤسس"],
    ],
    andMore: (n) => ` و${digits(n)} غيرها`,
    aliases: "يُسمى أيضًا",
    otherLanguages: "بلغات أخرى",
    identity: "المعرّفات، ومن قد يكون أيضًا",
    externalIds: "معرّفاته في مواضع أخرى",
    sameAs: "عُدّ هو نفسه، بموجب حكم",
    notSameAs: "عُدّ غيره، بموجب حكم",
    unsure: "ربما كان هو نفسه (غير محسوم)",
    sides: (year) => `الأصدقاء والخصوم في ${year}`,
    holds: "من يحتجزهم أو كان يحتجزهم",
    isHeld: "الجهة التي تحتجزهم أو كانت تحتجزهم",
    isHeldThere: "المحتجزون هناك الآن أو سابقًا",
    now: "بحسب أحدث الأدلة",
    moreRows: (n) => `في الإجابة الكاملة ${counted(n, ROW)} أخرى.`,
    whole: "الإجابة الكاملة",
    statements: (name) => `الإفادات التي تذكر ${name}`,
    none: "لا إفادة تذكره.",
    noYear: "بلا سنة معروفة",
    number: (n) => counted(n, STATEMENT),
    ofYear: (year) => `الإفادات: ${year}`,
    loaded: (n, summary) => `حُمّل منها حتى الآن ${digits(n)}، من ${summary}`,
    follow: "تابع البحث",
    asHolder: (name) => `من يحتجزهم ${name}`,
    asHeld: (name) => `من يحتجز ${name}`,
    series: "العدد على مر الزمن",
    ledger: "هل تتطابق الأرقام؟",
    plans: "المخطط والمنفَّذ",
    chain: "من يد إلى يد",
    atPlace: (name) => `المحتجزون في ${name}`,
    allies: "الأصدقاء والخصوم في كل يوم",
    contested: "ما يدور حوله خلاف",
    silences: "ما لا يقوله أحد عنه",
    filesOf: "إفاداته في ملفات",
    columns: { said: "ما قيل", when: "متى", written: "بلفظ المصدر:", part: "دوره" },
    parts: {
      subject: "الفاعل",
      object: "المعنيّ بالفعل",
      agent: "الفاعل",
      from_holder: "الجهة المسلِّمة",
      to_holder: "الجهة المتسلِّمة",
      from_place: "مكان المغادرة",
      to_place: "الوجهة",
      at: "المكان",
      speaker: "المتحدث",
      about: "الحدث",
    },
    denied: "منفي",
    inferred: "استنتجه معدّ البيانات",
    answered: (stance, name) => `${name}: ${stance}`,
  },

  statement: {
    title: "إفادة",
    closed: "لم تعد هذه النسخة سارية: استُبدلت أو سُحبت.",
    who: "من يقول ذلك",
    anonymous: "مجهول الاسم",
    saidOn: "تاريخ القول",
    unsaid: "لم يُذكر",
    knownFrom: "معلن منذ",
    source: "المصدر",
    publisher: "الناشر:",
    published: "نُشر في",
    locator: "الموضع:",
    external: "افتح المصدر",
    manner: "كيف قيل",
    reading: "كيف استُخلص",
    mode: "صفة القول",
    polarity: "إثبات أم نفي",
    terms: "بأي شروط",
    note: "ملاحظة معدّ البيانات",
    about: "الحدث",
    dataset: "مجموعة البيانات",
    codedBy: "أعدّ البيانات",
    checkedBy: "راجعها",
    state: "حالة الإعداد",
    states: { draft: "مسودة", checked: "مُراجعة", agreed: "اتفق عليها اثنان من معدّي البيانات" },
    key: "المعرّف",
    number: "العدد",
    time: "الزمن",
    written: "بلفظ المصدر",
    bounds: "بالحدود",
    inWords: "بالكلمات",
    noNumber: "لا تذكر عددًا.",
    least: "على الأقل",
    most: "على الأكثر",
    noLimit: "بلا حد معروف",
    earliestStart: "لم يبدأ قبل",
    latestStart: "لم يبدأ بعد",
    earliestEnd: "لم ينتهِ قبل",
    latestEnd: "لم ينتهِ بعد",
    explained: "سبب هذه الحدود",
    unbounded: "لا حد له",
    cited: "النص المستشهد به",
    span: (start, end) => `الأحرف من ${digits(start)} إلى ${digits(end)}`,
    responses: "ردود الآخرين",
    noResponses: "لا أحد هنا يرد عليها.",
    respondsTo: "ما ترد عليه",
    stance: "الموقف",
    scope: "يتناول",
    replies: "ما يقولونه",
    occurrence: "هل هو الحدث نفسه الذي تذكره إفادات أخرى؟",
    same: "هو نفسه، بموجب حكم",
    different: "حدث آخر، بموجب حكم",
    unsure: "حكم غير محسوم",
    versions: "النسخ",
    version: "النسخة",
    opened: "أُضيفت في إصدار البيانات",
    closedIn: "انتهت في إصدار البيانات",
    stillOpen: "سارية",
    thisOne: "هذه",
    own: "إصدار البيانات",
  },

  contested: {
    title: "موضع الخلاف",
    caption: "نقاط الخلاف",
    intro: "ما يُنفى أو يُصحَّح أو يُشكَّك فيه، والأرقام والتواريخ التي لا يمكن أن تصح معًا. بلا انحياز لأحد.",
    entity: "بشأن",
    why: "نوع الخلاف",
    all: "كل الأنواع",
    whys: {
      denied: "منفي",
      corrected: "مصحَّح",
      questioned: "مشكوك فيه",
      figures: "الأرقام متضاربة",
      dates: "التواريخ متضاربة",
      negative: "منفي، ولا يقوله أحد هنا",
    },
    says: { asserts: "يقول ذلك", denies: "ينفيه", corrects: "يصححه", questions: "يشكك فيه" },
    noClaim: "لا مصدر هنا يقول ذلك.",
    saidBy: "القائل",
    independentOf: (n) => `المتحدثون المستقلون: ${n}.`,
    like: (n) => (n === 1 ? "وإفادة أخرى مثلها" : `ومثلها أيضًا: ${digits(n)}`),
    possible: "– هذا إذا كانا يتحدثان عن يوم واحد أو حدث واحد",
    in: "في",
    counts: "يُحسب",
    none: "لا خلاف هنا على شيء. وهذا لا يعني أنه صحيح.",
    shown: (n, all) => `المعروض ${digits(n)} من ${digits(all)} من نقاط الخلاف، بحسب النوع.`,
    part: "الجزء:",
    whole: "الكل:",
  },

  alike: {
    heading: (groups) => `صفوف متشابهة: ${counted(groups, GROUP)}`,
    number: (n) => `${digits(n)} متشابهة`,
    statements: (n) => counted(n, STATEMENT),
    places: (n) => counted(n, PLACE),
    more: (n) => `لم تُدرج ${counted(n, GROUP)} أصغر؛ وصفوفها في الجدول.`,
    oneOf: (n) => `واحد من ${counted(n, ROW)} متشابهة`,
    only: (n) => `الصفوف المشابهة لهذا الصف فقط، وعددها ${digits(n)}:`,
    back: "اعرض كل الصفوف",
  },

  silences: {
    title: "ما لا يقوله أحد",
    kind: "النوع",
    all: "كل الأنواع",
    kinds: {
      gap: "انقطاع",
      single_speaker: "متحدث واحد فقط",
      stale: "انقطعت الأخبار",
      uncounted: "لم يُحصوا",
      open_ledger: "تعذّر جمع الأرقام",
    },
    mayKnow: "من قد يعرف:",
    because: "السبب:",
    write: "اكتب رسالة إلكترونية",
    soFar: (n) => `المعروف حتى الآن: ${counted(n, STATEMENT)}`,
    like: (n) => (n === 1 ? "وسؤال آخر مثله" : `ومثله أيضًا: ${digits(n)}`),
    daysOf: (n) => counted(n, DAY),
    none: "لا صمت هنا.",
    drawing: "مُدد الصمت",
    peopleOf: (n) => `عدد الأشخاص: ${n}`,
    list: (names) => names.join("، "),
    days: (from, to) =>
      from && to
        ? from === to
          ? ` في ${period(from)}`
          : ` بين ${period(from)} و${period(to)}`
        : from
          ? ` في ${period(from)} أو بعده`
          : to
            ? ` في ${period(to)} أو قبله`
            : "",
    ask,
  },

  about: {
    title: "عن whoholds",
    lead: "يبيّن whoholds من احتجز من، ومن وقف مع من أو ضده، في أي يوم، ومن يقول ذلك.",
    here: "البيانات في هذا الموقع",
    sections: [
      {
        heading: "ما هو",
        text: [
          "مجموعة من الإفادات: من قال ماذا، وعن أي أيام، ومتى نُشر. تُستخلص الإجابات منها، وتقودك كل إجابة " +
            "إلى الإفادات " +
            "ومصادرها وقائليها.",
          "لا يُعدّ شيء صحيحًا لمجرد أن أحدًا قاله. وإذا اختلف مصدران عُرض الاثنان، ولا يُحسب متوسط لأرقامهما.",
        ],
        links: [["/how-to-read", "كيف تقرأ إجابة"]],
      },
      {
        heading: "من يقف وراءه",
        text: [
          "whoholds برنامج حر. ومن يشغّل هذا الموقع يختار مصادره ويتحمل مسؤوليتها؛ أما البرنامج فيعدّ ويقارن " +
            "وفق قواعد " +
            "منشورة، ولا ينحاز لأحد.",
        ],
        links: [
          ["/sources", "المصادر"],
          ["/guide/what-it-does-not-do", "ما لا يفعله (بالإنجليزية)"],
        ],
      },
      {
        heading: "لماذا يمكن الوثوق به",
        text: [
          "تتبّع أي رقم حتى الكلام الذي يستند إليه. واستبعد متحدثًا لا تثق به، وانظر ما يتغيّر. واطلب " +
            "الإجابة كما كانت في " +
            "يوم سابق، فما كان معروفًا حينها محفوظ.",
          "الإجابة التي تستشهد بها لها رابط ثابت، يحصل به غيرك على الإجابة نفسها بعد سنوات.",
        ],
        links: [
          ["/methods", "المنهجية"],
          ["/contested", "موضع الخلاف"],
          ["/silences", "ما لا يقوله أحد"],
        ],
      },
      {
        heading: "إذا وجدت خطأ",
        text: ["تحت كل إجابة رابط «أبلغ عن خطأ». يُعدّ ملفًا لمن يشغّل هذا الموقع، ولا يُرسل شيء من تلقاء نفسه."],
        links: [],
      },
    ],
  },

  howToRead: {
    title: "كيف تقرأ إجابة",
    lead: "أربعة أمور ينبغي معرفتها. الرسوم مأخوذة مما في البيانات الآن.",
    noData: "لا بيانات هنا لهذا الرسم.",
    sections: [
      {
        heading: "المؤكد والمحتمل",
        text: [
          "الشريط الممتلئ أو الخط السميك مؤكد في الأيام المطلوبة، إذا صدق المصدر. والباهت أو الرفيع أو " +
            "المخطط محتمل: المصدر " +
            "غير دقيق في اليوم أو العدد، أو الدليل من وقت قريب قبل ذلك أو بعده.",
          "وفي الأعداد، الجزء الممتلئ هو الحد الأدنى والباهت هو الحد الأقصى.",
        ],
        address: "/custody?held=isis-suspects&as_of=2026-02-05",
      },
      {
        heading: "وفق ما كان معلنًا في يوم",
        text: [
          "يمكن طلب الإجابة كما كانت ستُعطى في يوم سابق، فلا يُحتسب إلا ما كان معلنًا حينها. هذا هو السؤال " +
            "نفسه وفق ما كان " +
            "معلنًا في 25 يناير/كانون الثاني 2026.",
        ],
        address: "/custody?held=isis-suspects&as_of=2026-02-05&known_at=2026-01-25",
      },
      {
        heading: "استبعاد متحدث",
        text: [
          "تذكر كل إجابة المتحدثين الذين تستند إليهم. استبعد أحدهم، فيختفي ما استند إليه وحده. هذا هو السؤال " +
            "نفسه من دون " +
            "المتحدثين الذين هم أطراف في الأحداث.",
        ],
        address: "/custody?held=isis-suspects&as_of=2026-02-05&exclude=parties",
      },
      {
        heading: "لا خط يعني لا دليل",
        text: [
          "الأصدقاء في جانب والخصوم في الآخر. وحيث لا خط، فلا مصدر هنا يقول شيئًا. ولا يعني ذلك أن الاثنين " +
            "كانا على حياد.",
        ],
        address: "/alliances?actor=iraq&as_of=2016",
      },
    ],
  },

  methods: {
    title: "المنهجية",
    lead: "الأسئلة مأخوذة من معايير منظمة Every Casualty لتوثيق الضحايا.",
    caption: "مصادر هذا الموقع، وكيف أُعدّت إفاداتها",
    none: "لا بيانات.",
    codebook: "دليل المصطلحات كلمة كلمة",
    inferred: "مستنتَج",
    second: "راجعه شخص ثانٍ",
    days: "المدة",
    span: (from, to) =>
      from || to ? `من ${from?.slice(0, 4) ?? "غير معروف"} إلى ${to?.slice(0, 4) ?? "غير معروف"}` : "غير معروف",
    questions: {
      included: "ما الذي تشمله البيانات، وما الذي لا تشمله؟",
      says: "من القائل؟",
      coded: "كيف أُعدّت البيانات؟",
      checked: "كيف رُوجعت؟",
      same: "كيف يُعرف أن اسمين لشخص أو شيء واحد؟",
      unknown: "ما الذي لا يُعرف؟",
      harm: "كيف يُحمى الناس؟",
      changes: "كيف تُحدَّث وتُصحَّح؟",
    },
    included: ({ statements, sources, earliest, latest }) =>
      `${counted(statements, STATEMENT)} من ${counted(sources, SOURCE)}` +
      (earliest && latest ? `، عن أيام من ${earliest.slice(0, 4)} إلى ${latest.slice(0, 4)}.` : "."),
    words: (predicates) =>
      `تستخدم كل إفادة فعلًا من ${counted(predicates, VERB)}، مثل «احتجز» أو «قاتل»، ` + `ومعناه مدوّن.`,
    left: "المصادر غير المحمّلة غير مشمولة، ولا يُجلب شيء تلقائيًا.",
    says: ({ speakers, anonymous }) =>
      `عدد المتحدثين ${digits(speakers)}، منهم ${digits(anonymous)} لم تُذكر أسماؤهم. ولكل إفادة قائلها ` +
      `ومصدرها ويوم نشرها.`,
    independent: "إذا اشتُرط الاستقلال، يُحسب المتحدثون الذين يكرر بعضهم بعضًا أو ينتمون إلى جهة واحدة متحدثًا واحدًا.",
    coded: ({ statements, inferred }) =>
      `${counted(statements - inferred, STATEMENT)} بما قاله المتحدث نفسه؛ وما استنتجه معدّ البيانات ` +
      `${digits(inferred)}، وقد وُسم بذلك.`,
    numbers: ({ counted: withNumber }) =>
      `الإفادات التي تذكر عددًا: ${digits(withNumber)}. وكلمات مثل «نحو» أو «آلاف» تُفهم بأدنى ما تعنيه ` +
      `وأعلاه، وتبقى إلى جانبه.`,
    plans: ({ plans }) =>
      `الإفادات عما خُطط له أو اتُّفق عليه أو طُلب: ${digits(plans)}. ولا تُحسب أبدًا ` + `على أنها نُفّذت.`,
    checked: ({ checked, agreed }) =>
      checked + agreed
        ? `راجع شخص ثانٍ ${digits(checked)} منها، واتفق اثنان من معدّي البيانات على ${digits(agreed)}.`
        : "لم تُوسم أي إفادة بأن شخصًا ثانيًا راجعها.",
    disagree: ({ denials }) =>
      `الإفادات التي تنفي شيئًا: ${digits(denials)}. ويُدرج النفي والتصحيح والأرقام التي لا تصح معًا، بلا انحياز لأحد.`,
    same: ({ same, different, unsure }) =>
      `${counted(same, JUDGEMENT)} بأن اسمين أو خبرين لشيء واحد، و${digits(different)} بأنهما مختلفان، ` +
      `و${digits(unsure)} بلا حسم. ولكل حكم صاحبه وسببه.`,
    unended: ({ unended }) =>
      `الإفادات التي لا تذكر يومًا أخيرًا: ${digits(unended)}. ويبقى ما تقوله محتملًا مدة بعد آخر مشاهدة، ثم يسقط.`,
    noEvidence: "اليوم الذي لا إفادة عنه لا صف له. ولا يُمدّ خط بين إحصاءين، ولا يوضع تقدير.",
    harm: "المحتجزون هنا مجموعات: يُرفض أي صف يحمل اسم شخص محتجز. وما يعرّض أحدًا للخطر يمكن سحبه من كل الإصدارات.",
    changes: (loads, last, version) =>
      `عدد مرات التحميل أو الحكم أو السحب: ` +
      `${digits(loads)}${last ? `، آخرها في ${period(last.slice(0, 10))}` : ""}. هذا إصدار البيانات ` +
      `${version}، ويمكن سؤال الإصدارات السابقة.`,
    mistakes: "تحت كل إجابة «أبلغ عن خطأ»، وهو يُعدّ ملفًا لمن يشغّل هذا الموقع.",
  },

  stories: {
    title: "قصص",
    caption: "قصص، خطوة خطوة",
    none: "لا قصص هنا بعد.",
    story: "القصة",
    about: "موضوعها",
    steps: "الخطوات",
    written: "تاريخ الكتابة",
    write: "اكتب قصتك: ملف بلا برمجة (بالإنجليزية)",
    by: (name, day) => (name ? `${name}، ${day}` : day),
    start: "ابدأ",
    stepOf: (step, all) => `الخطوة ${digits(step)} من ${digits(all)}`,
    back: "السابق",
    next: "التالي",
    again: "اقرأها من جديد",
    open: "افتح هذا العرض",
    navigation: "خطوات هذه القصة",
    picture: "رسم هذه الخطوة",
    answer: "الإجابة كاملة:",
    problem: "تعذّر عرض هذه الخطوة هنا:",
    unsupported: (numbers) =>
      `لا يرد في إجابة هذه الخطوة: ${numbers.join("، ")}. ربما كُتبت حين كان المعروف أقل أو أكثر.`,
  },

  searching: {
    title: "بحث",
    q: "كلمات من اسم",
    label: "فقط",
    all: "الكل",
    nothing: (q) => `لا شيء باسم «${q}».`,
    next: "قد تنفع كلمات أقل؛ ويُعثر على الأسماء بصورها الأخرى أيضًا. وما في البيانات تجده تحت",
    empty:
      "اكتب كلمات من اسم: طرف أو مجموعة أشخاص أو مكان أو حدث أو مصدر؛ أو سؤالًا، مثل: من احتجز المشتبه بانتمائهم إلى " +
      "تنظيم الدولة الإسلامية في يناير 2026؟",
    without: (reads, typed) => `من دون ${typed.map((one) => `«${one}»`).join("، ")}: ${reads}`,
    notUnderstood: (typed) => `لم يُفهم: ${typed.map((one) => `«${one}»`).join("، ")}`,
    orAsked: "أو هل تقصد",
    choose: "هل تقصد",
    isDefault: "كما لو لم يُذكر",
    also: "أيضًا",
    found: (label, n) => `${label} (${digits(n)})`,
    plural: {
      Actor: "أطراف",
      Group: "مجموعات أشخاص",
      Nationality: "جنسيات",
      Place: "أماكن",
      Event: "أحداث",
      source: "مصادر",
    },
  },

  mistake: {
    title: "أبلغ عن خطأ",
    what: "ما الخطأ",
    intro:
      "اذكر الخطأ، فتحصل على ملف ترسله إلى من يشغّل هذا الموقع: كلامك، والسؤال، والإفادات التي تستند إليها " +
      "الإجابة. ولا " +
      "يُرسل شيء من تلقاء نفسه.",
    download: "نزّل البلاغ",
    made: "البلاغ الآن في ملف؛ ولم يُرسل شيء.",
  },

  vocabulary: {
    title: "المصطلحات",
    caption: "مصطلحات البيانات",
    search: "كلمة",
    hint: "كلمة أو معناها أو رمزها",
    type: "النوع",
    all: "الكل",
    types: { predicate: "أفعال", mode: "صيغ", label: "أصناف", kind: "أنواع", term: "شروط", unit: "وحدات" },
    typeOf: (type, group) => `${type}: ${group}`,
    ofSource: (ids) => `من ${ids.join("، ")}`,
    none: "لا كلمة تشبه هذه. اترك الحقل فارغًا لرؤية كل الكلمات.",
    word: "الكلمة",
    definition: "التعريف",
    useWhen: "متى تُستخدم",
    notFor: "متى لا تُستخدم",
    example: "مثال",
    codes: "الرموز",
    says: "معناها في جملة",
    time: "الزمن",
    times: { state: "حالة تدوم", event: "حدث" },
    roles: "الأدوار",
    required: "إلزامي",
    noObject: "بلا مفعول",
    edges: "الروابط في Cypher",
    edge: (start, end) => `من ${start} إلى ${end}`,
    capacity: "الاحتجاز",
    sign: "نوع العلاقة",
    signs: { "1": "ودّية", "-1": "عدائية", "0": "محايدة" },
    noSign: "لا شيء: ليست تحالفًا",
    bothWays: "في الاتجاهين",
    oneWay: "في اتجاه واحد",
    stale: "مدة صلاحية الدليل",
    days: (n) => `${counted(n, DAY)} بعد آخر مشاهدة`,
    terms: "الشروط",
  },

  sources: {
    title: "المصادر",
    one: "مصدر",
    caption: "من أين تأتي الإفادات",
    source: "المصدر",
    publisher: "الناشر",
    published: "تاريخ النشر",
    why: "كيف عُرف التاريخ",
    licence: "الترخيص",
    link: "الرابط",
    open: "افتح",
    retrieved: "تاريخ الاطلاع",
    text: "النص",
    length: (n) => `عدد الأحرف: ${digits(n)}`,
    archive: "نسخة محفوظة",
    stamped: (file) => `ختم زمني: ${file}`,
    related: "مصادر ذات صلة",
    rows: "الصفوف",
    distinctRows: "كل صف عملية نقل مستقلة",
    covers: "يقول إنه يذكر كل عمليات النقل",
    covered: (from, to) => `من ${from} إلى ${to}`,
    kinds: {
      TRANSLATION_OF: "ترجمة لـ",
      COPY_OF: "نسخة من",
      QUOTES: "ينقل عن",
      translation_of: "ترجمة لـ",
      copy_of: "نسخة من",
      quotes: "ينقل عن",
    },
    statements: "ما يقوله",
    statement: "الإفادة",
    speaker: "من يقول ذلك",
    when: "متى، بلفظ المصدر",
    count: "العدد، بلفظ المصدر",
    denied: "منفي",
    most: (n) => `أول ${counted(n, STATEMENT)}.`,
    asQuery: "السؤال نفسه باستعلام Cypher",
    noLink: "بلا رابط",
    none: "لا بيانات.",
  },
};

export default ar;
