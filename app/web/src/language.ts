/**
 * The language of the page: the server writes it into the HTML as `lang` of the address says. English is what an
 * address means without it, and the language of the browser changes nothing, so that a shared link shows the same.
 */
export const language: string = ("document" in globalThis && document.documentElement.lang) || "en";

const DEFAULT = "en";
/** Addresses that are no views: data, files by their suffix, and the guide, which is English. */
const NO_VIEW = /^\/(v1|static|guide|cards)\/|\.\w+$/;

/** An address of this site's views in the language of the page; any other address as it is. */
export function inLanguage(address: string): string {
  if (language === DEFAULT || !/^\/(?!\/)/.test(address)) return address;
  return written(address, language);
}

/** The same view in another language. */
export function inOther(address: string, other: string): string {
  return written(address, other === DEFAULT ? null : other);
}

function written(address: string, value: string | null): string {
  const [, path, query, hash] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address)!;
  if (NO_VIEW.test(path!)) return address;
  const kept = (query ?? "").split("&").filter((pair) => pair && !pair.startsWith("lang="));
  const pairs = value ? [...kept, `lang=${value}`] : kept;
  return `${path}${pairs.length ? `?${pairs.join("&")}` : ""}${hash ?? ""}`;
}
