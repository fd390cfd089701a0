/**
 * Places and moves on a map: Leaflet on one canvas, with the shapes of countries and nothing from another host.
 *
 * The lists beside the map tell the same; the map is for those who would rather look.
 */
import * as L from "leaflet/dist/leaflet-src.esm.js";
import { words } from "../words";
import { arrowOf } from "./arrow";
import { countries, shapeOf } from "./atlas";
import { namesOf, placesOf, type Journeys, type Move, type Place, type Spot, type Standing } from "./places";

export interface Drawn {
  /** Put a place in the middle and mark it. */
  readonly focus: (id: string) => void;
  readonly zoom: (by: number) => void;
  /** All places in sight. */
  readonly whole: () => void;
  readonly remove: () => void;
}

const CLOSEST = 12;
const CLOSE = 7;
const DARK = matchMedia("(prefers-color-scheme: dark)");

/** Whether a place can be drawn: by its position, or as a country by its shape. */
export function drawable(place: Place): boolean {
  return middleOf(place) !== null;
}

function middleOf({ position, country }: Place): L.LatLng | null {
  if (position) return L.latLng(position.latitude, position.longitude);
  const shape = country ? shapeOf(country) : null;
  return shape && L.geoJSON(shape).getBounds().getCenter();
}

/** Draws into an element of the page. */
export function map(element: HTMLElement, journeys: Journeys, places: ReadonlyMap<string, Place>): Drawn {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const quick = { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still };
  const coarse = matchMedia("(pointer: coarse)").matches;
  // one finger scrolls the page and two move the map; the wheel scrolls the page
  const leaflet = L.map(element, {
    ...quick,
    renderer: L.canvas({ padding: 0.5 }),
    zoomControl: false,
    attributionControl: false,
    scrollWheelZoom: false,
    dragging: !coarse,
    minZoom: 1,
    maxZoom: CLOSEST,
    zoomSnap: 0.5,
    worldCopyJump: false,
  });
  const layer = L.layerGroup().addTo(leaflet);
  const middles = new Map(
    [...places].flatMap(([id, place]) => (middleOf(place) ? [[id, middleOf(place)!] as const] : [])),
  );
  let focused = "";
  const draw = (): void => {
    layer.clearLayers();
    drawAll(leaflet, layer, journeys, { places, middles, colours: coloursOf(element) });
    const middle = middles.get(focused);
    if (middle)
      L.circleMarker(middle, {
        radius: 16,
        color: coloursOf(element).ink,
        weight: 3,
        fill: false,
        interactive: false,
      }).addTo(layer);
  };
  const whole = (): void =>
    void leaflet.fitBounds(extentOf(journeys, places, middles), { maxZoom: CLOSE, animate: false, padding: [36, 36] });
  whole();
  draw();
  leaflet.on("zoomend", draw); // arrows keep their size in the drawing, so they are other points at each zoom
  DARK.addEventListener("change", draw);
  const watching = new ResizeObserver(() => leaflet.invalidateSize({ animate: false }));
  watching.observe(element);
  return {
    focus: (id) => {
      const middle = middles.get(id);
      if (!middle) return;
      focused = id;
      leaflet.setView(middle, Math.max(leaflet.getZoom(), Math.min(CLOSE, closeTo(places.get(id)!))), {
        animate: !still,
      });
      draw();
    },
    zoom: (by) => void leaflet.setZoom(leaflet.getZoom() + by, { animate: !still }),
    whole,
    remove: () => {
      DARK.removeEventListener("change", draw);
      watching.disconnect();
      leaflet.remove();
    },
  };
}

/** A country is looked at from farther off than a camp. */
function closeTo({ position, country }: Place): number {
  if (country) return 5;
  return (position?.uncertaintyMetres ?? 0) > 50_000 ? 6 : CLOSE;
}

function extentOf(
  { spots, moves }: Journeys,
  places: ReadonlyMap<string, Place>,
  middles: ReadonlyMap<string, L.LatLng>,
): L.LatLngBounds {
  const bounds = L.latLngBounds([]);
  for (const id of [...spots.map(({ place }) => place.id), ...moves.flatMap(({ from, to }) => [from.id, to.id])]) {
    const middle = middles.get(id);
    const shape = places.get(id)?.country ? shapeOf(places.get(id)!.country!) : null;
    if (shape) bounds.extend(L.geoJSON(shape).getBounds());
    else if (middle)
      bounds.extend(middle.toBounds(Math.max(40_000, 2 * (places.get(id)?.position?.uncertaintyMetres ?? 0))));
  }
  return bounds;
}

interface Colours {
  readonly ink: string;
  readonly soft: string;
  readonly paper: string;
  readonly raised: string;
  readonly rule: string;
  readonly certain: string;
  readonly contested: string;
}

/** The canvas knows no variables of the style sheet: they are read, and read again when light turns to dark. */
function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"),
    soft: read("soft"),
    paper: read("paper"),
    raised: read("raised"),
    rule: read("rule"),
    certain: read("certain"),
    contested: read("contested"),
  };
}

/** Where places are, and in which colours they are drawn. */
interface Ground {
  readonly places: ReadonlyMap<string, Place>;
  readonly middles: ReadonlyMap<string, L.LatLng>;
  readonly colours: Colours;
}

function drawAll(
  leaflet: L.Map,
  layer: L.LayerGroup,
  { spots, moves }: Journeys,
  { places, middles, colours }: Ground,
): void {
  L.geoJSON(countries, {
    interactive: false,
    style: { color: colours.rule, weight: 1, fillColor: colours.raised, fillOpacity: 1 },
  }).addTo(layer);
  for (const spot of spots) drawArea(layer, spot, places.get(spot.place.id), colours);
  for (const move of moves) drawMove(leaflet, layer, move, middles, colours);
  for (const spot of spots) drawSpot(layer, spot, places.get(spot.place.id), middles.get(spot.place.id), colours);
  const told = new Set(spots.map(({ place }) => place.id));
  for (const { id } of placesOf({ spots, moves })) if (!told.has(id)) drawEnd(layer, middles.get(id), colours);
  for (const label of labelled(leaflet, namesOf({ spots, moves }), middles)) drawLabel(layer, label);
}

interface Label {
  readonly middle: L.LatLng;
  readonly at: L.Point;
  readonly names: string[];
}

/** Nearer than this, in points of the drawing, names would cover one another: they stand below one another. */
const NEAR = { x: 70, y: 15 };

function labelled(leaflet: L.Map, places: ReturnType<typeof namesOf>, middles: ReadonlyMap<string, L.LatLng>): Label[] {
  const found: Label[] = [];
  for (const { id, name } of places) {
    const middle = middles.get(id);
    if (!middle) continue;
    const at = leaflet.latLngToLayerPoint(middle);
    const near = found.find((label) => Math.abs(label.at.x - at.x) < NEAR.x && Math.abs(label.at.y - at.y) < NEAR.y);
    if (near) near.names.push(name);
    else found.push({ middle, at, names: [name] });
  }
  return found;
}

function drawLabel(layer: L.LayerGroup, { middle, names }: Label): void {
  L.tooltip({ permanent: true, direction: "right", offset: [12, 0], className: "placename" })
    .setLatLng(middle)
    .setContent(labelOf(names.join("\n")))
    .addTo(layer);
}

/** The end of an arrow, where nothing else is said of the place. */
function drawEnd(layer: L.LayerGroup, middle: L.LatLng | undefined, colours: Colours): void {
  if (middle)
    L.circleMarker(middle, { radius: 3, color: colours.soft, weight: 2, fill: false, interactive: false }).addTo(layer);
}

/** How sure something is, as a line. */
function lineOf({ certain, planned, contested }: Standing, colours: Colours): L.PathOptions {
  const color = contested ? colours.contested : colours.certain;
  if (planned) return { color, weight: 2.5, dashArray: "12 7", opacity: 0.95 };
  return certain ? { color, weight: 3, opacity: 1 } : { color, weight: 2, dashArray: "3 5", opacity: 0.8 };
}

/** A whole country by its shape, a place that is only known roughly by a circle of that radius. */
function drawArea(layer: L.LayerGroup, spot: Spot, place: Place | undefined, colours: Colours): void {
  const shape = place?.country ? shapeOf(place.country) : null;
  const line = { ...lineOf(spot, colours), weight: 1.5, fillColor: colours.certain, fillOpacity: 0.1 };
  if (shape) {
    L.geoJSON(shape, { style: line, interactive: false }).addTo(layer);
  } else if (place?.position?.uncertaintyMetres) {
    const { latitude, longitude, uncertaintyMetres } = place.position;
    L.circle([latitude, longitude], {
      ...line,
      radius: uncertaintyMetres,
      weight: 1,
      dashArray: "2 4",
      interactive: false,
    }).addTo(layer);
  }
}

function drawSpot(
  layer: L.LayerGroup,
  spot: Spot,
  place: Place | undefined,
  middle: L.LatLng | undefined,
  colours: Colours,
): void {
  if (!middle || !place) return;
  const line = lineOf(spot, colours);
  const quiet = place.country !== null;
  const fill = spot.certain && !spot.planned ? colours.certain : colours.paper;
  if (spot.contested)
    L.circleMarker(middle, { ...line, radius: 12, weight: 2, fill: false, interactive: false }).addTo(layer);
  L.circleMarker(middle, {
    ...line,
    radius: quiet ? 3 : 7,
    dashArray: quiet ? "" : (line.dashArray ?? ""),
    fillColor: fill,
    fillOpacity: 0.9,
    interactive: false,
  }).addTo(layer);
}

function drawMove(
  leaflet: L.Map,
  layer: L.LayerGroup,
  move: Move,
  middles: ReadonlyMap<string, L.LatLng>,
  colours: Colours,
): void {
  const [from, to] = [middles.get(move.from.id), middles.get(move.to.id)];
  if (!from || !to || from.equals(to)) return;
  const { curve, head } = arrowOf(leaflet.latLngToLayerPoint(from), leaflet.latLngToLayerPoint(to));
  const onMap = (points: readonly { x: number; y: number }[]): L.LatLng[] =>
    points.map(({ x, y }) => leaflet.layerPointToLatLng([x, y]));
  const line = lineOf(move, colours);
  const says = [words.map.from(move.from.name, move.to.name), ...move.says.map(({ text }) => text)].join("\n");
  const shaft = L.polyline(onMap(curve), { ...line, fill: false });
  shaft.bindTooltip(labelOf(says), { sticky: true, className: "sayings" }).addTo(layer);
  L.polygon(onMap(head), {
    ...line,
    dashArray: "",
    weight: 2,
    fillColor: move.planned ? colours.paper : String(line.color),
    fillOpacity: 1,
    interactive: false,
  }).addTo(layer);
}

/** Names as text, never as markup. */
function labelOf(text: string): HTMLElement {
  const label = document.createElement("bdi");
  label.dir = "auto";
  label.textContent = text;
  return label;
}
