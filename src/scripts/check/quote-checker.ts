import type { Fault } from '../search/messages.ts';
import { element } from '../search/results.ts';
import { keepQuick } from './long-draft.ts';
import type { CheckAnswer, CheckQuestion, SiteAddresses } from './messages.ts';
import { report } from './report.ts';
import { resultItem } from './result-item.ts';
import type { ToldQuote, ToldTurn } from './told.ts';
import { CheckWording, type CheckTexts } from './wording.ts';

/**
 * The page that checks quotes. What is typed stays in its box: it is neither kept nor sent nor part of an address. The
 * worker that checks is started at the first check.
 */
class QuoteChecker extends HTMLElement {
  connectedCallback(): void {
    const parts = partsOf(this);
    if (!parts) return;
    const { form, draft, file, stop, copy, print } = parts;
    const check = new Check(this, parts);
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      check.start();
    });
    draft.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      check.start();
    });
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen) void check.read(chosen);
      file.value = '';
    });
    form.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
    form.addEventListener('drop', (event) => {
      const [dropped] = event.dataTransfer?.files ?? [];
      if (!dropped) return;
      event.preventDefault();
      void check.read(dropped);
    });
    stop.addEventListener('click', () => {
      check.stop();
    });
    copy.addEventListener('click', () => {
      void check.copy();
    });
    print.addEventListener('click', () => {
      globalThis.print();
    });
  }
}

/** The elements of the page that the script fills. */
interface Parts {
  form: HTMLFormElement;
  draft: HTMLTextAreaElement;
  file: HTMLInputElement;
  state: HTMLElement;
  running: HTMLElement;
  bar: HTMLProgressElement;
  progress: HTMLElement;
  stop: HTMLButtonElement;
  after: HTMLElement;
  copy: HTMLButtonElement;
  print: HTMLButtonElement;
  results: HTMLElement;
}

class Check {
  readonly #parts: Parts;
  readonly #wording: CheckWording;
  readonly #site: SiteAddresses;
  readonly #transcript: string;
  readonly #expect: (text: string) => void;
  #worker: Worker | null = null;
  #number = 0;
  #total = 0;
  #told: ToldQuote[] = [];

  constructor(root: HTMLElement, parts: Parts) {
    const { texts = '{}', locale = 'en', index = '', facts = '', data = '' } = root.dataset;
    const absolute = (address: string) => new URL(address, location.href).href;
    this.#parts = parts;
    this.#expect = keepQuick(parts.draft);
    this.#wording = new CheckWording(JSON.parse(texts) as CheckTexts, locale);
    this.#site = { index: absolute(index), facts: absolute(facts), data: absolute(data) };
    this.#transcript = absolute(root.dataset.transcript ?? '');
    parts.stop.textContent = this.#wording.texts.stop;
    parts.print.textContent = this.#wording.texts.print;
    parts.copy.textContent = this.#wording.texts.copyReport;
    // Only secure pages have a clipboard.
    parts.copy.hidden = !('clipboard' in navigator);
  }

  start(): void {
    const { draft } = this.#parts;
    const { texts } = this.#wording;
    this.#clear();
    const text = draft.value;
    if (text.trim() === '') this.#say(texts.nothingTyped);
    else if (new Blob([text]).size > LARGEST) this.#say(texts.tooLarge);
    else {
      this.#say(texts.looking);
      this.#ask({ draft: text, site: this.#site });
    }
  }

  /** Ends a check; what was told stays. */
  stop(): void {
    this.#ask({ stop: true });
    this.#parts.running.hidden = true;
    this.#finish(this.#wording.texts.stopped);
    this.#parts.draft.focus();
  }

  /** Reads a file into the box, and checks it. */
  async read(file: File): Promise<void> {
    const { texts } = this.#wording;
    this.#clear();
    if (file.size > LARGEST) {
      this.#say(texts.tooLarge);
      return;
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
      if (text.includes('\0')) throw new TypeError('This is no text.');
      this.#expect(text);
      this.#parts.draft.value = text;
      this.start();
    } catch {
      this.#say(texts.noText);
    }
  }

  async copy(): Promise<void> {
    await navigator.clipboard.writeText(
      report(this.#told, this.#wording, (turn) => this.#address(turn)).toWellFormed(),
    );
    this.#parts.copy.textContent = this.#wording.texts.reportCopied;
  }

  #ask(question: { draft: string; site: SiteAddresses } | { stop: true }): void {
    this.#number += 1;
    if ('stop' in question && !this.#worker) return;
    this.#worker ??= this.#open();
    this.#worker.postMessage({ number: this.#number, ...question } satisfies CheckQuestion);
  }

  #open(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.number === this.#number) this.#hear(data);
    });
    worker.addEventListener('error', () => {
      this.#fail('broken');
    });
    return worker;
  }

  #hear(answer: CheckAnswer): void {
    const { running, bar } = this.#parts;
    if ('total' in answer) {
      this.#total = answer.total;
      bar.max = Math.max(1, answer.total);
      running.hidden = answer.total === 0;
      this.#step();
    } else if ('quote' in answer) {
      if (answer.quote.kind === 'empty') this.#total -= 1;
      else this.#show(answer.quote);
      this.#step();
    } else if ('done' in answer) this.#finish('');
    else this.#fail(answer.fault);
  }

  #show(told: ToldQuote): void {
    this.#told.push(told);
    const item = resultItem(told, this.#wording, (turn) => this.#address(turn));
    this.#parts.results.append(item);
  }

  /** Tells how far it is, outside the live region: only the end is announced. */
  #step(): void {
    const { bar, progress } = this.#parts;
    bar.value = this.#told.length;
    progress.textContent = this.#wording.progress(
      Math.min(this.#told.length + 1, this.#total),
      this.#total,
    );
  }

  #finish(remark: string): void {
    const { running, after } = this.#parts;
    running.hidden = true;
    after.hidden = this.#told.length === 0;
    const sum =
      this.#told.length === 0 ? this.#wording.texts.noQuotes : this.#wording.sum(this.#told);
    this.#say(this.#told.length === 0 && remark !== '' ? remark : `${remark} ${sum}`.trim());
  }

  /** A worker that failed is replaced when the next check comes. */
  #fail(fault: Fault): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#number += 1;
    const { running, after, state } = this.#parts;
    running.hidden = true;
    after.hidden = this.#told.length === 0;
    this.#say(this.#wording.texts[fault]);
    const again = element('button', { type: 'button' }, this.#wording.texts.again);
    again.addEventListener('click', () => {
      this.start();
    });
    state.append(' ', again);
  }

  #clear(): void {
    const { results, running, after, copy } = this.#parts;
    this.#ask({ stop: true });
    this.#told = [];
    results.replaceChildren();
    running.hidden = true;
    after.hidden = true;
    copy.textContent = this.#wording.texts.copyReport;
  }

  #address({ transcript, turn, pin }: ToldTurn): string {
    const id = transcript.split('/').map(encodeURIComponent).join('/');
    const page = this.#transcript.replace('ID', () => id);
    return `${page}#${turn}${pin === null ? '' : `~${pin}`}`;
  }

  #say(text: string): void {
    this.#parts.state.textContent = text;
  }
}

function partsOf(root: HTMLElement): Parts | null {
  const form = root.querySelector('form');
  const draft = root.querySelector('textarea');
  const file = root.querySelector<HTMLInputElement>('[type=file]');
  const bar = root.querySelector('progress');
  const [stop, copy, print] = ['.stop', '.copy', '.print'].map((selector) =>
    root.querySelector<HTMLButtonElement>(selector),
  );
  const [state, running, progress, after, results] = [
    '.state',
    '.running',
    '.count',
    '.after',
    '.results',
  ].map((selector) => root.querySelector<HTMLElement>(selector));
  if (!form || !draft || !file || !bar || !stop || !copy || !print) return null;
  if (!state || !running || !progress || !after || !results) return null;
  return { form, draft, file, bar, stop, copy, print, state, running, progress, after, results };
}

/** Bytes. */
const LARGEST = 1_048_576;

customElements.define('quote-checker', QuoteChecker);
