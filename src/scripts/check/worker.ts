import { quotesOrWhole } from '../../quotes/draft.ts';
import {
  IndexedQuotes,
  type ArchiveFacts,
  type QuotablePage,
} from '../../quotes/indexed-quotes.ts';
import { IndexFault, openEngine } from '../search/engine.ts';
import type { CheckAnswer, CheckQuestion, SiteAddresses } from './messages.ts';
import { toldMark, toldQuote, type ToldQuote } from './told.ts';

/* Checks quotes beside the page, so that typing and scrolling never wait for it. */

interface Checker {
  quotes: IndexedQuotes;
  programs: ArchiveFacts['programs'];
  /** @throws {IndexFault} where a part of the index did not arrive: what was found since then may lack turns. */
  check: () => void;
}

let checker: Promise<Checker> | null = null;
let latest = 0;

addEventListener('message', ({ data }: MessageEvent<CheckQuestion>) => {
  latest = data.number;
  if ('draft' in data) void answer(data.number, data.draft, data.site);
});

async function answer(number: number, draft: string, site: SiteAddresses): Promise<void> {
  const tell = (content: DistributedOmit<CheckAnswer>) => {
    if (number === latest) postMessage({ number, ...content } satisfies CheckAnswer);
  };
  try {
    const quotes = quotesOrWhole(draft);
    tell({ total: quotes.length });
    if (quotes.length > 0) checker ??= openChecker(site);
    // The same words by the same person get the same answer.
    const known = new Map<string, ToldQuote>();
    let since = performance.now();
    for (const { passage, ...place } of quotes) {
      if (performance.now() - since > PAUSE) {
        // A question that came meanwhile, or the end of this one, arrives first.
        await new Promise((resolve) => setTimeout(resolve, 0));
        since = performance.now();
      }
      if (number !== latest || checker === null) return;
      if (!passage) {
        tell({ quote: toldMark({ ...place, passage }) });
        continue;
      }
      const key = [passage.text, passage.before, passage.after].join('\n');
      const { quotes: held, programs, check } = await checker;
      const told =
        known.get(key) ?? toldQuote({ ...place, passage }, await held.check(passage), programs);
      check();
      known.set(key, told);
      tell({ quote: { ...told, ...place } });
    }
    tell({ done: true });
  } catch (error) {
    checker = null;
    tell({ fault: error instanceof IndexFault ? error.fault : 'broken' });
  }
}

/** The content of any of a union's answers. */
type DistributedOmit<T> = T extends unknown ? Omit<T, 'number'> : never;

async function openChecker({ index, facts, data }: SiteAddresses): Promise<Checker> {
  const { ask, check } = await openEngine(index);
  const known = (await (await fetch(facts)).json()) as ArchiveFacts;
  const read = async (id: string) => {
    const address = data.replace('ID', () => id.split('/').map(encodeURIComponent).join('/'));
    return pageOf((await (await fetch(address)).json()) as TranscriptJson);
  };
  return { quotes: new IndexedQuotes(ask, known, read), programs: known.programs, check };
}

/** What is read of a transcript's `.json`. */
type TranscriptJson = Omit<QuotablePage, 'said'> & {
  speakers: { id: string; name: string; role: string | null }[];
  turns: { id: string; speaker: string; label: string; text: string }[];
};

function pageOf({ speakers, turns, ...facts }: TranscriptJson): QuotablePage {
  const byId = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  const said = turns.map(({ id, speaker, label, text }) => ({
    id,
    text,
    speaker: {
      isPublic: false,
      ...(byId.get(speaker) ?? { id: speaker, name: label, role: null }),
    },
    languages: [],
    pin: null,
    asides: [],
  }));
  return { ...facts, said };
}

/** Milliseconds after which the worker listens. */
const PAUSE = 50;

// The engine rejects a promise of its own, which nobody holds, where it cannot start.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
});
