/**
 * The one program that draws every line: solid, dashed, dotted or both by turns, measured in pixels so that no zoom
 * changes
 * them.
 *
 * The kind of line is an attribute of each, so a pair that changes sides is repainted where it lies in the buffer.
 * Every
 * corner has all attributes: drawn by instances, thousands of lines take several times as long without a graphics card.
 */
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { dashes, type Line } from "./palette";

/** What a line has beside what sigma knows. */
export interface Lined extends EdgeDisplayData {
  readonly line: Line;
}

const LINES = Object.keys(dashes) as readonly Line[];
/** The corners of the two triangles of a line: at which end, on which side. */
const CORNERS = [
  [0, 1],
  [0, -1],
  [1, 1],
  [1, 1],
  [0, -1],
  [1, -1],
] as const;
const UNIFORMS = ["u_matrix", "u_viewport"] as const;

// ends are taken to pixels from the middle; a hidden line is all zeros, and so has no area
const VERTEX = /* glsl */ `
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_width;
attribute float a_style;
attribute vec4 a_color;
attribute float a_end;
attribute float a_side;
uniform mat3 u_matrix;
uniform vec2 u_viewport;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_width;
varying float v_style;

void main() {
  vec2 half_view = u_viewport * 0.5;
  vec2 from = (u_matrix * vec3(a_from, 1.0)).xy * half_view;
  vec2 to = (u_matrix * vec3(a_to, 1.0)).xy * half_view;
  vec2 along = to - from;
  float len = max(length(along), 0.0001);
  vec2 normal = vec2(-along.y, along.x) / len;
  float reach = a_width * 0.5 + 0.5;
  gl_Position = vec4((mix(from, to, a_end) + normal * a_side * reach) / half_view, 0.0, 1.0);
  v_along = a_end * len;
  v_across = a_side * reach;
  v_width = a_width;
  v_style = a_style;
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;

/** Where a line of this style has a gap. */
function gaps(line: Line, style: number): string {
  let at = 0;
  const found: string[] = [];
  dashes[line].forEach((length, place) => {
    if (place % 2) found.push(`(along > ${at.toFixed(1)} && along < ${(at + length).toFixed(1)})`);
    at += length;
  });
  if (!found.length) return "";
  const mine = `v_style > ${(style - 0.5).toFixed(1)} && v_style < ${(style + 0.5).toFixed(1)}`;
  return `  if (${mine}) { float along = mod(v_along, ${at.toFixed(1)}); if (${found.join(" || ")}) cover = 0.0; }`;
}

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_width;
varying float v_style;

void main() {
  float across = abs(v_across);
  float half_width = v_width * 0.5;
  float cover = clamp(half_width + 0.5 - across, 0.0, 1.0);
${LINES.map(gaps).join("\n")}
  gl_FragColor = v_color * cover;
}`;

export class LineProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_style", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_end", size: 1, type: FLOAT },
        { name: "a_side", size: 1, type: FLOAT },
      ],
    };
  }

  processVisibleItem(
    _: number,
    start: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const same = [from.x, from.y, to.x, to.y, data.size, LINES.indexOf((data as Lined).line), floatColor(data.color)];
    let at = start;
    for (const corner of CORNERS) {
      this.array.set(same, at);
      this.array.set(corner, at + same.length);
      at += same.length + corner.length;
    }
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform2f(uniformLocations.u_viewport!, params.width, params.height);
  }
}
