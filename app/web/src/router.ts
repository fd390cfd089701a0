/** From an address to its view; each view is a file of its own that comes when it is first asked for. */
import { read, written, changed, type Address, type Changes } from "./address";
import { fill, h } from "./dom";
import { inLanguage } from "./language";
import { words } from "./words";
import { say } from "./parts/status";
import type { Context, Opened, View } from "./view";

type Loader = () => Promise<{ readonly view: View }>;

const VIEWS: readonly (readonly [RegExp, Loader])[] = [
  [/^\/$/, () => import("./views/home")],
  [/^\/custody$/, () => import("./views/custody")],
  [/^\/custody\/series$/, () => import("./views/series")],
  [/^\/custody\/ledger$/, () => import("./views/ledger")],
  [/^\/custody\/chain$/, () => import("./views/chain")],
  [/^\/plans$/, () => import("./views/plans")],
  [/^\/alliances$/, () => import("./views/alliances")],
  [/^\/alliances\/diff$/, () => import("./views/diff")],
  [/^\/contested$/, () => import("./views/contested")],
  [/^\/silences$/, () => import("./views/silences")],
  [/^\/entities$/, () => import("./views/entities")],
  [/^\/entities\/[^/]+$/, () => import("./views/entity")],
  [/^\/statements\/[^/]+$/, () => import("./views/statement")],
  [/^\/vocabulary$/, () => import("./views/vocabulary")],
  [/^\/matches$/, () => import("./views/matches")],
  [/^\/sources$/, () => import("./views/sources")],
  [/^\/sources\/[^/]+$/, () => import("./views/source")],
  [/^\/methods$/, () => import("./views/methods")],
  [/^\/about$/, () => import("./views/about")],
  [/^\/how-to-read$/, () => import("./views/howtoread")],
  [/^\/stories$/, () => import("./views/stories")],
  [/^\/stories\/[^/]+$/, () => import("./views/story")],
  [/^\/search$/, () => import("./views/search")],
  [/^\/docs$/, () => import("./views/docs")],
  [/^\/add$/, () => import("./views/add")],
  [/^\/(cypher|queries(\/[^/]+)?)$/, () => import("./views/cypher")],
];
const missing: Loader = () => import("./views/missing");

let opened: { readonly path: string; readonly view: Opened; readonly root: HTMLElement } | null = null;
let current: Address = read(location);
let waiting = new AbortController();

export function start(): void {
  history.scrollRestoration = "auto";
  addEventListener("popstate", () => void show(read(location)));
  document.addEventListener("click", follow);
  void show(read(location));
}

/** Go to an address of this site, as a link would. */
export function visit(address: string): void {
  if (!isView(new URL(address, location.href).pathname)) {
    location.assign(address);
    return;
  }
  history.pushState(null, "", inLanguage(address));
  void show(read(location)).then(() => scrollTo(0, 0));
}

const context: Context = {
  address: () => current,
  visit,
  go: (changes: Changes, { replace = false } = {}) => {
    const next = changed(current, changes);
    if (written(next) === written(current)) return;
    history[replace ? "replaceState" : "pushState"](null, "", written(next));
    void show(next);
  },
};

/** Links to views are followed here; all others, and those for another tab, by the browser. */
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const to = viewOf(link);
  if (!to) return;
  event.preventDefault();
  visit(to);
}

/** The view of this site that a link leads to, also one within a drawing; null where it leads elsewhere. */
function viewOf(link: Element): string | null {
  const { origin, pathname, search, hash } = new URL(link.getAttribute("href") ?? "", location.href);
  if (origin !== location.origin || ["target", "download", "hreflang"].some((name) => link.hasAttribute(name)))
    return null;
  if (hash && pathname === location.pathname && search === location.search) return null;
  return isView(pathname) ? pathname + search : null;
}

/** Where the page shows what an address of the API answers; the drawing of that answer where no view does. */
export function pageOf(address: string): string {
  const { pathname, search } = new URL(address, location.href);
  const path = pathname.replace(/^\/v1/, "");
  return isView(path) ? path + search : `${pathname}.svg${search}`;
}

function isView(path: string): boolean {
  return VIEWS.some(([view]) => view.test(path));
}

async function show(address: Address): Promise<void> {
  waiting.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  current = address;
  document.body.classList.toggle("embed", address.params.get("embed") === "1");
  tellHeight();
  try {
    const view = await opening(address, signal);
    if (signal.aborted) return;
    await view.show(address, signal);
    if (address !== current) return; // the view itself went on to another
    document.dispatchEvent(new CustomEvent("shown"));
  } catch (error) {
    if (!signal.aborted) failed(error, address);
  }
}

let told: ResizeObserver | null = null;

/** The page around a frame is told how tall this is, so that it can make room. */
function tellHeight(): void {
  if (told || parent === window || !document.body.classList.contains("embed")) return;
  const tell = (): void => parent.postMessage({ type: "whoholds:height", height: document.body.scrollHeight }, "*");
  told = new ResizeObserver(tell);
  told.observe(document.body);
}

/** The view of a path: the one that is open, where the path is the same. */
async function opening(address: Address, signal: AbortSignal): Promise<Opened> {
  if (opened?.path === address.path) return opened.view;
  const load = VIEWS.find(([path]) => path.test(address.path))?.[1] ?? missing;
  say(words.status.loading);
  const { view } = await load();
  signal.throwIfAborted();
  const first = opened === null;
  opened?.view.close?.();
  const root = h("div", { class: "view" });
  opened = { path: address.path, view: view.open(root, context), root };
  const main = document.getElementById("main")!;
  fill(main, root);
  mark(address.path);
  if (!first) main.focus({ preventScroll: true });
  return opened.view;
}

/** Tell in the menu where we are. */
function mark(path: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("nav a")) {
    const here = link.pathname === path || (link.pathname !== "/" && path.startsWith(`${link.pathname}/`));
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** A fault of the page itself must not hide the answer: its files are told. */
function failed(error: unknown, address: Address): void {
  console.error(error);
  const root = opened?.root ?? document.getElementById("main")!;
  root.querySelector(".failed")?.remove();
  const files = ["json", "csv"].map((suffix) =>
    h("li", {}, h("a", { href: written({ ...address, path: `${address.path}.${suffix}` }) }, suffix)),
  );
  root.append(
    h(
      "section",
      { role: "alert", class: "problem failed" },
      h("h2", {}, words.problem.failed),
      h("p", {}, words.problem.failedText),
      h("ul", {}, files),
    ),
  );
  say(words.problem.failed);
}
