/** Asking the service: JSON, problems as errors, and patience while it does not answer. */
import { language } from "./language";
import { say } from "./parts/status";
import { words } from "./words";

/** RFC 9457, as the service words it. */
export interface Trouble {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly parameter?: string;
  readonly value?: unknown;
  readonly hint?: string;
  readonly choices?: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}

export class Refused extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.detail);
  }
}

const AWAY = [502, 503, 504];
const LONGEST_WAIT = 8000;
const KEPT = 40;
const answers = new Map<string, unknown>();
let newest = 0; // the data version of what is kept

/**
 * The answer at an address of the API. While nobody answers it asks again, and says so.
 *
 * Throws Refused for what the service refuses, and an AbortError when the signal says that nobody waits any more.
 */
export async function ask<T>(address: string, signal: AbortSignal): Promise<T> {
  const kept = answers.get(address);
  if (kept !== undefined) return kept as T;
  const response = await patient(address, { signal, headers: { Accept: "application/json" } });
  return keep(address, (await response.json()) as T);
}

/**
 * The drawing at an address of this service, as text; a width is told where there is little room. Throws as `ask`, and
 * for what is no SVG.
 */
export async function askPicture(address: string, signal: AbortSignal, width?: number): Promise<string> {
  if (new URL(address, location.href).origin !== location.origin) throw new Error(`${address} is of another host`);
  const Accept = width ? `image/svg+xml;width=${width}` : "image/svg+xml";
  const response = await patient(address, { signal, redirect: "error", headers: { Accept } });
  const kind = response.headers.get("Content-Type") ?? "";
  if (!kind.startsWith("image/svg+xml")) throw new Error(`${address} is ${kind}`);
  return response.text();
}

/** The answer to a question that is sent. Throws as `ask`. */
export async function send<T>(address: string, body: unknown, signal: AbortSignal): Promise<T> {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const response = await patient(address, { method: "POST", body: JSON.stringify(body), signal, headers });
  return (await response.json()) as T;
}

/** The response to a file that is sent, or to a text. Throws as `ask`. */
export async function sendFile(
  address: string,
  body: Blob | string,
  { type, accept }: { readonly type: string; readonly accept: string },
  signal: AbortSignal,
): Promise<Response> {
  return patient(address, { method: "POST", body, signal, headers: { "Content-Type": type, Accept: accept } });
}

/** Forget what was answered before something was loaded. */
export function forget(): void {
  answers.clear();
}

async function patient(address: string, request: RequestInit): Promise<Response> {
  for (let wait = 1000, away = false; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const response = await once(address, request);
    if (response && !AWAY.includes(response.status)) {
      if (away) say(words.status.back, { seen: true });
      if (!response.ok) throw new Refused(await troubleOf(response));
      return response;
    }
    away = true;
    say(words.status.away, { stays: true });
    await pause(wait, request.signal!);
  }
}

async function once(address: string, request: RequestInit): Promise<Response | null> {
  try {
    const headers = new Headers(request.headers);
    headers.set("Accept-Language", language); // the language of the page's own words
    return await fetch(address, { ...request, headers });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    return null;
  }
}

async function troubleOf(response: Response): Promise<Trouble> {
  try {
    return (await response.json()) as Trouble;
  } catch {
    return { status: response.status, title: response.statusText, detail: words.problem.unknown(response.status) };
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("nobody waits", "AbortError"));
    });
  });
}

/**
 * What was answered from an earlier data version is forgotten, so that a page left open shows no old rows beside new
 * ones.
 */
function keep<T>(address: string, answer: T): T {
  const found = (answer as { dataVersion?: number }).dataVersion ?? 0;
  if (found > newest) {
    answers.clear();
    newest = found;
  }
  if (answers.size >= KEPT) answers.delete(answers.keys().next().value!);
  answers.set(address, answer);
  return answer;
}
