import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DamagedCache } from '../archive/kept-transcript.ts';
import { createTasks, type Tasks } from './tasks.ts';

/** Threads that share work out among them. Without any, the work is done in this one. */
export class Crew {
  private members: Member[];

  private constructor(members: Member[]) {
    this.members = members;
  }

  /** As many threads as there are processors, at most eight; none where there is one, or none can be had. */
  static start(size = sizeWanted()): Crew {
    try {
      // Every thread would let as much garbage lie as it holds: an archive, and the site's program.
      if (size > 1) setFlagsFromString('--heap-growing-percent=30');
      return new Crew(size > 1 ? Array.from({ length: size }, () => thread()) : [inPlace()]);
    } catch {
      return new Crew([inPlace()]);
    }
  }

  get size(): number {
    return this.members.length;
  }

  /** Tells every thread what the following work is about. */
  async tell<Name extends 'aboutReading' | 'aboutPages'>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
  ): Promise<void> {
    await Promise.all(this.members.map((member) => member.ask(name, input)));
  }

  /** Has one thread do something. */
  async askOne(pagesOnly: boolean): ReturnType<Tasks['paths']> {
    const [first] = this.members;
    if (!first) throw new Error('The threads were dismissed.');
    return (await first.ask('paths', pagesOnly)) as Awaited<ReturnType<Tasks['paths']>>;
  }

  /**
   * Shares work out: every thread takes the next part when it has done one.
   *
   * @param onPart is told of each part, in the order in which they are done.
   * @throws what a thread throws; no further part is begun then.
   */
  async share<Name extends 'read' | 'render'>(
    name: Name,
    parts: readonly Parameters<Tasks[Name]>[0][],
    onPart: (result: Awaited<ReturnType<Tasks[Name]>>, part: Parameters<Tasks[Name]>[0]) => void,
  ): Promise<void> {
    const rest = parts.values();
    await Promise.all(
      this.members.map(async (member) => {
        for (const part of rest) onPart((await member.ask(name, part)) as never, part);
      }),
    );
  }

  async dismiss(): Promise<void> {
    const members = this.members;
    this.members = [];
    await Promise.all(members.map((member) => member.dismiss()));
  }
}

interface Member {
  ask(name: keyof Tasks, input: unknown): Promise<unknown>;
  dismiss(): Promise<unknown>;
}

function sizeWanted(): number {
  return Math.min(availableParallelism(), 8);
}

function inPlace(): Member {
  const tasks = createTasks();
  return {
    ask: (name, input) => Promise.try(() => (tasks[name] as (input: unknown) => unknown)(input)),
    dismiss: () => Promise.resolve(),
  };
}

function thread(): Member {
  const worker = new Worker(new URL('thread.ts', import.meta.url), {
    // The young are few: most of what a page takes is given up at once.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  worker.unref();
  let isDismissed = false;
  return {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const settle = (answer: Answer) => {
          worker.off('error', fail);
          if (!('error' in answer)) resolve(answer.value);
          else if (answer.isDamaged) reject(new DamagedCache(''));
          else reject(Object.assign(answer.error, answer.facts));
        };
        const fail = (error: Error) => {
          worker.off('message', settle);
          reject(error);
        };
        worker.once('message', settle);
        worker.once('error', fail);
        worker.ref();
        worker.postMessage({ name, input });
      }).finally(() => {
        if (!isDismissed) worker.unref();
      }),
    dismiss: () => {
      // An idle thread keeps no process alive, which could end before it has tidied up and told why. So could one whose
      // last answer comes while it is sent away.
      isDismissed = true;
      worker.ref();
      return worker.terminate();
    },
  };
}

/** What a thread says when it has done what it was asked to. */
export type Answer =
  | { value: unknown }
  | {
      error: Error;
      facts: Pick<NodeJS.ErrnoException, 'code' | 'syscall'>;
      isDamaged: boolean;
    };
