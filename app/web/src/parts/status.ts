/** The one line that tells, politely, what goes on. */

/** Say it; after some seconds the eye is spared, unless it `stays` true. Who listens has it as long as it is. */
export function say(text: string, { stays = false } = {}): void {
  const line = document.getElementById("status");
  if (!line) return;
  if (line.textContent !== text) line.textContent = text;
  line.classList.remove("passing");
  line.getBoundingClientRect(); // measured, so that the animation begins anew
  line.classList.toggle("passing", !stays);
}
