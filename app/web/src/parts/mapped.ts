/**
 * The map of an answer with the lists that tell the same: it comes when it is in sight, on phones when it is asked
 * for.
 */
import { api } from "../address";
import { ask } from "../api";
import { fill, h, type Child } from "../dom";
import type { Drawn } from "../draw/map";
import {
  placesOf,
  type Journeys,
  type Move,
  type Place,
  type Position,
  type Saying,
  type Standing,
} from "../draw/places";
import type { EntitiesAnswer, Ref } from "../types";
import { words } from "../words";
import { named, statementLink } from "./cells";
import { say } from "./status";

export interface Mapped {
  readonly element: HTMLElement;
  readonly show: (journeys: Journeys, signal: AbortSignal) => void;
  readonly clear: () => void;
}

const WIDE = "(min-width: 44.01rem)";
const PAGES = 5;

/** An empty figure, which `show` fills as often as the answer changes. */
export function mapped(): Mapped {
  const element = h("figure", { class: "map", id: "map", hidden: true });
  let open = false;
  let end = (): void => undefined;

  const show = (journeys: Journeys, signal: AbortSignal): void => {
    end();
    element.hidden = !placesOf(journeys).length;
    if (element.hidden) return;
    const inside = h("div");
    const toggle = h(
      "button",
      { type: "button", "aria-expanded": "false", onclick: () => (open ? close() : begin()) },
      words.map.show,
    );
    fill(element, h("h2", {}, words.map.title), toggle, inside);
    let drawn: Drawn | null = null;
    // its room is kept until it is drawn, so that nothing moves under a hand
    element.classList.toggle("kept", open || matchMedia(WIDE).matches);
    const begin = (): void => {
      open = true;
      set(toggle, true);
      fill(inside, h("p", {}, words.map.loading));
      void draw(inside, journeys, signal).then(
        (map) => {
          drawn = map;
          if (!map) element.classList.remove("kept"); // no place has a position: no room is needed
        },
        (error: unknown) => failed(inside, error, signal),
      );
    };
    const close = (): void => {
      open = false;
      element.classList.remove("kept");
      set(toggle, false);
      drawn?.remove();
      drawn = null;
      fill(inside);
    };
    const seeing = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        seeing.disconnect();
        begin();
      },
      { rootMargin: "300px" },
    );
    if (open) begin();
    else if (matchMedia(WIDE).matches) seeing.observe(element);
    end = () => {
      seeing.disconnect();
      drawn?.remove();
    };
  };
  const clear = (): void => {
    end();
    end = () => undefined;
    element.hidden = true;
    fill(element);
  };
  return { element, show, clear };
}

function set(toggle: HTMLElement, open: boolean): void {
  toggle.textContent = open ? words.map.hide : words.map.show;
  toggle.setAttribute("aria-expanded", String(open));
}

function failed(place: HTMLElement, error: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  console.error(error);
  fill(place, h("p", { role: "alert" }, words.problem.failed));
}

/** The map and its lists; null where no place has a position. */
async function draw(inside: HTMLElement, journeys: Journeys, signal: AbortSignal): Promise<Drawn | null> {
  const [places, { map, drawable }] = await Promise.all([positions(placesOf(journeys), signal), import("../draw/map")]);
  signal.throwIfAborted();
  const all = placesOf(journeys);
  const on = all.filter(({ id }) => places.has(id) && drawable(places.get(id)!));
  const off = all.filter(({ id }) => !on.some((other) => other.id === id));
  const canvas = h("div", { class: "canvas", role: "region", "aria-label": words.map.label });
  let drawn: Drawn | null = null;
  const focus = (place: Ref): void => {
    drawn?.focus(place.id);
    say(words.map.onMap(place.name));
  };
  const { map: text } = words;
  const button = (label: string, onclick: () => void): HTMLElement => h("button", { type: "button", onclick }, label);
  const steering = h(
    "p",
    { class: "steering" },
    button(text.zoomIn, () => drawn?.zoom(1)),
    button(text.zoomOut, () => drawn?.zoom(-1)),
    button(text.whole, () => drawn?.whole()),
  );
  fill(
    inside,
    on.length
      ? h("div", { class: "sides" }, h("div", {}, canvas, steering), lists(journeys, on, places, focus))
      : h("p", {}, text.none),
    off.length > 0 &&
      h(
        "p",
        { class: "off" },
        h("strong", {}, text.off),
        " ",
        off.map((place, at) => [at > 0 && ", ", named(place.name)]),
      ),
    !on.length && moves(journeys.moves),
    h("figcaption", {}, on.length > 0 && `${text.key} `, `${text.borders} ${text.credit}`),
  );
  if (on.length) drawn = map(canvas, journeys, places);
  return drawn;
}

/** Positions of these places; those that the service knows nothing of are left out. */
async function positions(wanted: readonly Ref[], signal: AbortSignal): Promise<Map<string, Place>> {
  const found = new Map<string, Place>();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const params = new URLSearchParams({ label: "Place", limit: "1000", ...(cursor ? { cursor } : {}) });
    const answer: EntitiesAnswer = await ask<EntitiesAnswer>(api({ path: "/entities", params }), signal);
    for (const row of answer.rows) {
      const { iso3166 } = row.externalIds as { readonly iso3166?: string };
      const position = (row as { readonly position?: Position | null }).position ?? null;
      found.set(row.id, {
        id: row.id,
        name: row.name,
        kind: row.kind,
        position,
        country: row.kind === "country" ? (iso3166 ?? null) : null,
      });
    }
    cursor = (answer as { readonly next?: string | null }).next ?? null;
    if (!cursor || wanted.every(({ id }) => found.has(id))) break;
  }
  return found;
}

/** The same as the map in words; a place's button puts it in the middle. */
function lists(
  journeys: Journeys,
  on: readonly Ref[],
  places: ReadonlyMap<string, Place>,
  focus: (place: Ref) => void,
): HTMLElement {
  const spots = new Map(journeys.spots.map((spot) => [spot.place.id, spot]));
  const item = (place: Ref): HTMLElement => {
    const spot = spots.get(place.id);
    return h(
      "li",
      {},
      h("button", { type: "button", onclick: () => focus(place) }, named(place.name)),
      h("small", {}, ` ${extent(places.get(place.id))}`),
      spot && [standing(spot), sayings(spot.says)],
    );
  };
  return h(
    "div",
    { class: "beside" },
    h("h3", {}, words.map.places),
    h("ul", { class: "plain" }, on.map(item)),
    moves(journeys.moves),
  );
}

function moves(found: readonly Move[]): Child {
  if (!found.length) return null;
  const one = (move: Move): HTMLElement =>
    h("li", {}, named(words.map.from(move.from.name, move.to.name)), standing(move), sayings(move.says));
  return [h("h3", {}, words.map.moves), h("ul", { class: "plain" }, found.map(one))];
}

function standing({ certain, planned, contested }: Standing): Child {
  const sure = planned ? words.map.planned : certain ? words.doubt.certain : words.doubt.possible;
  return [" (", sure, contested && [", ", h("span", { class: "contested" }, words.doubt.contested)], ")"];
}

function sayings(says: readonly Saying[]): Child {
  if (!says.length) return null;
  return h(
    "ul",
    {},
    says.map(({ text, statement }) => h("li", {}, statement ? statementLink(statement, named(text)) : named(text))),
  );
}

function extent(place: Place | undefined): string {
  if (place?.country) return words.map.country;
  const metres = place?.position?.uncertaintyMetres;
  return metres ? words.map.about(metres) : "";
}
