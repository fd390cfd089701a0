/** Marks of one lane that would lie on one another lie below one another. */

const MOST = 4;
/** Marks may touch, and small ones cover one another a little. */
const SLACK = 4;

/** The row of each extent, in their order; what has no room in the first three lies in the fourth. */
export function rowsOf(extents: readonly (readonly [from: number, to: number])[]): readonly number[] {
  const ends: number[] = [];
  return extents.map(([from, to]) => {
    const free = ends.findIndex((end) => from >= end - SLACK);
    const row = free >= 0 ? free : Math.min(ends.length, MOST - 1);
    ends[row] = Math.max(ends[row] ?? to, to);
    return row;
  });
}
