import type { Progress } from './progress.ts';

/**
 * The progress of a long run of several steps: what is done, how far it is and how long it will take. On a terminal it is
 * one line that changes; elsewhere, plain lines, of steps that take long alone. A step that cannot tell how far it is says
 * once what it does.
 */
export class StepProgress {
  private name = '';
  private began = 0;
  private told = 0;
  private silence: NodeJS.Timeout | undefined;
  private line: Line | null = null;

  /** Begins a step, and ends the one before it. */
  begin(name: string): void {
    this.end();
    this.name = name;
    this.began = performance.now();
    this.told = this.began;
    this.silence = setInterval(this.tell, NOTICED, 0, 0).unref();
  }

  /** Tells how far the step is; of a total of 0, only what it is. */
  readonly tell = (done: number, total: number): void => {
    if (total > 0) clearInterval(this.silence);
    const text = stepText(this.name, done, total, performance.now() - this.began);
    if (this.line?.total === total) {
      this.show(this.line, done, text);
      return;
    }
    this.line?.progress?.end();
    const line: Line = { total, progress: undefined };
    this.line = line;
    // Its step may be over when what draws it has been loaded.
    void progressOf(total).then((progress) => {
      line.progress = progress;
      if (this.line === line) this.show(line, done, text);
    });
  };

  /** Ends the step, and prints a line of its own. */
  readonly say = (text: string): void => {
    this.end();
    console.error(text);
  };

  /** Ends the step: nothing of it is left on a terminal when this returns. */
  end(): void {
    const { line, name, began } = this;
    clearInterval(this.silence);
    this.line = null;
    this.name = '';
    // For whoever measures builds.
    if (name !== '') performance.measure(name, { start: began });
    line?.progress?.end();
  }

  private show({ total, progress }: Line, done: number, text: string): void {
    const now = performance.now();
    if (progress) progress.show(done, text);
    else if (progress === null && now - this.told >= BETWEEN_LINES) {
      this.told = now;
      clearInterval(this.silence);
      console.error(total === 0 ? text : `${text}: ${String(done)} of ${String(total)}`);
    }
  }
}

/** What draws a line is loaded where one is told, since many builds have nothing to tell. */
const progressOf = (total: number): Promise<Progress | null> =>
  import('./progress.ts').then(({ showProgress }) => showProgress(total));

interface Line {
  total: number;
  /** `null` where there is no terminal, `undefined` until that is known. */
  progress: Progress | null | undefined;
}

/** `Making pages, 40 %, about 2 min left`; without a guess while it would be a wild one. */
export function stepText(name: string, done: number, total: number, milliseconds: number): string {
  if (total === 0) return name;
  const share = done / total;
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
const NOTICED = 1000;
