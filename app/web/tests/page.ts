/** The little of a page that texts need: its language. Imported before what has texts. */
Object.assign(globalThis, { document: { documentElement: { lang: "en" }, getElementById: () => null } });
