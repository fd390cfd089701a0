/** The one line that tells, politely, what goes on. */

/**
 * Say it to those who listen. It is `seen` too where it answers what somebody did, for some seconds, or as long as it
 * `stays` true.
 */
export function say(text: string, { stays = false, seen = false } = {}): void {
  const line = document.getElementById("status");
  if (!line) return;
  if (line.textContent !== text) line.textContent = text;
  line.classList.remove("passing");
  line.classList.toggle("hidden", !seen && !stays);
  line.getBoundingClientRect(); // measured, so that the animation begins anew
  line.classList.toggle("passing", !stays);
}
