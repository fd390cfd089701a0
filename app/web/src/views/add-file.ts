/** A file that is checked, mended and loaded: its bytes, and the cells that were mended in it. */
import { sendFile, type Trouble } from "../api";
import type { CheckAnswer, LoadAnswer, PreviewAnswer } from "../types";

export const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const LINES = "application/x-ndjson";
const FILE = "application/octet-stream";

interface MendedCell {
  readonly tab: string;
  readonly row: number | null;
  readonly column: string;
  readonly value: string;
}

/** A line of the answer while a file is loaded. */
interface LoadLine {
  readonly done?: number;
  readonly total?: number;
  readonly loaded?: LoadAnswer;
  readonly problem?: Trouble;
}

export class AddedFile {
  private readonly mended = new Map<string, MendedCell>();

  constructor(private readonly file: File) {}

  get name(): string {
    return this.file.name;
  }

  /** How many cells were mended. */
  get changes(): number {
    return this.mended.size;
  }

  /** Put a text into a cell; `row` is null for an answer of Source. */
  mend(tab: string, row: number | null, column: string, value: string): void {
    this.mended.set(JSON.stringify([tab, row, column]), { tab, row, column, value });
  }

  async check(signal: AbortSignal): Promise<CheckAnswer> {
    const response = await this.send("check", { cells: "true" }, "application/json", signal);
    return (await response.json()) as CheckAnswer;
  }

  /** Which answers it would change, and which of its figures are there already. */
  async preview(signal: AbortSignal): Promise<PreviewAnswer> {
    const response = await this.send("preview", {}, "application/json", signal);
    return (await response.json()) as PreviewAnswer;
  }

  /** The workbook that `whoholds check` writes: the mended cells, what each row says, and what is wrong. */
  async workbook(signal: AbortSignal): Promise<Blob> {
    return (await this.send("check", {}, WORKBOOK, signal)).blob();
  }

  /**
   * Load it; `progress` is told how many statements of how many are written.
   *
   * Throws Refused, also for what goes wrong in the middle; then nothing of the file is loaded.
   */
  async load(
    replace: boolean,
    progress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<LoadAnswer | Trouble> {
    const response = await this.send("load", replace ? { replace: "true" } : {}, LINES, signal);
    let rest = "";
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (value ?? "")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const told = JSON.parse(line) as LoadLine;
        if (told.loaded) return told.loaded;
        if (told.problem) return told.problem;
        progress(told.done ?? 0, told.total ?? 0);
      }
      if (done) throw new Error("the answer ended before the load did");
    }
  }

  private async send(
    what: string,
    asked: Readonly<Record<string, string>>,
    accept: string,
    signal: AbortSignal,
  ): Promise<Response> {
    const address = `/v1/${what}?${new URLSearchParams({ name: this.name, ...asked })}`;
    if (!this.mended.size) return sendFile(address, this.file, { type: FILE, accept }, signal);
    const body = JSON.stringify({ file: await base64(this.file), cells: [...this.mended.values()] });
    return sendFile(address, body, { type: "application/json", accept }, signal);
  }
}

function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("it cannot be read"));
    reader.readAsDataURL(file);
  });
}
