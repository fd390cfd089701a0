/** A name cut to about as many letters as there is room for; the whole of it belongs in a title beside it. */
export function shortened(name: string, letters: number): string {
  const most = Math.max(8, Math.floor(letters));
  const found = Array.from(name);
  return found.length > most ? `${found.slice(0, most - 1).join("")}…` : name;
}
