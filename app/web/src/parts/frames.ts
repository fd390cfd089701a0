/** Draws at once, and what comes before the next frame together then: more than one drawing a frame nobody sees. */
export class Frames<T> {
  private frame = 0;
  waiting: T | null = null;

  constructor(private readonly draw: (next: T) => void) {}

  ask(next: T): void {
    this.waiting = next;
    if (this.frame) return;
    this.take();
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.waiting) this.ask(this.waiting);
    });
  }

  close(): void {
    cancelAnimationFrame(this.frame);
  }

  private take(): void {
    const next = this.waiting;
    this.waiting = null;
    if (next) this.draw(next);
  }
}
