/** A translation is put over English: what it lacks stays English, and is counted. */

/** The same texts, any of which may be missing; lists are whole or missing. */
export type Translation<T> = T extends (...given: infer Given) => infer Result
  ? (...given: Given) => Loose<Result>
  : T extends readonly unknown[]
    ? Loose<T>
    : T extends object
      ? { readonly [K in keyof T]?: Translation<T[K]> }
      : Loose<T>;

/** The same shape with any text. */
type Loose<T> = T extends string
  ? string
  : T extends readonly unknown[]
    ? { readonly [K in keyof T]: Loose<T[K]> }
    : T extends (...given: never) => unknown
      ? T
      : T extends object
        ? { readonly [K in keyof T]: Loose<T[K]> }
        : T;

export interface Put<T> {
  readonly texts: T;
  readonly missing: number;
  readonly all: number;
}

type Texts = Readonly<Record<string, unknown>>;

/** The texts with those of the translation in their place. */
export function put<T extends object>(english: T, translation: Translation<T>): Put<T> {
  const over = translation as Texts;
  const texts: Record<string, unknown> = {};
  let missing = 0;
  let all = 0;
  for (const [key, text] of Object.entries(english)) {
    if (isGroup(text)) {
      const found = put(text, (over[key] ?? {}) as Texts);
      texts[key] = found.texts;
      missing += found.missing;
      all += found.all;
    } else {
      texts[key] = over[key] ?? text;
      missing += over[key] === undefined ? 1 : 0;
      all += 1;
    }
  }
  return { texts: texts as T, missing, all };
}

function isGroup(text: unknown): text is Texts {
  return typeof text === "object" && text !== null && !Array.isArray(text);
}
