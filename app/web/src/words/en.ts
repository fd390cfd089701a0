/** Every text of the page, in English. Functions take what is put in. A translation has the same keys. */

import { extentOf } from "../days";

const number = new Intl.NumberFormat("en");

/** Small numbers as the summary sentence writes them. */
const few = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${number.format(n)} ${n === 1 ? one : many}`;
}

/** "5 February 2026". */
function dayInWords(day: string): string {
  const style = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(day));
}

/** A statement that nobody makes, as names in words. */
interface Silence {
  readonly what: string;
  readonly kind: string;
  readonly why: string;
  readonly who: string;
  readonly whom: string;
  readonly where: string;
  readonly when: string;
  readonly but: string;
}

/** A question to others than who said it. */
function askOthers({ why, who, whom, where, when, but }: Silence): string {
  const [holder, at] = [who || "anybody", where && ` at ${where}`];
  if (why === "move") return `Apart from ${but}: who can confirm the move of ${whom}${at}${when}?`;
  if (why === "count") return `Apart from ${but}: who can say how many ${whom} ${holder} held${at}${when}?`;
  return `Apart from ${but}: did ${holder} hold ${whom}${at}${when}?`;
}

/** A question where people are, or whether they were held on. */
function askForSighting({ kind, who, whom, where, when }: Silence): string {
  const at = where && ` at ${where}`;
  if (kind === "stale")
    return `Did ${who || "anybody"} go on holding ${whom}${at}? If not, until which day, and where did they go?`;
  return who ? `Did ${who} hold ${whom}${at}${when}?` : `Where did ${whom} go, and who has held them since?`;
}

/** What /v1/methods counts. */
interface Totals {
  readonly statements: number;
  readonly sources: number;
  readonly speakers: number;
  readonly anonymous: number;
  readonly inferred: number;
  readonly checked: number;
  readonly agreed: number;
  readonly denials: number;
  readonly plans: number;
  readonly counted: number;
  readonly unended: number;
  readonly earliest?: string | null;
  readonly latest?: string | null;
}

export const en = {
  direction: "ltr",
  comma: ", ",
  number: (n: number) => number.format(n),
  /** A language by its code: "Arabic". */
  language: (code: string) => new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code,
  site: "whoholds",
  guide: "Guide",
  licences: "Licences",
  untranslated: (n: number, all: number) =>
    `${number.format(n)} of ${plural(all, "text")} of this page are not translated.`,
  skip: "Skip to the content",

  nav: {
    label: "Views",
    custody: "Custody",
    alliances: "Alliances",
    contested: "Contested",
    silences: "Silences",
    sources: "Sources",
    words: "Words",
    cypher: "Cypher",
    add: "Add",
  },

  search: {
    label: "Search actors, groups, places, sources",
    placeholder: "Search (press /)",
    button: "Search",
  },

  status: {
    loading: "Loading",
    away: "The server does not answer. Trying again.",
    back: "The server answers again.",
    rows: (n: number) => `${plural(n, "row")} shown`,
    copied: "Copied",
    copyFailed: "Could not copy; the text is selected, copy it by hand.",
    drawn: (what: string) => `${what} drawn`,
  },

  problem: {
    heading: "This cannot be answered",
    unknown: (status: number) => `the server answered ${status} without saying why`,
    choices: "Did you mean",
    missing: "There is no such page",
    missingText: "Nothing lies at this address. The views are in the menu above; names can be searched.",
    failed: "Something in this page failed",
    failedText: "The table could not be shown. The answer itself is there as a file:",
  },

  tools: {
    label: "Take it with you",
    link: "Copy link",
    cite: "Copy citation",
    embed: "Copy embed code",
    png: "Save as PNG",
    print: "Print",
    files: "This answer as a file",
    citation: (title: string, summary: string, version: number, day: string, address: string) =>
      `${title}. ${summary} whoholds, data version ${version}, asked on ${day}. ${address}`,
    heard: (speaker: string, source: string, published: string) =>
      speaker === source ? `${source}, ${published}` : `${speaker}, in ${source}, ${published}`,
    word: (speakers: string, more: number) =>
      `On the word of: ${speakers}${more ? `; and ${number.format(more)} more` : ""}.`,
    versionOf: (version: number) => `data version ${version}`,
    openWhole: "Open in whoholds",
  },

  table: {
    empty: "No rows.",
    more: (n: number) => `Show ${number.format(n)} more`,
    all: (n: number) => `Show all ${number.format(n)}`,
    next: "Load the next page of rows",
    sortBy: (column: string) => `Sort by ${column}`,
    shown: (n: number, all: number) => `${number.format(n)} of ${plural(all, "row")} shown`,
  },

  notes: "Notes",
  unknown: "unknown",

  controls: {
    label: "Question",
    change: "change",
    asOf: "On the day",
    asOfHint: "a day, a month or a year: 2026-02-05, January 2026, 2016; empty for today",
    knownAt: "As known on",
    knownAtHint: "only what was public by this day; empty for all that is known",
    certain: "Certain only",
    held: "Who was held",
    holder: "Held by",
    place: "At",
    actor: "Around",
    everyone: "everyone",
    anyone: "anyone",
    anywhere: "anywhere",
    apply: "Show",
    suggestions: (n: number) => (n ? plural(n, "suggestion") : "No suggestions"),
    today: "today",
  },

  lens: {
    heading: "Who is this based on?",
    leaveOut: (name: string) => `Leave out ${name}`,
    takeBack: (name: string) => `Put ${name} back`,
    involved: "all who are party to it",
    more: (n: number) => `${number.format(n)} more`,
    stricter: "Ask for more",
    independent: "Sources that are independent, at least",
    reviewed: "Checked",
    reviews: { any: "or not", checked: "by a second person", agreed: "and agreed by both" },
    changes: "What changes",
    same: "Nothing changes in the rows.",
    gone: (row: string) => `Gone: ${row}`,
    came: (row: string) => `New: ${row}`,
    became: (row: string, before: string, after: string) => `${row}: ${before} becomes ${after}`,
  },

  doubt: {
    certain: "certain",
    possible: "possible",
    contested: "contested",
    deniedBy: "denied by",
    deniedInGeneral: "denied in general by",
    inferred: "inferred by the coder",
    disagree: "figures disagree",
    onlyPossiblyKnown: "perhaps not public by then",
    support: {
      certain: "evidence for this day",
      within: "a sighting or event of these days",
      between: "evidence before and after",
      after: "only earlier evidence",
    } as Readonly<Record<string, string>>,
    noLine: "No line means no evidence. It does not mean neutrality.",
  },

  sign: {
    friendly: "friendly",
    hostile: "hostile",
    neutral: "neutral",
    mixed: "mixed: friendly and hostile",
    none: "no sign",
  },

  count: {
    none: "no number",
    orMore: (n: number) => `${number.format(n)} or more`,
    upTo: (n: number) => `up to ${number.format(n)}`,
    range: (min: number, max: number) => `${number.format(min)} to ${number.format(max)}`,
    any: "any number",
    wording: (wording: string) => `“${wording}”`,
  },

  time: {
    from: "from",
    to: "to",
    unbounded: "unknown",
    between: (a: string, b: string) => `between ${a} and ${b}`,
  },

  columns: {
    holder: "Holder",
    held: "Held",
    count: "How many",
    place: "Where",
    certainty: "Certainty",
    saidBy: "Who says so",
    disputed: "Who disputes it",
    evidence: "Evidence",
    statements: "Statements",
    source: "Source",
    published: "Published",
    what: "What",
    why: "Why",
    when: "When",
    name: "Name",
    kind: "Kind",
  },

  roles: {
    subject: "who",
    object: "whom",
    agent: "by",
    from_holder: "from",
    to_holder: "to",
    from_place: "from",
    to_place: "to",
    at: "at",
  },

  moreStatements: (n: number) => `${number.format(n)} more here`,
  firstStatements: (shown: number, all: number) =>
    `The first ${number.format(shown)} of ${number.format(all)} statements; show all`,
  statementLink: (n: number) => (n === 1 ? "the statement" : `statement ${number.format(n)}`),
  answerOf: (day: string) => `on ${day}`,

  custody: {
    title: "Who holds whom",
    caption: "Who held whom",
    picture: "Who held them, and how many",
    day: "On a day",
    series: "Over time",
    chain: "From hand to hand",
    ledger: "Does it add up?",
    plans: "Planned and done",
    with: "together with",
    moreMoves: "Reports of moves that name no holder stand in:",
    gained: "received",
    lost: "lost",
    /** Nobody gives the range itself. */
    apart: (number: string) => `${number}, the least and the most of figures that disagree`,
    /** A number of the map, with the days that it was counted on. */
    numberOn: (number: string, when: string) => `${number}, counted ${when}`,
    counted: {
      places: (places: number) =>
        places === 1 ? "in the one place counted" : `in the ${few[places] ?? number.format(places)} places counted`,
      when: (days: string) => `(counted ${days})`,
    },
    moreReadings: (number: number) => `and ${number} more ${number === 1 ? "figure" : "figures"}`,
    moreFigures: (number: number) => `and ${number} earlier ${number === 1 ? "figure" : "figures"}`,
    nobody: "Nobody is said to have held them then. That is no evidence of freedom.",
    lastKnown: "Last known before",
    firstKnown: "First known after",
    perhapsSame: "Perhaps the same people",
    together: "Said of this place together with others",
    choose: "How many of whom? Choose a group",
    chooseSummary: (n: number) =>
      `This is told of one group at a time. ${plural(n, "group")} of people are known here.`,
    chooseNone: "No group of people is loaded.",
  },

  series: {
    title: "How many were held, over time",
    start: "From",
    end: "To",
    caption: "What was counted, and what came and went",
    nothing: "Nobody says how many.",
    latest: (shown: number, all: number) =>
      `The latest ${number.format(shown)} of ${number.format(all)} counts and moves are shown. Give a first and a ` +
      `last day to see others.`,
    kinds: {
      point: "counted",
      segment: "held over time",
      came: "came",
      went: "went",
    },
    what: "What",
    of: (what: string) => `of ${what}`,
    noHolder: "no holder named",
    noPlace: "no place named",
    notSaid: "number not said",
    sameAs: (n: number) => `one of ${plural(n, "report")} of one move`,
    disagree: (n: number) =>
      n === 1 ? "cannot be true beside another count" : `cannot be true beside ${number.format(n)} other counts`,
    certainly: (from: string, to: string) => `for certain from ${from} to ${to}`,
    onNoDay: "on no day for certain",
    began: (when: string) => `began ${when}`,
    lastSaid: (when: string) => `last said to last ${when}`,
    ongoing: "may have gone on",
    picture: "Who held how many, over time",
  },

  ledger: {
    title: "Does it add up?",
    intro:
      "Who was counted first, with those who came and without those who went, against the next count. What is left " +
      "over is what no report loaded here explains. That is no finding that they are missing: moves may have " +
      "gone unreported.",
    line: "Line",
    why: "Remarks",
    lines: {
      opening: "Counted first",
      gain: "+ came",
      gained: "= came in all",
      loss: "− went",
      lost: "= went in all",
      expected: "So there should be",
      closing: "Counted next",
      unaccounted: "Not explained",
    } as Readonly<Record<string, string>>,
    closes: {
      yes: "The reported moves can explain the difference.",
      no: "The reported moves do not explain the difference, though a source says that it reports every move.",
      open: "Open.",
    } as Readonly<Record<string, string>>,
    missing: (range: string, unit: string) => `No report loaded here says where ${range} ${unit} went.`,
    tooMany: (range: string, unit: string) => `No report loaded here says where ${range} ${unit} came from.`,
    either: (missing: string, tooMany: string, unit: string) =>
      `Up to ${missing} ${unit} may have gone, and up to ${tooMany} may have come, without a report.`,
    upTo: (most: string, unit: string) => `Up to ${most} ${unit} may have gone without a report.`,
    upToCame: (most: string, unit: string) => `Up to ${most} ${unit} may have come without a report.`,
    anyNumber: "any number of",
    exactly: "The reports explain all of it.",
    noneTold: "none told of",
    nobodyCame: "No source here tells of anybody who came; reckoned as 0.",
    nobodyWent: "No source here tells of anybody who went; reckoned as 0.",
    notCounted: "nobody counted them",
    between: (start: string, end: string) => `first counted ${start}; next counted ${end}`,
    since: (start: string) => `counted ${start}, and not again`,
    until: (end: string) => `first counted ${end}`,
    notCompared: "Two counts are needed for a comparison.",
    more: (n: number) => `${number.format(n)} more`,
    moreParts: (n: number) => `${plural(n, "more comparison")} not shown.`,
    moreUnits: (n: number) => `${plural(n, "more count")} not shown.`,
    openBecause: "Why it stays open",
    alternatives: "Several counts of the same days were made; each pair of them gives another sum",
    combination: (opening: string, closing: string, rest: string) => `${opening} first, ${closing} next: ${rest}`,
    certainIn: "surely between the two counts",
    cumulative: "counted since a beginning, not only now",
    parts: "Whole and parts",
    partsIntro: "What was counted of a group, against the sum of what was counted of its parts.",
    whole: "Whole",
    part: "Parts",
    sum: "Sum of the parts",
    difference: "The whole less the sum",
    agrees: { possible: "can agree", no: "cannot agree" } as Readonly<Record<string, string>>,
    exhaustive: "the parts are said to be all of it",
    notExhaustive: "there may be others beside these parts",
    otherUnits: "Counted in something else, and left aside",
    none: "No ledger: nobody counted them, and nobody is said to have come or gone.",
    picture: "The counts, who came and who went, and the gap",
  },

  chain: {
    title: "From hand to hand",
    caption: "Who passed them on to whom",
    picture: "Moves from holder to holder",
    none: "No source reports a move.",
    from: "From",
    to: "To",
    by: "By whom",
    order: "Order",
    afterSurely: "surely after the one above",
    afterPerhaps: "perhaps not after the one above",
    first: "first in the list",
    mayBe: (name: string) => `may be the same as: ${name}`,
    unknown: "not said",
    independent: (range: string) => `independent speakers: ${range}`,
    chains: "Ways that lead on",
    chainsNone: "No move here leads on from another.",
    chainsTruncated: (shown: number, hops: number) =>
      `Not all ways among the ${number.format(hops)} moves are looked for; ${number.format(shown)} are shown. The ` +
      `notes say where it was cut.`,
    elsewhere: "a move of another page",
    way: { certain: "in this order for certain", possible: "in this order, possibly" } as Readonly<
      Record<string, string>
    >,
    atMost: (n: string) => `no more than ${n} can have gone all the way`,
    noLimit: "no number limits how many went all the way",
  },

  plans: {
    title: "Planned and done",
    caption: "What was planned, expected or asked for, and what is said to be done of it",
    none: "Nobody is said to plan anything.",
    who: "Who",
    what: "What",
    mode: "How it is meant",
    of: "Of whom",
    way: "From where to where",
    cap: "How many",
    done: "Done, as said",
    share: "Done of it",
    nothingDone: "nobody tells of a deed",
    percent: (range: string) => `${range} %`,
    said: (when: string) => `said ${when}`,
    doneBy: (n: number) => `by ${plural(n, "report")}`,
    inTotal: "in a later total already",
    basis: {
      fulfils: "said to fulfil it",
      event: "tells of the same event",
      matching: "the same deed of the same people",
    } as Readonly<Record<string, string>>,
    modes: {
      under_way: "under way, not over: the number is that of the whole",
      intended: "intended: the one who acts wants to",
      agreed: "agreed by those who act",
      ordered: "ordered",
      offered: "offered",
      expected: "expected or feared by the speaker; nobody’s plan",
      conditional: "only if something else comes first",
      urged: "asked for by the speaker; not promised",
    } as Readonly<Record<string, string>>,
    short: {
      under_way: "under way",
      intended: "intended",
      agreed: "agreed",
      ordered: "ordered",
      offered: "offered",
      expected: "expected or feared, no plan",
      conditional: "on a condition",
      urged: "asked for, not promised",
    } as Readonly<Record<string, string>>,
    picture: "Planned against done",
    how: "Reports of one deed stand beside several plans; they are not to be added up.",
  },

  map: {
    title: "Where",
    show: "Show the map",
    hide: "Hide the map",
    loading: "The map is being drawn.",
    label: "Map of the places and moves that are listed beside it. Arrow keys move it, plus and minus zoom.",
    places: "Places",
    moves: "Moves",
    onMap: (name: string) => `${name} is in the middle of the map`,
    off: "Not on the map, position unknown:",
    none: "No place of this answer has a known position.",
    zoomIn: "Closer",
    zoomOut: "Farther",
    whole: "All places",
    about: (metres: number) =>
      "known to about " +
      (metres >= 1000 ? `${number.format(Math.round(metres / 1000))} km` : `${number.format(metres)} m`),
    country: "a whole country",
    key:
      "Solid: certain. Dashed and pale: possible. Long dashes with an open head: planned, not done. A double " +
      "ring: contested. A wide pale circle is how far the place itself is uncertain; a tinted country was itself " +
      "named as the place. An arrow joins the two ends that a statement names; it is not the road that was taken.",
    borders: "Borders are Natural Earth's, simplified; showing them takes no side.",
    credit: "Shapes: Natural Earth (public domain). Positions: GeoNames (CC BY 4.0).",
    planned: "planned",
    from: (name: string, to: string) => `${name} → ${to}`,
  },

  docs: {
    title: "Every address of the API",
    document: "OpenAPI document",
    body: "Sent with a JSON body; the OpenAPI document has its shape.",
    required: "needed",
    ask: "Ask",
    otherwise: (value: string) => `If left out: ${value}.`,
  },

  entities: {
    title: "Names",
    all: "all",
    Actor: "actors",
    Group: "groups of people held",
    Nationality: "nationalities",
    Place: "places",
    Event: "events",
    aliases: "Also called",
  },

  alliances: {
    title: "Who sided with whom",
    caption: "Pairs of actors",
    day: "On a day",
    diff: "What changed",
    sign: "Relationship",
    everySign: "all",
    depth: "How far around",
    depthOf: (n: number) => (n === 1 ? "its own pairs" : `${number.format(n)} steps away`),
    a: "Actor",
    b: "Actor",
    standing: "Relationship",
    relations: "Basis",
    disputed: "Disputed",
    because: "Statements",
    more: (n: number) => `and ${number.format(n)} more`,
    nobody: "No pair is told of then. No line means no evidence. It does not mean neutrality.",
    lastKnown: "Pairs with older evidence only",
    firstKnown: "Pairs with later evidence only",
    compare: "Compare with another day",
    compareButton: "What changed?",
    told: (day: string, friendly: number, hostile: number, mixed: number) =>
      `${day}: ${plural(friendly, "friendly pair")}, ${number.format(hostile)} ` +
      `hostile${mixed ? `, ${number.format(mixed)} mixed` : ""}`,
    directed: (a: string, b: string) => `${a} to ${b}`,
  },

  network: {
    keys:
      "Drawing of the network. Arrow keys go from actor to actor, Enter chooses one, plus and minus zoom, 0 " +
      "shows the whole. The table says the same.",
    picture: (summary: string) => `Network drawing. ${summary} The table has every pair.`,
    closer: "Closer",
    further: "Further",
    whole: "Whole",
    wholeLabel: "Show the whole network",
    moving: "Drag to move; Ctrl and wheel, or two fingers, to zoom.",
    certain: "thick: certain",
    possible: "thin and pale: possible",
    contested: "⚠ contested",
    asleep: "Show those without evidence then, as pale dots",
    find: "Find",
    findHint: "an actor in the picture",
    notFound: "No actor of this name is in the picture.",
    kind: "Draw",
    /** By how many of the two are states. */
    kinds: [
      ["", "all pairs"],
      ["2", "states with states"],
      ["1", "states with groups"],
      ["0", "groups with groups"],
    ] as const,
    camps: "Shade the two camps",
    square: "state or government",
    disc: "group or body",
    /** What a name is called in a drawing, where every second one is a government. */
    short: (name: string) => name.replace(/^Government of (the )?/, ""),
    noLine: "No line means no evidence. It does not mean neutrality. Actors keep their places whatever the day.",
    places: "Nearness is drawn from all evidence; it is no statement.",
    drawn: (n: number) => `${plural(n, "actor")} drawn.`,
    most: (n: number) =>
      `Only the ${number.format(n)} actors with most pairs are drawn; the table has all pairs of the day.`,
    placeless: (n: number) => `${plural(n, "actor")} without a place: in the table only.`,
    failed: "The drawing failed. The table has everything.",
    aroundActor: "Enter or click: pairs around this actor",
    around: "Friends and foes around the actor. The table has every pair.",
    open: "Enter or click: its page",
    pairs: (friendly: number, hostile: number, neutral: number, mixed: number) =>
      [
        friendly && `${number.format(friendly)} friendly`,
        hostile && `${number.format(hostile)} hostile`,
        neutral && `${number.format(neutral)} neutral`,
        mixed && `${number.format(mixed)} mixed`,
      ]
        .filter(Boolean)
        .join(", ") || "no pairs then",
    picked: (a: string, b: string) => `${a} – ${b}`,
    said: "Who says so",
    unmark: "Close",
    elsewhere: "The pair that was picked is not among these rows.",
    before: "before",
    after: "after",
  },

  slider: {
    heading: "Time",
    label: "Day",
    keys: "Keys: arrows, page up and down, Shift with arrows.",
    /** A day, a month or a year in words: "5 February 2026", "January 2026", "2016". */
    period: (edtf: string) => {
      const [year, month, day] = edtf.split("-");
      const style = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" } as const;
      const date = new Date(`${year}-${month ?? "01"}-${day ?? "01"}`);
      return new Intl.DateTimeFormat("en-GB", style as Intl.DateTimeFormatOptions).format(date);
    },
    histogram: (what: "starts" | "pairs", busiest: string | null, most: number) =>
      `${what === "starts" ? "Beginnings" : "Pairs"} over ` +
      `time${busiest ? `; most in ${busiest}: ${number.format(most)}` : ""}`,
    bar: (span: string, certain: number, possible: number, what: "starts" | "pairs") =>
      `${span}: ${plural(certain + possible, what === "starts" ? "beginning" : "pair")}` +
      (possible ? `, ${number.format(possible)} only possible` : ""),
    span: (from: string, to: string) => `${from} to ${to}`,
    play: "▶ Play",
    pause: "❚❚ Pause",
    speed: "Step",
    days: (n: number) => ({ 1: "day", 7: "week", 30: "month", 365: "year" })[n] ?? plural(n, "day"),
    window: "Years",
    years: (n: number) => plural(n, "year"),
    all: "all years",
  },

  diff: {
    title: "What changed between two days",
    caption: "Pairs that changed",
    from: "From",
    to: "To",
    fromKnownAt: "From, as known on",
    fromKnownAtHint: "to see also what became known later about the first day",
    hint: "a day, a month or a year: 2016, January 2026, 2026-02-05",
    only: "Which changes",
    every: "all",
    invitation:
      "Give two days, months or years, and perhaps an actor, to see which pairs began, ended, faded or changed " +
      "sides between them.",
    nothing: "No pair changed between the two.",
    filtered: "No pair changed in this way. Choose another change above.",
    change: "What happened",
    certainty: "Certainty",
    because: "Because of",
    kinds: {
      began: "began",
      ended: "ended",
      faded: "faded",
      changed: "changed",
      newlyReported: "newly reported",
      withdrawn: "withdrawn",
      overtaken: "overtaken",
      reassessed: "reassessed",
    } as Readonly<Record<string, string>>,
    means: {
      began: "began: told of then, and not before; it may have begun before anybody told of it",
      ended: "ended: what tells of it was over by then, or somebody tells of an end",
      faded: "faded: nothing tells of an end, the evidence only stops",
      changed: "changed: another sign than before",
      newlyReported: "newly reported: known later, of the first day",
      withdrawn: "withdrawn: taken back by who said it",
      overtaken: "overtaken: not so by what came out later",
      reassessed: "reassessed: another sign by what came out later",
    } as Readonly<Record<string, string>>,
    story: (change: string, before: string, after: string, from: string, to: string) =>
      ({
        began: `${after} in ${to}, no evidence of it in ${from}`,
        ended: `${before} in ${from}; by what is told, over by ${to}`,
        faded: `${before} in ${from}, no evidence any more in ${to}`,
        changed: `${before} in ${from}, ${after} in ${to}`,
        newlyReported: `${after} in ${from}, as became known later`,
        withdrawn: `${before} in ${from}, taken back later`,
        overtaken: `${before} in ${from}, not so by what came out later`,
        reassessed: `${before} in ${from}, later known as ${after}`,
      })[change] ?? change,
    count: (kind: string, n: number) => `${kind}: ${number.format(n)}`,
    picture: (from: string, to: string) => `What changed from ${from} to ${to}`,
    colours: "Colour and line tell the relationship, as on a day; the mark tells what happened.",
  },

  home: {
    title: "Who held whom, who fought whom, and who says so",
    covers: (statements: number, sources: number, from: string, to: string) =>
      `${plural(statements, "statement")} of ${plural(sources, "source")}, about ${from} to ${to}:`,
    moreSources: (n: number) => `and ${number.format(n)} more`,
    trust:
      "Nothing is taken as true because somebody said it. Every number leads to the words that it rests on, and you " +
      "can leave out whom you do not trust.",
    stories: "Stories",
    allStories: "All stories",
    ask: "Ask in a sentence",
    askButton: "Answer",
    open: "Open this answer",
    byFields: "Ask by fields",
    custody: "Who held them?",
    alliances: "Who sided with whom?",
    changed: "What changed between two days or years?",
    loaded: "What is loaded",
    from: "On the first day",
    to: "On the second day",
    examples: "Questions to begin with",
    names: "All names",
    heldThen: "Who held ISIS suspects in January 2026?",
    heldOver: "How many ISIS suspects were held over time?",
    sides: "Who stood with and against Iraq in 2016?",
    gone: "Who fought beside Iraq in 2016, and no longer in 2019?",
  },

  /**
   * A statement in words. In `says` a role stands in braces, `<one|many>` goes by the first role of the sentence; of
   * several patterns the first is taken whose roles are all filled. Roles that no pattern names are added behind it.
   */
  predicates: {
    says: {
      holds: ["{subject} <holds|hold> {object}"],
      guards: ["{subject} <guards|guard> {object}"],
      administers: ["{subject} <administers|administer> the place where {object} live"],
      captures: ["{subject} <captures|capture> {object}"],
      arrests: ["{subject} <arrests|arrest> {object}", "{object} <is|are> arrested"],
      surrenders_to: ["{subject} <surrenders|surrender> to {object}", "{subject} <surrenders|surrender>"],
      takes_hostage: ["{subject} <takes|take> {object} hostage", "{object} <is|are> taken hostage"],
      interns: ["{subject} <interns|intern> {object}", "{object} <is|are> interned"],
      transfers: ["{agent} <transfers|transfer> {object}", "{object} <is|are> transferred"],
      releases: ["{subject} <releases|release> {object}", "{object} <is|are> released"],
      escapes: ["{subject} <escapes|escape>"],
      rescues: ["{subject} <rescues|rescue> {object}", "{object} <is|are> rescued"],
      repatriates: ["{agent} <takes|take> {object} home", "{object} <is|are> taken home"],
      deports: ["{agent} <deports|deport> {object}", "{object} <is|are> deported"],
      exchanges: ["{agent} <exchanges|exchange> {object}", "{object} <is|are> exchanged"],
      dies_in_custody: ["{subject} <dies|die> in the custody of {from_holder}", "{subject} <dies|die> in custody"],
      kills_in_custody: ["{subject} <kills|kill> {object} in custody", "{object} <is|are> killed in custody"],
      disappears: [
        "{subject} <disappears|disappear> from the custody of {from_holder}",
        "{subject} <disappears|disappear>",
      ],
      charges: ["{subject} <charges|charge> {object}", "{object} <is|are> charged"],
      convicts: ["{subject} <convicts|convict> {object}", "{object} <is|are> convicted"],
      prosecutes: ["{subject} <prosecutes|prosecute> {object}", "{subject} <prosecutes|prosecute>"],
      sentences: ["{subject} <sentences|sentence> {object}"],
      mistreats: ["{subject} <mistreats|mistreat> {object}", "{object} <is|are> mistreated"],
      abandons: ["{subject} <abandons|abandon> {object}", "{object} <is|are> abandoned"],
      forbids: ["{subject} <forbids|forbid> it by law"],
      guarantees: ["{subject} <guarantees|guarantee> it by law"],
      rejects: ["{subject} <rejects|reject> it"],
      respects: ["{subject} <respects|respect> the law and the verdicts of {object}"],
      suspected_of: ["{subject} <is|are> suspected of belonging to, or acting for, {object}"],
      allied_with: ["{subject} <is|are> allied with {object}"],
      supports: ["{subject} <supports|support> {object}"],
      cooperates_with: ["{subject} <works|work> together with {object}"],
      fights_beside: ["{subject} <fights|fight> beside {object}"],
      hostile_to: ["{subject} <is|are> hostile to {object}"],
      fights: ["{subject} <fights|fight> {object}"],
      distrusts: ["{subject} <distrusts|distrust> {object}"],
      threatens: ["{subject} <is|are> a threat to {object}", "{subject} <is|are> a threat"],
      ceasefire_with: ["{subject} <has|have> a ceasefire with {object}"],
      in_contact_with: ["{subject} <is|are> in contact with {object}"],
      defeats: ["{subject} <defeats|defeat> {object}", "{object} <is|are> defeated"],
      attacks: ["{subject} <attacks|attack> {object}"],
      besieges: ["{subject} <besieges|besiege> {object}"],
      sanctions: ["{subject} <has|have> sanctions on {object}"],
      condemns: ["{subject} <condemns|condemn> {object}"],
      displaces: ["{subject} <displaces|displace> {object}", "{object} <is|are> displaced"],
      escorts: ["{subject} <escorts|escort> {object}", "{object} <is|are> escorted"],
      suspends: ["{subject} <suspends|suspend> {object}", "{object} <is|are> suspended"],
      recruits: ["{subject} <recruits|recruit> {object}", "{object} <is|are> recruited"],
      shuts_down: ["{subject} <shuts|shut> down {object}", "{object} <is|are> shut down"],
      agrees: ["{subject} <comes|come> to an agreement with {object}", "{subject} <comes|come> to an agreement"],
      disputes_with: ["{subject} <is|are> in an armed dispute with {object}"],
      causes: ["{subject} <leads|lead> to {object}"],
      ends: ["{subject} <brings|bring> {object} to an end"],
      enables: ["{subject} <makes|make> {object} possible"],
      endangers: ["{subject} <weakens|weaken> security at {object}"],
      worries_about: ["{subject} <worries|worry> about {object}", "{subject} <worries|worry>"],
      visits: ["{subject} <visits|visit> {object}", "{subject} <visits|visit>"],
      comments_on: ["{subject} <comments|comment> on {object}", "{subject} <comments|comment>"],
      publishes: ["{subject} <publishes|publish> {object}"],
      identifies: ["{subject} <says|say> who {object} are"],
      knows_who: ["{subject} <knows|know> who {object} are"],
      part_of: ["{subject} <is|are> part of {object}"],
      located_in: ["{subject} <is|are> in {object}"],
      of_nationality: ["{subject} <is|are> of nationality {object}"],
      composed_of: ["{subject} <is|are> in part {object}"],
      leads: ["{subject} <leads|lead> {object}"],
      speaks_for: ["{subject} <speaks|speak> for {object}"],
      controls: ["{subject} <controls|control> {object}"],
      operates: ["{subject} <operates|operate> {object}"],
      secures: ["{subject} <secures|secure> {object}"],
      takes_over: ["{subject} <takes|take> over {object}"],
      founded: ["{object} <is|are> founded by {subject}", "{object} <is|are> founded"],
      dissolved: ["{object} <is|are> dissolved by {subject}", "{object} <is|are> dissolved"],
      detained_at: ["{subject} <is|are> detained at {object}"],
      joins: ["{subject} <joins|join> {object}"],
      splits_from: ["{subject} <splits|split> from {object}"],
      merges_into: ["{subject} <merges|merge> into {object}"],
      takes_name: ["{subject} <takes|take> another name"],
      member_of: ["{subject} <is|are> a member of {object}"],
      goes_on: ["{subject} <goes|go> on"],
    } as Readonly<Record<string, readonly string[]>>,
    /** For what the vocabulary has and this list has not. */
    unlisted: (predicate: string) => [
      `{subject} ${predicate} {object}`,
      `{subject} ${predicate}`,
      `{agent} ${predicate} {object}`,
      `${predicate} {object}`,
    ],
    and: " and ",
    tails: {
      object: ": ",
      agent: " by ",
      from_holder: " from ",
      from_place: " from ",
      to_holder: " to ",
      to_place: " to ",
      at: " at ",
    } as Readonly<Record<string, string>>,
    /** What stands before the sentence where it is not said to be so. */
    lead: {
      occurred: ["", "denies that"],
      under_way: ["under way:", "denies that it is under way that"],
      intended: ["intended:", "denies the intention that"],
      agreed: ["agreed:", "denies the agreement that"],
      ordered: ["ordered:", "denies the order that"],
      offered: ["offered:", "denies the offer that"],
      expected: ["expects that", "does not expect that"],
      conditional: ["only if something else comes first:", "not even if something else comes first:"],
      urged: ["urges that", "urges that it not be so that"],
    } as Readonly<Record<string, readonly [string, string]>>,
    /** The same after the name of who says so. */
    told: {
      occurred: ["says that", "denies that"],
      under_way: ["says that it is under way:", "denies that it is under way:"],
      intended: ["tells of an intention:", "denies the intention that"],
      agreed: ["tells of an agreement:", "denies the agreement that"],
      ordered: ["tells of an order:", "denies the order that"],
      offered: ["tells of an offer:", "denies the offer that"],
      expected: ["expects that", "does not expect that"],
      conditional: [
        "says that, only if something else comes first,",
        "denies that, even if something else comes first,",
      ],
      urged: ["urges that", "urges that it not be so that"],
    } as Readonly<Record<string, readonly [string, string]>>,
    tells: (mode: string, denied: boolean) => `${denied ? "denies" : "says"} (${mode}) that`,
    modes: {
      occurred: "it was so, or it happened",
      under_way: "it has begun and is not over",
      intended: "intended: the one who acts wants to, or is ready to",
      agreed: "agreed: those who act have agreed to it",
      ordered: "ordered by somebody with the power to",
      offered: "offered by the one who acts",
      expected: "expected or feared by the speaker",
      conditional: "only if something else comes first",
      urged: "the speaker asks for it",
    } as Readonly<Record<string, string>>,
    polarity: { asserts: "asserts it", denies: "denies it" } as Readonly<Record<string, string>>,
    stances: {
      denies: "denies it",
      confirms: "confirms it",
      corrects: "corrects it",
      qualifies: "qualifies it",
      questions: "questions it",
      declines: "declines to comment",
      asserts: "says so",
    } as Readonly<Record<string, string>>,
    scopes: { specific: "this very statement", general: "in general" } as Readonly<Record<string, string>>,
    readings: {
      stated: "stated in the source",
      inferred: "inferred by the coder: not said in so many words",
    } as Readonly<Record<string, string>>,
    countKinds: {
      stock: "held at one time",
      flow: "moved at one time",
      cumulative: "in all so far",
      cap: "at most, by the plan",
      peak: "at the peak",
      share: "a share",
    } as Readonly<Record<string, string>>,
    of: (what: string) => `of ${what}`,
    since: (day: string) => `since ${day}`,
  },

  timeline: {
    heading: "Over time",
    on: (day: string) => `on ${day}`,
    some: (from: string, to: string) => `some time between ${from} and ${to}`,
    on_after: (day: string) => `on ${day} or later`,
    on_before: (day: string) => `on ${day} or earlier`,
    seen: (when: string) => `seen ${when}`,
    lasted: (from: string, to: string) => `from ${from} to ${to}`,
    began: (when: string) => `began ${when}`,
    beganBy: (day: string) => `had begun by ${day}`,
    beganUnknown: "began at an unknown time",
    ended: (when: string) => `ended ${when}`,
    lastedTo: (day: string) => `went on until ${day} at least; no end is known`,
    endUnknown: "no end is known",
    joined: (start: string, end: string) => `${start}; ${end}`,
    anyTime: "at an unknown time",
    planned: (when: string) => `announced end: ${when}`,
    fromDay: (day: string) => `${day} or later`,
    toDay: (day: string) => `${day} or earlier`,
    between: (from: string, to: string) => `between ${from} and ${to}`,
    unknown: "unknown",
    /** A day, a month or a year as a source writes it; of two, the first and the last. */
    day: (edtf: string) => (extentOf(edtf) ? en.slider.period(edtf) : edtf),
    onOrAfter: (day: string) => `${day} or later`,
    onOrBefore: (day: string) => `${day} or earlier`,
    lastingFrom: (day: string) => `from ${day} on`,
    lastingTo: (day: string) => `until ${day}`,
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    about: (day: string) => `about ${day}`,
  },

  entity: {
    title: "Who or what",
    labels: {
      Actor: "Actor",
      Group: "Group of people",
      Nationality: "Nationality",
      Place: "Place",
      Event: "Event",
      source: "Source",
    } as Readonly<Record<string, string>>,
    told: "Sources speak of it",
    years: (from: string, to: string) => `from ${from} to ${to}`,
    /** Facts by a predicate, the role of whom the page is about, and the role of those who are named. */
    belongs: [
      ["part_of", "subject", "object", "Part of"],
      ["part_of", "object", "subject", "Its parts"],
      ["member_of", "subject", "object", "Member of"],
      ["member_of", "object", "subject", "Its members"],
      ["located_in", "subject", "object", "In"],
      ["leads", "object", "subject", "Led by"],
      ["leads", "subject", "object", "Leads"],
      ["speaks_for", "subject", "object", "Speaks for"],
      ["of_nationality", "subject", "object", "Nationality"],
      ["composed_of", "subject", "object", "Among them"],
      ["detained_at", "subject", "object", "Detained at"],
      ["merges_into", "object", "subject", "Joined by"],
      ["merges_into", "subject", "object", "Merged into"],
      ["splits_from", "subject", "object", "Split from"],
      ["founded", "object", "subject", "Founded by"],
    ] as const,
    andMore: (n: number) => ` and ${number.format(n)} more`,
    aliases: "Also called",
    otherLanguages: "In other languages",
    identity: "Ids, and who else it may be",
    externalIds: "Known elsewhere as",
    sameAs: "Joined with, as the same, by a judgement",
    notSameAs: "Kept apart, by a judgement, from",
    unsure: "Perhaps the same as (unsure)",
    sides: (year: string) => `Friends and foes in ${year}`,
    holds: "Whom it holds or held",
    isHeld: "Who holds or held them",
    isHeldThere: "Who is or was held there",
    now: "By the latest evidence",
    moreRows: (n: number) => `${plural(n, "more row")} in the whole answer.`,
    whole: "The whole answer",
    statements: (name: string) => `What is said that names ${name}`,
    none: "No statement names it.",
    noYear: "No year known",
    number: (n: number) => plural(n, "statement"),
    ofYear: (year: string) => `Statements: ${year}`,
    loaded: (n: number, summary: string) => `${number.format(n)} loaded so far of ${summary}`,
    follow: "Look further",
    asHolder: (name: string) => `Whom ${name} holds`,
    asHeld: (name: string) => `Who holds ${name}`,
    series: "How many over time",
    ledger: "Does it add up?",
    plans: "Planned and done",
    chain: "From hand to hand",
    atPlace: (name: string) => `Who is held at ${name}`,
    allies: "Friends and foes on each day",
    contested: "What is contested about it",
    silences: "What nobody says about it",
    filesOf: "Its statements as files",
    columns: { said: "What is said", when: "When", written: "as written:", part: "It is" },
    parts: {
      subject: "who does it",
      object: "whom it is about",
      agent: "who does it",
      from_holder: "who gives up",
      to_holder: "who receives",
      from_place: "where from",
      to_place: "where to",
      at: "where",
      speaker: "who says so",
      about: "the occurrence",
    } as Readonly<Record<string, string>>,
    denied: "denied",
    inferred: "inferred by the coder",
    answered: (stance: string, name: string) => `${name} ${stance}`,
  },

  statement: {
    title: "A statement",
    closed: "This version is no longer open: it was replaced or withdrawn.",
    who: "Who says so",
    anonymous: "anonymous",
    saidOn: "Said on",
    unsaid: "not given",
    knownFrom: "Public from",
    source: "Source",
    publisher: "published by",
    published: "published",
    locator: "at",
    external: "Open the source",
    manner: "How it is said",
    reading: "How it is read",
    mode: "How it is put",
    polarity: "Whether it is so",
    terms: "On what terms",
    note: "The coder's note",
    about: "Occurrence",
    dataset: "Data set",
    codedBy: "Coded by",
    checkedBy: "Checked by",
    state: "The coding",
    states: { draft: "a draft", checked: "checked", agreed: "agreed by two coders" },
    key: "Id",
    number: "The number",
    time: "The time",
    written: "As written",
    bounds: "As bounds",
    inWords: "In words",
    noNumber: "It gives no number.",
    least: "at least",
    most: "at most",
    noLimit: "no limit known",
    earliestStart: "began no earlier than",
    latestStart: "began no later than",
    earliestEnd: "ended no earlier than",
    latestEnd: "ended no later than",
    explained: "Why these bounds",
    unbounded: "nothing bounds it",
    cited: "The words cited",
    span: (start: number, end: number) => `characters ${number.format(start)} to ${number.format(end)}`,
    responses: "What others answer",
    noResponses: "Nobody here answers it.",
    respondsTo: "What it answers",
    stance: "Stance",
    scope: "About",
    replies: "What they say",
    occurrence: "Is it the same occurrence as others?",
    same: "The same, by a judgement",
    different: "Another, by a judgement",
    unsure: "A judgement is unsure",
    versions: "Versions",
    version: "Version",
    opened: "Opened in data version",
    closedIn: "Closed in data version",
    stillOpen: "still open",
    thisOne: "this one",
    own: "Data version",
  },

  contested: {
    title: "What is contested",
    caption: "Points in dispute",
    intro: "What is denied, corrected or questioned, and where figures or dates cannot both be true. No side is taken.",
    entity: "About",
    why: "Kind of dispute",
    all: "all kinds",
    whys: {
      denied: "denied",
      corrected: "corrected",
      questioned: "questioned",
      figures: "figures disagree",
      dates: "dates disagree",
      negative: "denied, though nobody here says so",
    } as Readonly<Record<string, string>>,
    /** What a side does, as its heading. */
    says: {
      asserts: "Says so",
      denies: "Denies it",
      corrects: "Corrects it",
      questions: "Questions it",
    } as Readonly<Record<string, string>>,
    noClaim: "No source here makes this claim.",
    saidBy: "Said by",
    independentOf: (n: string) => `Independent speakers: ${n}.`,
    like: (n: number) => (n === 1 ? "One more that is like this" : `${number.format(n)} more that are like this`),
    possible: "– only if they speak of one day, or of one occurrence",
    in: "in",
    counts: "counted as",
    none: "Nothing is in dispute here. That does not mean that it is so.",
    shown: (n: number, all: number) => `${number.format(n)} of ${number.format(all)} points shown: filtered by kind.`,
    part: "the part:",
    whole: "the whole:",
  },

  alike: {
    heading: (groups: number) =>
      groups === 1 ? "One group of rows that are alike" : `${number.format(groups)} groups of rows that are alike`,
    number: (n: number) => `${number.format(n)} alike`,
    statements: (n: number) => plural(n, "statement"),
    places: (n: number) => plural(n, "place"),
    more: (n: number) => `${plural(n, "smaller group")} not listed; their rows are in the table.`,
    oneOf: (n: number) => `one of ${number.format(n)} that are alike`,
    only: (n: number) => `Only the ${number.format(n)} rows that are like this one:`,
    back: "Show all rows",
  },

  matches: {
    title: "Who may be the same",
    caption: "Pairs of different sources",
    about:
      "Nothing here is joined. Who judges a pair runs one of its commands; --why adds a reason, and " +
      "whoholds undo takes it back.",
    none: "No pair is left to judge.",
    weight: "Weight",
    first: "One",
    second: "The other",
    of: "of",
    reasons: "For it",
    doubts: "Against it",
    judge: "To judge",
  },
  silences: {
    title: "What nobody says",
    kind: "Kind of silence",
    all: "all kinds",
    kinds: {
      gap: "a gap",
      single_speaker: "one speaker only",
      stale: "not heard of since",
      uncounted: "not counted",
      open_ledger: "the numbers cannot be added up",
    } as Readonly<Record<string, string>>,
    mayKnow: "Who may know:",
    because: "Why:",
    write: "Write an e-mail",
    soFar: (n: number) => `What is known so far: ${plural(n, "statement")}`,
    like: (n: number) => (n === 1 ? "One more that is like this" : `${number.format(n)} more that are like this`),
    daysOf: (n: number) => plural(n, "day"),
    peopleOf: (n: string) => `${n} people`,
    list: (names: readonly string[]) =>
      names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}` : (names[0] ?? ""),
    days: (from: string | null, to: string | null) =>
      from && to
        ? from === to
          ? ` on ${dayInWords(from)}`
          : ` between ${dayInWords(from)} and ${dayInWords(to)}`
        : from
          ? ` on ${dayInWords(from)} or later`
          : to
            ? ` on ${dayInWords(to)} or earlier`
            : "",
    /** A question that one could send; `who` holds `whom`, and all but `what` and `kind` may be empty. */
    ask: (silence: Silence) => {
      const { what, why, who, whom, where, when } = silence;
      const [holder, at] = [who || "anybody", where && ` at ${where}`];
      if (what === "a second speaker") return askOthers(silence);
      if (what === "a sighting") return askForSighting(silence);
      if (what === "an end") return `Until which day did ${holder} hold ${whom}${at}?`;
      if (what === "a judgement") return `Are the reports of ${whom} held by ${holder}${at} reports of one occurrence?`;
      if (why === "move") return `How many ${whom} were moved${at}${when}?`;
      return `How many ${whom} did ${holder} hold${at}${when}${why === "unbounded" ? ", at most" : ""}?`;
    },
    none: "No silence is found here.",
    drawing: "Silent stretches",
  },

  about: {
    title: "About whoholds",
    lead: "whoholds says who held whom, and who sided with or against whom, on which day, and who says so.",
    here: "What is in this service",
    sections: [
      {
        heading: "What it is",
        text: [
          "A collection of statements: who said what, about which days, published when. Answers are computed from " +
            "them, and each leads back to the statements, their sources and their speakers.",
          "Nothing is taken as true because somebody said it. Two sources that disagree are both shown, and no " +
            "average is made of their figures.",
        ],
        links: [["/how-to-read", "How to read an answer"]],
      },
      {
        heading: "Who stands behind it",
        text: [
          "whoholds is free software. Whoever runs this service chooses its sources, and is responsible for them; " +
            "the software counts and compares them by published rules. It takes no side.",
        ],
        links: [
          ["/sources", "The sources"],
          ["/guide/what-it-does-not-do", "What it does not do"],
        ],
      },
      {
        heading: "How it can be trusted",
        text: [
          "Follow any number to the words that it rests on. Leave out a speaker whom you do not trust, and see what " +
            "changes. Ask for the answer of an earlier day: what was known then is kept.",
          "An answer that you cite has a pin, by which others get the very same answer years later.",
        ],
        links: [
          ["/methods", "Methods"],
          ["/contested", "What is contested"],
          ["/silences", "What nobody says"],
        ],
      },
      {
        heading: "When something is wrong",
        text: [
          "Each answer has “Report a mistake” below it. It makes a file for whoever runs this service; nothing is " +
            "sent by itself.",
        ],
        links: [],
      },
    ],
  },

  howToRead: {
    title: "How to read an answer",
    lead: "Four things to know. The pictures are drawn from what this service knows now.",
    noData: "This service has no data for this picture.",
    sections: [
      {
        heading: "Certain and possible",
        text: [
          "A full bar or a thick line is certain for the days asked about, if the source is right. Pale, thin or " +
            "hatched is possible: the source is vague about the day or the number, or the evidence is " +
            "from shortly before or after.",
          "Of a number, the full part is the least and the pale part the most that it can be.",
        ],
        address: "/custody?held=isis-suspects&as_of=2026-02-05",
      },
      {
        heading: "As known on a day",
        text: [
          "An answer can be asked as it would have been given on an earlier day. Only what was public by then " +
            "counts. This is the same question, with what was known on 25 January 2026.",
        ],
        address: "/custody?held=isis-suspects&as_of=2026-02-05&known_at=2026-01-25",
      },
      {
        heading: "Leaving out a speaker",
        text: [
          "Each answer lists its speakers. Leave one out, and what rested on that speaker alone is gone. This is the " +
            "same question without the speakers who are party to the events.",
        ],
        address: "/custody?held=isis-suspects&as_of=2026-02-05&exclude=parties",
      },
      {
        heading: "No line is no evidence",
        text: [
          "Friends are on one side and foes on the other. Where there is no line, no source here says anything. It " +
            "does not mean that the two were neutral.",
        ],
        address: "/alliances?actor=iraq&as_of=2016",
      },
    ],
  },

  methods: {
    title: "Methods",
    lead: "The questions follow Every Casualty's Standards for Casualty Recorders.",
    caption: "The sources of this service, and how their statements were coded",
    none: "Nothing is loaded.",
    codebook: "The codebook, word by word",
    inferred: "Inferred",
    second: "Checked by a second person",
    days: "About",
    span: (from: string | null, to: string | null) =>
      from || to ? `${from?.slice(0, 4) ?? "unknown"} to ${to?.slice(0, 4) ?? "unknown"}` : "unknown",
    questions: {
      included: "What is included, and what is not?",
      says: "Whose word is it?",
      coded: "How was it coded?",
      checked: "How was it checked?",
      same: "Who or what is one and the same?",
      unknown: "What is not known?",
      harm: "How are people protected?",
      changes: "How is it kept up to date and corrected?",
    },
    included: ({ statements, sources, earliest, latest }: Totals) =>
      `${plural(statements, "statement")} of ${plural(sources, "source")}` +
      (earliest && latest ? `, about days from ${earliest.slice(0, 4)} to ${latest.slice(0, 4)}.` : "."),
    words: (predicates: number) =>
      `Each uses one of ${plural(predicates, "verb")}, such as “holds” or “fights”, whose meaning is written down.`,
    left: "Sources that are not loaded are not included, and nothing is fetched by itself.",
    says: ({ speakers, anonymous }: Totals) =>
      `${plural(speakers, "speaker")}, ${number.format(anonymous)} of them not named. Each statement has its ` +
      `speaker, its source, and the day on which it was published.`,
    independent:
      "Speakers who repeat one another, or belong to one body, count once where independent ones are asked for.",
    coded: ({ statements, inferred }: Totals) =>
      `${number.format(statements - inferred)} say what the speaker said; ${number.format(inferred)} are inferred by ` +
      `the coder, and marked so.`,
    numbers: ({ counted }: Totals) =>
      `${number.format(counted)} give a number. Words such as “about” or “thousands” become the least and the most ` +
      `that they can mean, and stay beside it.`,
    plans: ({ plans }: Totals) =>
      `${number.format(plans)} are about what was planned, agreed or urged, and are never counted as done.`,
    checked: ({ checked, agreed }: Totals) =>
      checked + agreed
        ? `${number.format(checked)} were checked by a second person, and two coders agreed on ` +
          `${number.format(agreed)}.`
        : "None is marked as checked by a second person.",
    disagree: ({ denials }: Totals) =>
      `${number.format(denials)} deny something. Denials, corrections and figures that cannot both be true are ` +
      `listed, and no side is taken.`,
    same: (judgements: { readonly same: number; readonly different: number; readonly unsure: number }) =>
      `${plural(judgements.same, "judgement")} join names or reports, ${number.format(judgements.different)} keep ` +
      `them apart, and ${number.format(judgements.unsure)} leave it open. Each says who judged and why.`,
    unended: ({ unended }: Totals) =>
      `${number.format(unended)} statements give no last day. What they say is possible for a while after it was ` +
      `last seen, and then lapses.`,
    noEvidence: "A day without a statement has no row. No line is drawn between two counts, and no estimate is made.",
    harm:
      "Held people are groups here: a row with the name of a detained person is refused. What endangers somebody can " +
      "be withdrawn from every version.",
    changes: (loads: number, last: string | null, version: number) =>
      `Something was loaded, judged or taken back ${number.format(loads)} times` +
      (last ? `, last on ${last.slice(0, 10)}` : "") +
      `. This is data version ${version}; earlier ones can still be asked.`,
    mistakes: "Each answer has “Report a mistake” below it, which makes a file for whoever runs this service.",
  },

  stories: {
    title: "Stories",
    caption: "Stories, step by step",
    none: "There is no story here yet.",
    story: "Story",
    about: "About",
    steps: "Steps",
    written: "Written",
    write: "Write one of your own: a file, no code",
    by: (name: string, day: string) => (name ? `By ${name}, ${day}` : day),
    start: "Start",
    stepOf: (step: number, all: number) => `Step ${number.format(step)} of ${number.format(all)}`,
    back: "Back",
    next: "Next",
    again: "Read it again",
    open: "Open this view",
    navigation: "Steps of this story",
    picture: "The picture of this step",
    answer: "In full:",
    problem: "This step cannot be shown here:",
    unsupported: (numbers: readonly string[]) =>
      `Not in the answer of this step: ${numbers.join(", ")}. It may have been written when less or more was known.`,
  },

  searching: {
    title: "Search",
    q: "Words of a name",
    label: "Only",
    all: "everything",
    nothing: (q: string) => `Nothing is called “${q}”.`,
    next:
      "Fewer words may help; names are found in any case, without accents, and by their other names. What is " +
      "loaded stands under",
    empty:
      "Type words of a name: an actor, a group of people, a place, an occurrence, or a source; or a question, such " +
      "as who held ISIS suspects in January 2026?",
    without: (reads: string, typed: readonly string[]) =>
      `without ${typed.map((one) => `“${one}”`).join(", ")}: ${reads}`,
    notUnderstood: (typed: readonly string[]) => `Not understood: ${typed.map((one) => `“${one}”`).join(", ")}`,
    orAsked: "Or did you mean",
    choose: "Did you mean",
    isDefault: "as without it",
    also: "also",
    found: (label: string, n: number) => `${label} (${number.format(n)})`,
    plural: {
      Actor: "Actors",
      Group: "Groups of people",
      Nationality: "Nationalities",
      Place: "Places",
      Event: "Events",
      source: "Sources",
    } as Readonly<Record<string, string>>,
  },

  mistake: {
    title: "Report a mistake",
    what: "What is wrong",
    intro:
      "Say what is wrong. You get a file to send to whoever runs this service: your words, the question, and the " +
      "statements that the answer rests on. Nothing is sent by itself.",
    download: "Download the report",
    made: "The report is a file now; nothing was sent.",
  },

  adding: {
    title: "Add a file",
    elsewhere:
      "Without a writer's key files are added only on the machine where whoholds runs. There, open this page by the " +
      "address that whoholds serve shows, or run whoholds load FILE.",
    intro:
      "A report coded as a sheet (whoholds sheet makes one), or a table of figures. Each row is said back as a " +
      "sentence. Nothing is loaded until you press the button, and the file goes to this service alone.",
    drop: "Drop files anywhere on this page, or choose them:",
    choose: "The sheet: xlsx, ods or csv",
    chooseText: "The text of the report: txt (it stays in this browser)",
    textRead: (name: string, n: number) => `${name}: ${plural(n, "paragraph")}, shown next to the rows that cite them`,
    tooMany: (n: number) => `${n} sheets at once; add them one after the other`,
    checking: (name: string) => `Checking ${name}`,
    summary: (name: string, statements: number, wrong: number, changes: number) =>
      `${name}: ${plural(statements, "statement")} can be loaded, ${plural(wrong, "row")} ` +
      `${wrong === 1 ? "has" : "have"} something wrong.` +
      (changes ? ` ${plural(changes, "cell")} mended here; your file stays as it is.` : ""),
    caption: "What the rows say",
    row: "Row",
    place: (tab: string, row: number) => (row ? `${tab} ${row}` : tab),
    says: "What it says, or what is wrong",
    cites: "What it cites",
    notThere: (locator: string) => `${locator}: not found in the text`,
    none: "No rows.",
    onlyWrong: "Only rows with something wrong",
    mended: (column: string) => `Write instead, in the column ${column}`,
    write: "Write ",
    cells: (place: string) => `Cells of ${place}`,
    suggested: "Suggested, and not taken: ",
    take: "Take this row",
    source: "What the report is",
    next: "Next",
    blocked: "Answer first what is asked of the report: a report without that cannot be loaded.",
    leftOut: (n: number) => `${plural(n, "row")} with something wrong would be left out.`,
    load: (n: number) => `Load ${plural(n, "statement")}`,
    replace: (source: string) => `In the place of all that is loaded as ${source}`,
    download: "Download the mended sheet",
    loading: "Loading",
    progress: (done: number, total: number) => `${number.format(done)} of ${plural(total, "statement")} written`,
    done: (source: string) => `${source} is loaded`,
    changed: (statements: number, version: number, changed: boolean) =>
      changed
        ? `It has ${plural(statements, "statement")} now, in data version ${version}.`
        : `Nothing changed: its ${plural(statements, "statement")} were there already, in data version ${version}.`,
    first: (sources: readonly string[]) => `Loaded first, since its ids are used: ${sources.join(", ")}.`,
    asideHeading: (n: number) => `${plural(n, "row")} left out:`,
    aside: (place: string, column: string, message: string) => `${place}: ${column}: ${message}`,
    look: (source: string) => `What ${source} says`,
    preview: "See what it would change",
    previewing: "Asking before and after",
    previewTitle: "What it would change",
    previewed: (statements: number, asked: number, changes: number) =>
      statements
        ? `${plural(statements, "statement")} would be new or changed. ${plural(asked, "question")} ` +
          `about them asked before and after: ${plural(changes, "row")} would differ.`
        : "Nothing: every statement is there already.",
    change: (question: string, row: string, change: string) =>
      `${question}: ${row} ${change === "new" ? "is new" : change === "gone" ? "is no longer there" : "changes"}.`,
    asItIs: "As it is now",
    copies: (n: number) =>
      `${plural(n, "figure")} that the same speaker has given in another source, and that ${n === 1 ? "is" : "are"} ` +
      "counted once:",
    copy: (place: string, wording: string, speaker: string, source: string) =>
      `${place}: “${wording}”, by ${speaker}, is in ${source} too.`,
    original: "See it there",
    broken: "The connection ended. Load it again: what is loaded already is not loaded twice.",
  },

  vocabulary: {
    title: "Words",
    caption: "Words of the vocabulary",
    search: "Word",
    hint: "a word, its meaning or its code",
    type: "Type",
    all: "all",
    types: {
      predicate: "predicates",
      mode: "modes",
      label: "labels",
      kind: "kinds",
      term: "terms",
      unit: "units",
    } as Readonly<Record<string, string>>,
    typeOf: (type: string, group: string) => `${type} of ${group}`,
    ofSource: (ids: readonly string[]) => `of ${ids.join(", ")}`,
    none: "No word is like this one. Leave the field empty to see all words.",
    word: "Word",
    definition: "Definition",
    useWhen: "Use when",
    notFor: "Not for",
    example: "Example",
    codes: "Codes",
    says: "Says",
    time: "Time",
    times: { state: "a state, which lasts", event: "an event" } as Readonly<Record<string, string>>,
    roles: "Roles",
    required: "required",
    noObject: "no object",
    edges: "Edges in Cypher",
    edge: (start: string, end: string) => `from ${start} to ${end}`,
    capacity: "Custody",
    sign: "Sign",
    signs: { "1": "friendly", "-1": "hostile", "0": "neutral" } as Readonly<Record<string, string>>,
    noSign: "none: it is no alliance",
    bothWays: "leads both ways",
    oneWay: "leads one way",
    stale: "Supports a row for",
    days: (n: number) => `${plural(n, "day")} after it was seen`,
    terms: "Terms",
  },

  sources: {
    title: "Sources",
    one: "A source",
    caption: "What the statements come from",
    source: "Source",
    publisher: "Publisher",
    published: "Published",
    why: "How that is known",
    licence: "Licence",
    link: "Link",
    open: "Open",
    retrieved: "Read on",
    text: "Text",
    length: (n: number) => `${number.format(n)} characters`,
    archive: "Archived copy",
    stamped: (file: string) => `time stamp ${file}`,
    related: "Related sources",
    rows: "Rows",
    distinctRows: "each row is a move of its own",
    covers: "Says it reports every move",
    covered: (from: string, to: string) => `from ${from} to ${to}`,
    kinds: {
      TRANSLATION_OF: "a translation of",
      COPY_OF: "a copy of",
      QUOTES: "it quotes",
      translation_of: "a translation of",
      copy_of: "a copy of",
      quotes: "it quotes",
    } as Readonly<Record<string, string>>,
    statements: "What it says",
    statement: "Statement",
    speaker: "Who says so",
    when: "When, as written",
    count: "How many, as written",
    denied: "denied",
    most: (n: number) => `The first ${number.format(n)} statements.`,
    asQuery: "The same as a Cypher query",
    noLink: "no link",
    none: "Nothing is loaded.",
  },

  cypher: {
    title: "Cypher",
    cookbook: "Cookbook",
    own: "Own query",
    caption: "Queries ready to run",
    query: "Query",
    what: "What it answers",
    parameters: "Parameters",
    run: "Run",
    running: "Running",
    runHint: "Ctrl+Enter (or Cmd+Enter) runs it. Tab leaves the editor.",
    text: "The query",
    readOnly: "Only reading is allowed.",
    model: "The model in short",
    modelLines: [
      "(:Statement)-[:SAID_BY]->(:Actor), -[:CITES]->(:Source), -[:ABOUT]->(:Event), -[:RESPONDS_TO " +
        "{stance}]->(:Statement)",
      "(:Statement)-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]->" +
        "(:Actor|Group|Nationality|Place|Event)",
      "A Statement has id, predicate, polarity, mode, reading, saidOn, knownFrom, earliestStart, latestStart, " +
        "earliestEnd, latestEnd; open ones have closedIn = 2147483647.",
      "Shortcuts for what is asserted and done: (:Actor)-[:HOLDS {earliestStart, latestEnd, countMin, countMax, " +
        "statement}]->(:Group), and one type a predicate.",
    ],
    example: "Count statements by speaker",
    exampleText:
      "MATCH (s:Statement)-[:SAID_BY]->(speaker:Actor)\nWHERE s.closedIn = 2147483647\nRETURN speaker.name AS " +
      "speaker, count(*) AS statements\nORDER BY statements DESC LIMIT 20",
    values: "Parameters as JSON",
    valuesWrong: 'The parameters are not a JSON object, such as {"day": "2026-02-05"}.',
    limit: "Rows at most",
    edit: "Open its text in the editor",
    shown: "Its text",
    result: "Result",
    none: "No rows. The query ran and found nothing.",
    rows: (n: number) => `${plural(n, "row")}.`,
    cut: (n: number) => `the first ${plural(n, "row")}; there are more, see the notes.`,
    graph: "As a picture",
    graphLabel: (nodes: number, edges: number) => `${plural(nodes, "name")} and ${plural(edges, "line")} between them`,
    graphMost: (shown: number, all: number) =>
      `The ${number.format(shown)} with the most lines of ${number.format(all)} names are drawn.`,
    graphText: "Where each row ties two names, they can be drawn. The table says the same.",
    from: "Line from",
    to: "to",
    ranking: "Nothing has been run yet. Write a query, or take one from the cookbook.",
    yes: "true",
    no: "false",
    null: "null",
    unbounded: "no bound",
    type: (type: string, list: boolean) => (list ? `${type}, with commas between` : type),
  },
} as const satisfies Record<string, unknown>;
