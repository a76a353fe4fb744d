import { search, type Search } from '../../search/found.ts';
import { IndexFault, openEngine, type SoundEngine } from './engine.ts';
import type { Answer, Fault, Question } from './messages.ts';

/* Searches beside the page, so that typing never waits for it. */

let engine: Promise<SoundEngine> | null = null;
let current: Search | null = null;
let latest = 0;

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  latest = data.number;
  void answer(data);
});

async function answer(question: Question): Promise<void> {
  const { number } = question;
  // Whatever else was typed meanwhile arrives first: only the latest is worth a search.
  await new Promise((resolve) => setTimeout(resolve, 0));
  const isLatest = () => number === latest;
  if (!isLatest()) return;
  try {
    engine ??= openEngine(question.index);
    const { ask, check } = await engine;
    if ('request' in question) {
      const started = await search(ask, question.request);
      if (!isLatest()) return;
      current = started;
    }
    const found = await current?.next();
    check();
    if (found && isLatest()) tell({ number, found });
  } catch (error) {
    tell({ number, fault: faultOf(error) });
  }
}

function tell(answer: Answer): void {
  postMessage(answer);
}

const faultOf = (error: unknown): Fault => (error instanceof IndexFault ? error.fault : 'broken');

// The engine rejects a promise of its own, which nobody holds, where it cannot start: `search` tells of it as well.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
});
