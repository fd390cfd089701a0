/** What stands where no view is. */
import { h, fill } from "../dom";
import { say } from "../parts/status";
import type { View } from "../view";
import { words } from "../words";

export const view: View = {
  open: (root) => {
    fill(root, h("h1", {}, words.problem.missing), h("p", {}, words.problem.missingText));
    document.title = `${words.problem.missing} – ${words.site}`;
    return {
      show: () => {
        say(words.problem.missing);
        return Promise.resolve();
      },
    };
  },
};
