import { parentPort } from 'node:worker_threads';
import { DamagedCache } from '../archive/kept-transcript.ts';
import type { Answer } from './crew.ts';
import { createTasks, type Tasks } from './tasks.ts';

/** A thread of a build: it does one task after another, as it is asked. */
const tasks = createTasks();
parentPort?.on('message', ({ name, input }: { name: keyof Tasks; input: unknown }) => {
  void answer(name, input).then((told) => parentPort?.postMessage(told));
});

async function answer(name: keyof Tasks, input: unknown): Promise<Answer> {
  try {
    return { value: await (tasks[name] as (input: unknown) => unknown)(input) };
  } catch (error) {
    const told = error instanceof Error ? error : new Error(String(error));
    // Of an error, no more than its name, message and stack comes over by itself.
    const { code, syscall } = told as NodeJS.ErrnoException;
    return { error: told, facts: { code, syscall }, isDamaged: error instanceof DamagedCache };
  }
}
