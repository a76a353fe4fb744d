import type { Found, Request } from '../../search/found.ts';
import type { Answer, Fault, Question } from './messages.ts';

/** What became of a question. `null`: another one was asked before this was answered. */
export type Outcome = { found: Found } | { fault: Fault } | null;

/** The page's end of the worker that searches. A worker that failed is replaced when the next question comes. */
export class SearchClient {
  /** The absolute address of the index. */
  readonly #index: string;
  #worker: Worker | null = null;
  #number = 0;
  #settle: (outcome: Outcome) => void = () => undefined;

  constructor(index: string) {
    this.#index = index;
  }

  find(request: Request): Promise<Outcome> {
    return this.#ask({ request });
  }

  /** More of what was found last. */
  more(): Promise<Outcome> {
    return this.#ask({ more: true });
  }

  /** Takes back what was asked. */
  forget(): void {
    this.#settle(null);
    this.#number += 1;
  }

  #ask(question: { request: Request } | { more: true }): Promise<Outcome> {
    this.forget();
    const number = this.#number;
    return new Promise((resolve) => {
      const patience = setTimeout(() => {
        this.#fail();
      }, PATIENCE);
      this.#settle = (outcome) => {
        clearTimeout(patience);
        resolve(outcome);
      };
      this.#worker ??= this.#start();
      this.#worker.postMessage({ number, index: this.#index, ...question } satisfies Question);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.number !== this.#number) return;
      if ('found' in data) this.#settle({ found: data.found });
      else this.#fail(data.fault);
    });
    worker.addEventListener('error', () => {
      this.#fail();
    });
    return worker;
  }

  #fail(fault: Fault = 'broken'): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle({ fault });
  }
}

/** Milliseconds after which a question counts as never to be answered. */
const PATIENCE = 30_000;
