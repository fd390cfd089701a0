/**
 * The drawing by WebGL. All that is known of sigma and graphology is in this file and in `dashed.ts`.
 *
 * Only drawing is theirs: pointer, names and what lies under the pointer are ours (`pointer.ts`, `labels.ts`,
 * `eye.ts`).
 * Attributes are changed in place and repainted by hand, since graphology's events make sigma index everything again.
 */
import Graph from "graphology";
import Sigma from "sigma";
import { NodePointProgram } from "sigma/rendering";
import { SIDE } from "./brush";
import { LineProgram } from "./dashed";
import { palette, PICKED, type Drawing, type Palette } from "./drawing";
import type { Eye } from "./eye";
import { widths } from "./palette";
import type { Changed, Shown } from "./scene";

interface SpotLook {
  x: number;
  y: number;
  size: number;
  color: string;
  hidden: boolean;
  type: "circle" | "square";
}

interface TieLook {
  size: number;
  color: string;
  line: string;
  hidden: boolean;
}

/**
 * Actors as discs; what lies under the pointer is found by `under.ts`, so nothing is drawn a second time to be
 * picked.
 */
class DiscProgram extends NodePointProgram<SpotLook, TieLook> {
  constructor(gl: WebGLRenderingContext, _: WebGLFramebuffer | null, renderer: Sigma<SpotLook, TieLook>) {
    super(gl, null, renderer);
  }
}

/** States and governments, as squares within the same room. */
class SquareProgram extends DiscProgram {
  override getDefinition() {
    return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: SQUARE };
  }
}

const SQUARE = /* glsl */ `
precision mediump float;
varying vec4 v_color;
void main() {
  vec2 away = abs(gl_PointCoord - vec2(0.5));
  gl_FragColor = max(away.x, away.y) > ${(SIDE / 2).toFixed(2)} ? vec4(0.0) : v_color;
}`;

const SETTINGS = {
  renderLabels: false,
  renderEdgeLabels: false,
  enableEdgeEvents: false,
  stagePadding: 0,
  allowInvalidContainer: true,
  defaultEdgeType: "line",
  zoomToSizeRatioFunction: () => 1,
} as const;

export function webgl(container: HTMLElement): Drawing {
  const graph = new Graph<SpotLook, TieLook>({ type: "undirected", multi: false, allowSelfLoops: true });
  const sigma = new Sigma<SpotLook, TieLook>(graph, container, {
    ...SETTINGS,
    edgeProgramClasses: { line: LineProgram as never },
    nodeProgramClasses: { circle: DiscProgram, square: SquareProgram },
  });
  // the same frame for every scene, so that a camera means the same places in each
  sigma.setCustomBBox({ x: [-1, 1], y: [-1, 1] });
  let colours: Palette = palette(container);
  let shown: Shown | null = null;
  let picked = -1;

  const spotLook = (at: number): SpotLook => {
    const { x, y, size, square } = shown!.scene.spots[at]!;
    const awake = shown!.degrees[at]! > 0;
    const look = awake ? { size, color: colours.spot } : { size: Math.min(size, 2.5), color: colours.asleep };
    return { x, y, ...look, hidden: !awake && !shown!.hasAsleep, type: square ? "square" : "circle" };
  };
  const tieLook = (at: number): TieLook => {
    const stroke = shown!.strokes[at];
    if (!stroke) return { size: 1, color: colours.asleep, line: "solid", hidden: true };
    const size = at === picked ? PICKED : widths[stroke.weight];
    const color =
      at === picked ? colours.picked : (stroke.weight === "possible" ? colours.pales : colours.inks)[stroke.ink];
    return { size, color, line: stroke.line, hidden: false };
  };
  const repaint = ({ ties, spots }: Changed): void => {
    for (const at of ties) Object.assign(graph.getEdgeAttributes(String(at)), tieLook(at));
    for (const at of spots) Object.assign(graph.getNodeAttributes(String(at)), spotLook(at));
    sigma.refresh({ partialGraph: { nodes: spots.map(String), edges: ties.map(String) }, skipIndexation: true });
  };

  return {
    stage: (next) => {
      shown = next;
      picked = -1;
      colours = palette(container);
      graph.clear();
      next.scene.spots.forEach((_, at) => graph.addNode(String(at), spotLook(at)));
      next.scene.ties.forEach(({ a, b }, at) => graph.addEdgeWithKey(String(at), String(a), String(b), tieLook(at)));
      sigma.refresh();
    },
    paint: repaint,
    look: ({ x, y, ratio }: Eye) =>
      void sigma.getCamera().setState({ x: (x + 1) / 2, y: (y + 1) / 2, ratio, angle: 0 }),
    pick: (tie) => {
      if (tie === picked) return;
      const ties = [picked, tie].filter((at) => at >= 0);
      picked = tie;
      repaint({ ties, spots: [] });
    },
    close: () => sigma.kill(),
  };
}
