/** What stands around every view: the menu, the search, and where the data come from. */
import { fill, h } from "./dom";
import { pageOf, visit } from "./router";
import { suggesting } from "./parts/combobox";
import { takesFiles } from "./parts/adding";
import { inOther, language } from "./language";
import { untranslated, words } from "./words";

const MENU = [
  ["/custody", words.nav.custody],
  ["/alliances", words.nav.alliances],
  ["/contested", words.nav.contested],
  ["/silences", words.nav.silences],
  ["/sources", words.nav.sources],
  ["/vocabulary", words.nav.words],
  ["/queries", words.nav.cypher],
  ["/add", words.nav.add],
] as const;

/** Each by its own name, for those who read no other. */
const LANGUAGES = [
  ["en", "English"],
  ["ar", "العربية"],
] as const;

const FOOT = [
  ["/about", words.about.title],
  ["/how-to-read", words.howToRead.title],
  ["/methods", words.methods.title],
  ["/stories", words.stories.title],
] as const;

export function shell(): void {
  document.documentElement.dir = words.direction;
  const skip = document.querySelector<HTMLElement>(".skip");
  if (skip) skip.textContent = words.skip;
  fill(
    document.getElementById("head")!,
    h(
      "header",
      { class: "site" },
      h("a", { href: "/", class: "brand" }, words.site),
      h(
        "nav",
        { "aria-label": words.nav.label },
        h(
          "ul",
          {},
          MENU.filter(([href]) => href !== "/add" || takesFiles()).map(([href, text]) =>
            h("li", {}, h("a", { href }, text)),
          ),
        ),
      ),
      search(),
    ),
  );
  fill(
    document.getElementById("foot")!,
    h(
      "footer",
      { class: "site" },
      FOOT.flatMap(([href, text]) => [h("a", { href }, text), " · "]),
      h("a", { href: "/guide/" }, words.guide),
      " · ",
      h("a", { href: "/docs" }, "API"),
      " · ",
      h("a", { href: "/openapi.json" }, "OpenAPI"),
      " · ",
      h("a", { href: "/static/LICENCES.txt" }, words.licences),
      " · ",
      otherLanguages(),
      untranslated.missing > 0 && h("p", {}, words.untranslated(untranslated.missing, untranslated.all)),
    ),
  );
}

/** This view in the other languages; a whole new page, since every text of it changes. */
function otherLanguages(): HTMLElement[] {
  const links = LANGUAGES.filter(([code]) => code !== language).map(([code, name]) =>
    h("a", { href: "/", hreflang: code, lang: code, dir: "auto" }, name),
  );
  const lead = (): void => {
    for (const link of links) link.href = inOther(location.pathname + location.search, link.hreflang);
  };
  document.addEventListener("shown", lead);
  lead();
  return links;
}

function search(): HTMLElement {
  const input = h("input", {
    type: "search",
    id: "q",
    name: "q",
    placeholder: words.search.placeholder,
    "aria-label": words.search.label,
    "aria-keyshortcuts": "/",
    autocomplete: "off",
  });
  const box = suggesting(input, {
    label: null,
    choose: (match) =>
      visit(
        match.type === "source"
          ? `/sources/${encodeURIComponent(match.id)}`
          : `/entities/${encodeURIComponent(match.id)}`,
      ),
    follow: (address) => visit(pageOf(address)),
    clears: true,
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const typing = target.matches("input, textarea, select") || target.isContentEditable;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (input.value.trim()) visit(`/search?q=${encodeURIComponent(input.value.trim())}`);
  };
  return h("form", { role: "search", action: "/search", onsubmit: submit }, box, h("button", {}, words.search.button));
}
