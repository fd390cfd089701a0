/** The one line that tells, politely, what goes on. */

export function say(text: string): void {
  const line = document.getElementById("status");
  if (line && line.textContent !== text) line.textContent = text;
}
