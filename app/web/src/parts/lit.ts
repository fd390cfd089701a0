/** Rows of a table and what is drawn of them light up together. */

/** Tells the id of the row that is pointed at or has the focus within; null when it no longer is. */
export function pointing(table: HTMLElement, lit: (id: string | null) => void): void {
  const at = (event: Event): void => {
    lit((event.target as Element).closest<HTMLElement>("tr[data-id]")?.dataset.id ?? null);
  };
  table.addEventListener("pointerover", at);
  table.addEventListener("focusin", at);
  table.addEventListener("pointerleave", () => lit(null));
  table.addEventListener("focusout", () => lit(null));
}

/** Lights the rows of these ids, and no others. */
export function light(table: HTMLElement, ids: readonly string[]): void {
  const wanted = new Set(ids);
  for (const row of table.querySelectorAll<HTMLElement>("tr[data-id]")) {
    row.classList.toggle("lit", wanted.has(row.dataset.id!));
  }
}
