/** Every text of the page, in English. Functions take what is put in. A translation has the same keys. */

const number = new Intl.NumberFormat("en");

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${number.format(n)} ${n === 1 ? one : many}`;
}

export const en = {
  direction: "ltr",
  number: (n: number) => number.format(n),
  site: "whoholds",
  skip: "Skip to the content",

  nav: {
    label: "Views",
    custody: "Custody",
    alliances: "Alliances",
    contested: "Contested",
    silences: "Silences",
    sources: "Sources",
    cypher: "Cypher",
    menu: "Menu",
  },

  search: {
    label: "Search actors, groups, places, sources",
    placeholder: "Search (press /)",
    button: "Search",
    hint: "Press / to search",
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
    parameter: (name: string, value: string) => `${name}: ${value}`,
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
    apply: "Show",
    clear: (what: string) => `Clear ${what}`,
    suggestions: (n: number) => (n ? plural(n, "suggestion") : "No suggestions"),
    today: "today",
  },

  lens: {
    heading: "Whose word",
    intro: "Leave a speaker out and see what changes.",
    leaveOut: (name: string) => `Leave out ${name}`,
    takeBack: (name: string) => `Hear ${name} again`,
    left: "Left out",
    parties: "Leave out all who speak of their own deeds",
    independent: "Independent speakers at least",
    none: "Nobody is left out.",
    changes: "What changes",
    same: "Nothing changes in the rows.",
    gone: (row: string) => `Gone: ${row}`,
    came: (row: string) => `New: ${row}`,
    became: (row: string, before: string, after: string) => `${row}: ${before} becomes ${after}`,
    speakers: "Speakers in this answer",
  },

  doubt: {
    certain: "certain",
    possible: "possible",
    contested: "contested",
    deniedBy: (names: string) => `denied by ${names}`,
    deniedInGeneral: (names: string) => `denied in general by ${names}`,
    inferred: "inferred by the coder",
    disagree: "figures disagree",
    onlyPossiblyKnown: "perhaps not public by then",
    support: {
      certain: "evidence for this day",
      within: "a sighting or event of these days",
      between: "evidence before and after",
      after: "only earlier evidence",
    } as Readonly<Record<string, string>>,
    gap: (days: number) => `${plural(days, "day")} from the evidence`,
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
    alone: "one speaker alone",
  },

  time: {
    from: "from",
    to: "to",
    unbounded: "unknown",
    between: (a: string, b: string) => `between ${a} and ${b}`,
    onwards: "ongoing when said",
    seen: "seen",
    began: "began",
    ended: "ended",
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
  } as Readonly<Record<string, string>>,

  statementLink: (n: number) => (n === 1 ? "the statement" : `statement ${number.format(n)}`),
  answerOf: (day: string) => `on ${day}`,

  custody: {
    title: "Who holds whom",
    caption: "Who held whom",
    day: "On a day",
    series: "Over time",
    chain: "From hand to hand",
    ledger: "Does it add up?",
    plans: "Planned and done",
    with: "with",
    gained: "received",
    lost: "lost",
    nobody: "Nobody is said to have held them then. That is no evidence of freedom.",
    lastKnown: "Last known before",
    firstKnown: "First known after",
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

  home: {
    title: "Who holds whom, and who says so",
    intro:
      "Every answer rests on statements: who said what, about which time, published when. What is denied, vague or unknown stays so.",
    custody: "Who held them?",
    alliances: "Who sided with whom?",
    changed: "What changed between two days?",
    loaded: "What is loaded",
    more: "More to look at",
    from: "On the first day",
    to: "On the second day",
    friendly: "friends only",
    examples: "For example",
    names: "All names",
    heldThen: "Who held ISIS suspects in January 2026, and on whose word?",
    heldOver: "How many ISIS suspects were held over time?",
    sides: "Who stood with and against Iraq in 2016?",
    gone: "Who fought beside Iraq in 2016, and no longer in 2019?",
  },
} as const satisfies Record<string, unknown>;
