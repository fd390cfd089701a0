/** A file is dropped, said back row by row, mended and loaded: on the machine of the service only. */
import "../style/add.css";
import { forget, Refused, type Trouble } from "../api";
import { fill, h, type Child } from "../dom";
import { takesFiles } from "../parts/adding";
import { save } from "../parts/saving";
import { told } from "../parts/sheet";
import { say } from "../parts/status";
import { table } from "../parts/table";
import type { CheckAnswer, SheetTab } from "../types";
import type { Context, Opened, View } from "../view";
import { words } from "../words";
import { AddedFile } from "./add-file";
import { previewed, reported } from "./add-report";
import { columnsOf, questions, rowsOf } from "./add-rows";
import { ReportText } from "./add-text";

const { adding: own } = words;
const SHEETS = ".xlsx,.ods,.csv,.tsv";
const TEXTS = /\.(txt|text|md)$/i;

export const view: View = {
  open: (root, context) => {
    document.title = `${own.title} – ${words.site}`;
    if (!takesFiles()) {
      fill(root, h("h1", {}, own.title), h("p", { class: "summary" }, own.elsewhere));
      return {
        show: () => {
          say("");
          return Promise.resolve();
        },
      };
    }
    return new AddView(root, context);
  },
};

class AddView implements Opened {
  private file: AddedFile | null = null;
  private text: ReportText | null = null;
  private answer: CheckAnswer | null = null;
  private onlyWrong = false;
  private working = new AbortController();
  private readonly textName = h("small");
  private readonly problem = h("div", { class: "problems" });
  private readonly summary = h("p", { class: "summary" });
  private readonly source = h("div");
  private readonly rows = h("section", { class: "rows" });
  private readonly actions = h("section", { class: "actions" });
  private readonly report = h("section", { class: "report" });

  constructor(
    private readonly root: HTMLElement,
    private readonly context: Context,
  ) {
    const dropped = (event: DragEvent): void => {
      event.preventDefault();
      root.classList.remove("over");
      void this.take([...(event.dataTransfer?.files ?? [])]);
    };
    const over = (event: DragEvent): void => {
      event.preventDefault();
      root.classList.add("over");
    };
    for (const [name, listen] of [
      ["drop", dropped],
      ["dragover", over],
      ["dragleave", () => root.classList.remove("over")],
    ] as const)
      root.addEventListener(name, listen as EventListener);
    const { problem, summary, source, rows, actions, report } = this;
    fill(
      root,
      h("h1", {}, own.title),
      h("p", {}, own.intro),
      this.choosing(),
      problem,
      summary,
      source,
      rows,
      actions,
      report,
    );
  }

  show(): Promise<void> {
    say("");
    return Promise.resolve();
  }

  close(): void {
    this.working.abort();
  }

  private choosing(): HTMLElement {
    const chosen = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      void this.take([...(input.files ?? [])]).then(() => (input.value = ""));
    };
    return h(
      "div",
      { class: "dropping" },
      h("p", {}, own.drop),
      h("label", {}, own.choose, h("input", { type: "file", name: "sheet", accept: SHEETS, onchange: chosen })),
      h(
        "label",
        {},
        own.chooseText,
        h("input", { type: "file", name: "text", accept: ".txt,.text,.md", onchange: chosen }),
      ),
      this.textName,
    );
  }

  /** Texts are read here and shown beside the rows; another file is checked. */
  private async take(files: readonly File[]): Promise<void> {
    const text = files.find((file) => TEXTS.test(file.name));
    const sheets = files.filter((file) => !TEXTS.test(file.name));
    if (text) {
      this.text = new ReportText(text.name, await text.text());
      this.textName.textContent = own.textRead(text.name, this.text.size);
      if (!sheets.length && this.answer) this.showRows();
    }
    if (sheets.length > 1) this.fail({ status: 0, title: "", detail: own.tooMany(sheets.length) });
    else if (sheets[0]) {
      this.file = new AddedFile(sheets[0]);
      this.answer = null;
      for (const place of [this.rows, this.actions, this.report, this.source]) fill(place);
      await this.check();
    }
  }

  /** Check the file with what is mended in it, and show its rows; the focus stays where it was. */
  private async check(near: string | null = null): Promise<void> {
    const { file } = this;
    if (!file) return;
    this.working.abort();
    this.working = new AbortController();
    const { signal } = this.working;
    this.root.setAttribute("aria-busy", "true");
    say(own.checking(file.name), { seen: true });
    try {
      this.answer = await file.check(signal);
      fill(this.problem);
      this.summarise();
      this.showSource();
      this.showRows();
      this.showActions();
      if (near) document.getElementById(near)?.focus();
      say(this.summary.textContent);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refused)) throw error;
      this.fail(error.trouble);
    } finally {
      if (!signal.aborted) this.root.removeAttribute("aria-busy");
    }
  }

  private readonly mend = (tab: string, row: number | null, column: string, value: string): void => {
    this.file?.mend(tab, row, column, value);
    fill(this.report);
    void this.check(document.activeElement?.id ?? null);
  };

  private fail(trouble: Trouble): void {
    fill(this.problem, told(trouble, this.context.address()));
    say(words.problem.heading);
  }

  private summarise(): void {
    const { counts } = this.answer!;
    this.summary.textContent = own.summary(this.file!.name, counts.statements, counts.wrong, this.file!.changes);
  }

  private showRows(): void {
    const answer = this.answer!;
    const all = rowsOf(answer);
    const rows = this.onlyWrong ? all.filter((row) => row.wrong.length) : all;
    const toggle = (event: Event): void => {
      this.onlyWrong = (event.target as HTMLInputElement).checked;
      this.showRows();
      this.rows.querySelector<HTMLElement>("input[name=wrong]")?.focus();
    };
    const filter = h("input", { type: "checkbox", name: "wrong", checked: this.onlyWrong, onchange: toggle });
    const options = { caption: own.caption, empty: own.none, sort: null, onSort: () => undefined };
    const shown = table(rows, columnsOf(answer, this.text, answer.tabs ? this.mend : null), options);
    fill(this.rows, answer.counts.wrong > 0 && h("label", { class: "only" }, filter, own.onlyWrong), shown);
  }

  /** What the report is, as questions; open where an answer is missing. */
  private showSource(): void {
    const tab = this.answer?.tabs?.[0];
    const open = this.source.querySelector("details")?.open ?? this.lacks(tab);
    fill(this.source, tab && questions(tab, this.mend, open));
  }

  private lacks(tab: SheetTab | undefined): boolean {
    return this.answer!.rows.some((row) => row.tab === tab?.tab && row.wrong);
  }

  private showActions(): void {
    const { counts, source, tabs } = this.answer!;
    const blocked = this.lacks(tabs?.[0]);
    const replace = h("input", { type: "checkbox", name: "replace" });
    const load = h(
      "button",
      { type: "button", class: "main", disabled: !counts.statements || blocked },
      own.load(counts.statements),
    );
    load.addEventListener("click", () => void this.load(load, replace.checked));
    const download = (): void => void this.download();
    const preview = (): void =>
      void this.tell(own.previewing, async (signal) => previewed(await this.file!.preview(signal)));
    fill(
      this.actions,
      h("h2", {}, own.next),
      blocked && h("p", { class: "denied" }, own.blocked),
      counts.wrong > 0 && !blocked && h("p", {}, own.leftOut(counts.wrong)),
      h(
        "p",
        { class: "buttons" },
        load,
        h("button", { type: "button", disabled: !counts.statements, onclick: preview }, own.preview),
        tabs && h("button", { type: "button", onclick: download }, own.download),
        h("label", {}, replace, own.replace(source)),
      ),
    );
  }

  private async download(): Promise<void> {
    const { file, working } = this;
    if (!file) return;
    const name = file.name
      .replace(/\.gz$/i, "")
      .replace(/\.[^.]*$/, "")
      .replace(/\.checked(-\d+)?$/, "");
    save(await file.workbook(working.signal), `${name}.checked.xlsx`);
  }

  private async load(button: HTMLButtonElement, replace: boolean): Promise<void> {
    const bar = h("progress", { "aria-label": own.loading });
    const line = h("span", {}, own.loading);
    const progress = (done: number, total: number): void => {
      [bar.max, bar.value] = [Math.max(total, 1), done];
      line.textContent = own.progress(done, total);
    };
    button.disabled = true;
    await this.tell([bar, " ", line], async (signal) => {
      const found = await this.file!.load(replace, progress, signal);
      if ("status" in found) throw new Refused(found);
      forget();
      return reported(found);
    });
    button.disabled = false;
  }

  /** Show what is going on, and then what came of it, or why nothing did. */
  private async tell(meanwhile: Child, work: (signal: AbortSignal) => Promise<Child>): Promise<void> {
    fill(this.report, h("p", {}, meanwhile));
    try {
      fill(this.report, await work(new AbortController().signal));
      const heading = this.report.querySelector("h2");
      say(heading?.textContent ?? "");
      heading?.focus();
    } catch (error) {
      const trouble = error instanceof Refused ? error.trouble : { status: 0, title: "", detail: own.broken };
      fill(this.report, told(trouble, this.context.address()));
      say(words.problem.heading);
    }
  }
}
