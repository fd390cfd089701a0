/**
 * A statement as a sentence: from predicate, roles, polarity and mode. Pieces are texts and names that lead
 * somewhere.
 */
import { h, type Child } from "../dom";
import type { Ref, Statement } from "../types";
import { words } from "../words";
import { entity } from "./cells";

export type Piece = string | Ref;
type Told = Pick<Statement, "predicate" | "roles">;
type Put = Told & Pick<Statement, "polarity" | "mode">;

/** Kinds of groups are people, and so plural: "ISIS suspects are held". */
const MANY = ["detainees", "convicts", "citizens", "residents", "fighters", "families", "prisoners", "people"];
const PIECES = /\{(\w+)\}|<([^|>]*)\|([^>]*)>/g;

/** What is said, without whether it is so. */
export function sentence(statement: Told): Piece[] {
  const { says, unlisted } = words.predicates;
  const roles = statement.roles as Readonly<Record<string, readonly Ref[]>>;
  const patterns = says[statement.predicate] ?? unlisted(plain(statement.predicate));
  const pattern =
    patterns.find((text) => rolesOf(text).every((role) => roles[role]?.length)) ?? plain(statement.predicate);
  const used = rolesOf(pattern);
  const many = plural(roles[used[0] ?? ""] ?? []);
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of pattern.matchAll(PIECES)) {
    pieces.push(pattern.slice(at, found.index));
    if (found[1]) pieces.push(...joined(roles[found[1]] ?? []));
    else pieces.push((many ? found[3] : found[2]) ?? "");
    at = found.index + found[0].length;
  }
  pieces.push(pattern.slice(at), ...tailsOf(roles, used));
  return merged(pieces);
}

/** The roles that the pattern does not name, each with its word before it. */
function tailsOf(roles: Readonly<Record<string, readonly Ref[]>>, used: readonly string[]): Piece[] {
  const { tails } = words.predicates;
  return Object.entries(tails).flatMap(([role, before]) => {
    const refs = roles[role];
    if (!refs?.length || used.includes(role)) return [];
    const there = role.endsWith("_place") && roles[role.replace("_place", "_holder")]?.length; // "from A at P"
    return [there ? (tails.at ?? before) : before, ...joined(refs)];
  });
}

/** What stands before the sentence where it is not plainly said to be so; empty where it is. */
export function lead({ polarity, mode }: Pick<Put, "polarity" | "mode">): string {
  const pair = words.predicates.lead[mode] ?? [`${plain(mode)}:`, words.predicates.tells(plain(mode), true)];
  return pair[polarity === "denies" ? 1 : 0];
}

/** The same between the speaker's name and the sentence. */
export function telling({ polarity, mode }: Pick<Put, "polarity" | "mode">): string {
  const denied = polarity === "denies";
  return words.predicates.told[mode]?.[denied ? 1 : 0] ?? words.predicates.tells(plain(mode), denied);
}

export function text(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
}

/** The whole of it in one line: what a mark of a drawing is called. */
export function line(statement: Put): string {
  return [lead(statement), text(sentence(statement))].filter(Boolean).join(" ");
}

/** As elements; `self` is not a link, since one is there already. */
export function shown(statement: Put, self: string | null = null): Child[] {
  const before = lead(statement);
  const style = statement.polarity === "denies" ? "denied" : "planned";
  return [before && [h("strong", { class: style }, before), " "], pieces(sentence(statement), self)];
}

export function pieces(found: readonly Piece[], self: string | null = null): Child[] {
  return found.map((piece) =>
    typeof piece === "string" ? piece : piece.id === self ? h("bdi", { dir: "auto" }, piece.name) : entity(piece),
  );
}

/** Terms as words: "death_row" is "death row". */
export function plain(word: string): string {
  return word.replaceAll("_", " ");
}

export function terms(found: readonly string[]): string {
  return found.map(plain).join(words.comma);
}

function rolesOf(pattern: string): string[] {
  return [...pattern.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!);
}

function plural(refs: readonly Ref[]): boolean {
  return refs.length > 1 || MANY.includes(refs[0]?.kind ?? "");
}

/** "A, B and C". */
function joined(refs: readonly Ref[]): Piece[] {
  return refs.flatMap((ref, at) =>
    at === 0 ? [ref] : [at === refs.length - 1 ? words.predicates.and : words.comma, ref],
  );
}

function merged(found: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of found) {
    const last = whole.at(-1);
    if (typeof piece === "string" && typeof last === "string") whole[whole.length - 1] = last + piece;
    else if (piece !== "") whole.push(piece);
  }
  return whole;
}
