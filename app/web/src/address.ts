/**
 * The address is the state: a path that is a view, and parameters that are those of the API.
 *
 * `/custody?held=isis-suspects` shows what `/v1/custody?held=isis-suspects` answers. A few parameters are the page's
 * own.
 */

/** What only the page reads; the server leaves these out where it answers an address with a suffix. */
export const OWN = ["embed", "sort", "pick", "camera", "speed", "span", "change"] as const;

export interface Address {
  readonly path: string;
  readonly params: URLSearchParams;
}

/** A parameter's new value; null takes it out. */
export type Changes = Readonly<Record<string, string | number | null | undefined>>;

export function read(location: { readonly pathname: string; readonly search: string }): Address {
  return { path: location.pathname.replace(/(.)\/+$/, "$1"), params: new URLSearchParams(location.search) };
}

export function written({ path, params }: Address): string {
  const query = params
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll("%2F", "/")
    .replaceAll("%3A", ":")
    .replaceAll("%7E", "~");
  return query ? `${path}?${query}` : path;
}

export function changed(address: Address, changes: Changes): Address {
  const params = new URLSearchParams(address.params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") params.delete(name);
    else params.set(name, String(value));
  }
  return { path: address.path, params };
}

/** The same question elsewhere: what two views both know goes along. */
export function carried(address: Address, path: string, names: readonly string[], changes: Changes = {}): string {
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = address.params.get(name);
    if (value) kept.set(name, value);
  }
  return written(changed({ path, params: kept }, changes));
}

/** Queries are answered in no language. */
const WITHOUT_LANGUAGE = /^\/(cypher|queries)(\/|$)/;

/** The address without what only the page reads. */
export function question(address: Address): Address {
  const left = WITHOUT_LANGUAGE.test(address.path) ? [...OWN, "lang"] : OWN;
  return changed(address, Object.fromEntries(left.map((name) => [name, null])));
}

/** Where the API answers it, as JSON or by a suffix. */
export function api(address: Address, suffix = ""): string {
  const { path, params } = question(address);
  return written({ path: `/v1${path}${suffix && `.${suffix}`}`, params });
}

/** The same view's address as a file. */
export function file(address: Address, suffix: string): string {
  const { path, params } = question(address);
  return written({ path: `${path}.${suffix}`, params });
}
