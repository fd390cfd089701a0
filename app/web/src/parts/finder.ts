/** What a picture of a network is searched and filtered by: fields below it, so that their lists cover no name. */
import { fill, h } from "../dom";
import type { Scene, Shown } from "../draw/scene";
import { words } from "../words";

/** A field with the names of the actors that are drawn; who is chosen is told. */
class Finder {
  private readonly list = h("datalist", { id: "drawn-actors" });
  private readonly input = h("input", {
    list: "drawn-actors",
    type: "search",
    autocomplete: "off",
    size: 18,
    placeholder: words.network.findHint,
  });
  readonly element = h("label", {}, `${words.network.find} `, this.input, this.list);

  constructor(shown: () => Shown, found: (at: number) => void) {
    const names = (): readonly (readonly [string, number])[] => {
      const { scene, degrees } = shown();
      return scene.spots.flatMap(({ name }, at) =>
        degrees[at]! > 0 ? [[words.network.short(name), at] as const] : [],
      );
    };
    this.input.addEventListener("focus", () =>
      fill(
        this.list,
        [...names()].sort().map(([name]) => h("option", { value: name })),
      ),
    );
    const look = (isEntered: boolean): void => {
      const [typed, all] = [this.input.value.trim().toLowerCase(), names()];
      if (!typed) return;
      const is = all.find(([name]) => name.toLowerCase() === typed);
      const begins = isEntered ? all.find(([name]) => name.toLowerCase().includes(typed)) : undefined;
      const one = is ?? begins;
      this.input.setCustomValidity(one || !isEntered ? "" : words.network.notFound);
      if (one) found(one[1]);
      else if (isEntered) this.input.reportValidity();
    };
    this.input.addEventListener("input", () => look(false));
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      look(true);
    });
  }
}

interface Kinds {
  readonly element: HTMLElement;
  /** Whether a pair is of the kinds that are chosen. */
  readonly has: (scene: Scene, tie: number) => boolean;
}

/** Which pairs are drawn, by whether states or groups are in them. */
function kinds(changed: () => void): Kinds {
  const select = h(
    "select",
    { onchange: changed },
    words.network.kinds.map(([value, text]) => h("option", { value }, text)),
  );
  return {
    element: h("label", {}, `${words.network.kind} `, select),
    has: ({ spots, ties }, tie) => {
      const states = [ties[tie]!.a, ties[tie]!.b].filter((at) => spots[at]!.square).length;
      return select.value === "" || select.value === String(states);
    },
  };
}

export interface Chosen {
  readonly shown: () => Shown;
  readonly found: (at: number) => void;
  readonly changed: () => void;
  readonly asleep: () => void;
}

/** The fields below a picture: search, kinds, and whether those without evidence are drawn. */
export class Choices {
  private readonly kinds: Kinds;
  private readonly box = h("input", { type: "checkbox" });
  readonly element: HTMLElement;

  constructor({ shown, found, changed, asleep }: Chosen) {
    this.kinds = kinds(changed);
    this.box.addEventListener("change", asleep);
    const label = h("label", {}, this.box, ` ${words.network.asleep}`);
    this.element = h("p", { class: "choices" }, new Finder(shown, found).element, this.kinds.element, label);
  }

  get hasAsleep(): boolean {
    return this.box.checked;
  }

  /** How pairs of a scene look, without those of other kinds. */
  of<T>(scene: Scene, next: (tie: number) => T | null): (tie: number) => T | null {
    return (tie) => (this.kinds.has(scene, tie) ? next(tie) : null);
  }
}
