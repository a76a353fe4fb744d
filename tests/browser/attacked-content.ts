import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { ADDRESSES, FILE_NAMES, TEXTS } from './attacks.ts';

/** How many shapes went in: each vector in each place counts once. */
export interface Attacked {
  shapes: number;
  /** What each turn of the transcript `words` was given to say, in order. */
  words: string[];
  /** What `npm run import` printed. */
  imported: string;
}

/** Writes a content folder whose every text is an attack, part of it through `npm run import`. */
export function writeAttackedContent(content: string, inbox: string): Attacked {
  let shapes = 0;
  const next = (() => {
    let n = 0;
    return () => {
      shapes += 1;
      return TEXTS[n++ % TEXTS.length] ?? '';
    };
  })();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
    writeFileSync(path.join(content, file), text);
  };
  write(
    'site.yaml',
    stringify({
      name: next(),
      description: next(),
      publisher: next(),
      license: next(),
      language: 'en',
      turnPages: 'none',
      exports: ['txt', 'md', 'podcast.json', 'tei.xml', 'akn.xml'],
    }),
  );
  for (const [index, name] of TEXTS.entries()) {
    shapes += 1;
    write(
      `speakers/s${String(index)}.yaml`,
      stringify({
        // Two of them would be one person once entities are read.
        name: `${name} ${String(index)}`,
        note: next(),
        pronunciation: next(),
        affiliations: [{ title: next(), organization: next() }],
        private: index >= PUBLIC_SPEAKERS && !TURNING.test(name),
      }),
    );
  }
  for (let index = 0; index < PROGRAMS; index += 1) {
    write(
      `programs/p${String(index)}.yaml`,
      stringify({ name: next(), publisher: next(), description: next() }),
    );
  }

  /** One transcript in which every speaker has a hostile name, and says something hostile. */
  const words = TEXTS.filter((text) => !/[\\&`[\]]|\*\*/.test(text));
  shapes += words.length;
  write(
    'transcripts/words.md',
    transcript(
      { title: next(), description: next(), about: next(), program: 'p0' },
      words.map((text) => `**L${String(TEXTS.indexOf(text))}:** ${text}`),
    ),
  );

  /** Everything else that Markdown has a place for. */
  const places = (text: string, index: number): string[] => {
    shapes += 6;
    return [
      `## ${text}`,
      `**L${String(index)}:** [words](${ADDRESSES[index % ADDRESSES.length] ?? ''}) and ![${text}](${text}) <${ADDRESSES[index % ADDRESSES.length] ?? ''}> said.[^n${String(index)}]`,
      `> ${text}`,
      `(${text})`,
      /[[\]{}\\]/.test(text) ? text : `:lang[${text}]{uk}`,
      `[^n${String(index)}]: ${text}`,
    ];
  };
  write('transcripts/places.md', transcript({ title: next() }, TEXTS.flatMap(places)));

  for (let index = 0; index < HEADS; index += 1) {
    write(
      `transcripts/heads/${String(index)}.md`,
      transcript(
        {
          title: next(),
          description: next(),
          about: next(),
          program: `p${String(index % PROGRAMS)}`,
          translatedBy: next(),
          provenance: { kind: 'checked', by: next() },
          source: { publisher: next(), audio: AUDIO },
          rights: { holder: next(), notice: next(), license: next() },
          corrections: [
            {
              date: '2026-03-04',
              kind: 'correction',
              said: next(),
              correct: next(),
              note: next(),
            },
          ],
        },
        [`**L${String(index)}:** ${next()}`],
      ),
    );
  }

  mkdirSync(inbox, { recursive: true });
  for (const [index, name] of FILE_NAMES.entries()) {
    shapes += 1;
    writeFileSync(
      path.join(inbox, name),
      `HOST ${String(index)}: Good morning.\n\n${next()}: ${next()}\n\nHOST ${String(index)}: ${next()}\n`,
    );
  }
  writeFileSync(
    path.join(inbox, 'cues.vtt'),
    `WEBVTT\n\n${TEXTS.map((text, index) => `00:${clock(index)}.000 --> 00:${clock(index + 1)}.000\n<v HOST>Said ${escaped(text)}\n`).join('\n')}`,
  );
  writeFileSync(
    path.join(inbox, 'page.html'),
    `<!doctype html><title>Said</title>${TEXTS.map((text) => `<p><b>HOST:</b> Said ${escaped(text)}</p>`).join('\n')}`,
  );
  writeFileSync(
    path.join(inbox, 'podcast.json'),
    JSON.stringify({
      version: '1.0.0',
      segments: TEXTS.map((body, index) => ({
        speaker: `Guest ${String(index)}`,
        startTime: index,
        endTime: index + 1,
        body,
      })),
    }),
  );
  shapes += 3 * TEXTS.length;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['src/cli/import.ts', '--date', '2026-03-02', '--', inbox],
    {
      encoding: 'utf8',
      env: { ...process.env, TURNSTONE_CONTENT: content },
    },
  );
  return { shapes, words, imported: stdout + stderr };
}

/** Besides those whose names turn text around: what stands beside them is looked at in lists, too. */
const PUBLIC_SPEAKERS = 12;
export const TURNING = /[\u202A-\u202E\u2066-\u2069]/;
const PROGRAMS = 6;
const HEADS = 10;
const AUDIO = 'https://evil.invalid/1.mp3';

/** As a well-behaved page shows a text; what an import makes of it is the attack. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const clock = (second: number): string =>
  [Math.floor(second / 60), second % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Every speaker is there under a label of their own: `L7`. */
function transcript(head: Record<string, unknown>, blocks: readonly string[]): string {
  const used = new Set(blocks.flatMap((block) => /^\*\*L(\d+):/.exec(block)?.[1] ?? []));
  const speakers = [...used].map((index) => ({
    id: `s${index}`,
    role: 'guest',
    labels: [`L${index}`],
  }));
  const front = { date: '2026-03-02', language: 'en', record: 'verbatim', speakers, ...head };
  return `---\n${stringify(front)}---\n\n${blocks.join('\n\n')}\n`;
}
