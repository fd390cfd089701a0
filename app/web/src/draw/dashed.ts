/**
 * The one program that draws every line: solid, dashed, dotted or double, measured in pixels so that no zoom changes
 * them.
 *
 * The kind of line is an attribute of each, so a pair that changes sides is repainted where it lies in the buffer.
 * Every
 * corner has all attributes: drawn by instances, thousands of lines take several times as long without a graphics card.
 */
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Line } from "./scene";

/** What a line has beside what sigma knows. */
export interface Lined extends EdgeDisplayData {
  readonly line: Line;
}

const STYLES: Readonly<Record<Line, number>> = { solid: 0, dashed: 1, dotted: 2, double: 3 };
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
  float reach = a_style > 2.5 ? a_width * 0.5 + 2.0 : a_width * 0.5 + 0.5;
  gl_Position = vec4((mix(from, to, a_end) + normal * a_side * reach) / half_view, 0.0, 1.0);
  v_along = a_end * len;
  v_across = a_side * reach;
  v_width = a_width;
  v_style = a_style;
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;

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
  if (v_style > 2.5) {
    across = abs(across - half_width - 0.7);
    half_width *= 0.5;
  }
  float cover = clamp(half_width + 0.5 - across, 0.0, 1.0);
  if (v_style > 0.5 && v_style < 1.5 && mod(v_along, 11.0) > 7.0) cover = 0.0;
  if (v_style > 1.5 && v_style < 2.5 && mod(v_along, 6.0) > 2.4) cover = 0.0;
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
    const same = [from.x, from.y, to.x, to.y, data.size, STYLES[(data as Lined).line], floatColor(data.color)];
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
