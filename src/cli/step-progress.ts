import type { Progress } from './progress.ts';

/**
 * The progress of a long run of several steps: what is done, how far it is and how long it will take. On a terminal it is
 * one line that changes; elsewhere, plain lines, of steps that take long alone.
 */
export class StepProgress {
  private name = '';
  private began = 0;
  private told = 0;
  private line: { total: number; progress: Promise<Progress | null> } | null = null;

  /** Begins a step, and ends the one before it. */
  begin(name: string): void {
    this.end();
    this.name = name;
    this.began = performance.now();
    this.told = this.began;
  }

  /** Tells how far the step is. */
  readonly tell = (done: number, total: number): void => {
    const now = performance.now();
    const text = stepText(this.name, done, total, now - this.began);
    this.line ??= {
      total,
      progress: import('./progress.ts').then(({ showProgress }) => showProgress(total)),
    };
    void this.line.progress.then((progress) => {
      if (progress) progress.show(done, text);
      else if (now - this.told >= BETWEEN_LINES) {
        this.told = now;
        console.error(`${text}: ${String(done)} of ${String(total)}`);
      }
    });
  };

  /** Ends the step, and prints a line of its own. */
  readonly say = (text: string): void => {
    const { line } = this;
    this.end();
    if (line)
      void line.progress.then(() => {
        console.error(text);
      });
    else console.error(text);
  };

  /** Ends the step. */
  end(): void {
    const { line, name, began } = this;
    this.line = null;
    this.name = '';
    // For whoever measures builds.
    if (name !== '') performance.measure(name, { start: began });
    void line?.progress.then((progress) => progress?.end());
  }
}

/** `Making pages, 40 %, about 2 min left`; without a guess while it would be a wild one. */
export function stepText(name: string, done: number, total: number, milliseconds: number): string {
  const share = total === 0 ? 1 : done / total;
  const percent = `${String(Math.floor(share * 100))} %`;
  if (milliseconds < SURE || done === 0 || done === total) return `${name}, ${percent}`;
  return `${name}, ${percent}, about ${duration((milliseconds * (1 - share)) / share)} left`;
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} min`;
}

/** Milliseconds. */
const SURE = 2000;
const BETWEEN_LINES = 5000;
