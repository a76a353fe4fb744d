/** That somebody stopped the command: Ctrl+C, or a signal. */
export class Interrupted extends Error {
  /** What the process ends with, as shells have it. */
  readonly status: number;

  constructor(status: number) {
    super('The command was stopped.');
    this.status = status;
  }
}

/** Lets a command that is stopped tidy up before it ends. */
export class Interruption {
  readonly #stopped = Promise.withResolvers<never>();

  constructor() {
    // Whoever races against it hears of it; where nobody does, there is nothing to tidy up.
    this.#stopped.promise.catch(() => undefined);
    process.on('SIGINT', this.#stop).on('SIGTERM', this.#stop);
  }

  /** @throws Interrupted as soon as somebody stops the command, without waiting for the work. */
  race<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([work, this.#stopped.promise]);
  }

  /** Has the last moments of the work done whatever comes. */
  ignore(): void {
    this.#isIgnored = true;
  }

  /** From now on a signal ends the process as it does by itself. */
  end(): void {
    process.off('SIGINT', this.#stop).off('SIGTERM', this.#stop);
  }

  #isIgnored = false;

  readonly #stop = (signal: NodeJS.Signals): void => {
    if (!this.#isIgnored) this.#stopped.reject(new Interrupted(signal === 'SIGINT' ? 130 : 143));
  };
}
