import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ledgerFile } from '../../src/archive/ledger-files.ts';
import { writeLedger } from '../../src/archive/ledger.ts';
import { sourceDigest } from '../../src/archive/pins.ts';
import { recordTurns } from '../../src/archive/record.ts';
import { NO_DECISIONS } from '../../src/archive/identify.ts';
import { parseTranscript } from '../../src/transcript/parse.ts';
import type { Person } from '../../src/transcript/model.ts';
import { randomFrom, sentence } from './corpus.ts';

/** How large an archive is to be. */
export interface ArchiveSize {
  /** Transcripts of 14 to 60 turns. */
  news: number;
  /** Transcripts of 175 turns and more. */
  podcasts: number;
  seed?: number;
  /** Turns of each transcript, and a page for each, where it is not to be of a usual length. */
  turns?: number;
}

/**
 * Writes a made-up content folder, the same for the same size and seed: a site, its programs and speakers, and
 * transcripts whose permalinks are recorded. The turns of a transcript are its size's alone, so that a larger archive
 * has the smaller one's transcripts.
 *
 * @returns the files of its transcripts below `content`.
 */
export async function writeArchive(content: string, size: ArchiveSize): Promise<string[]> {
  const { news, podcasts, seed = 1, turns: given } = size;
  const write = async (file: string, text: string) => {
    const target = path.join(content, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  };
  await write('site.yaml', SITE);
  for (const id of PROGRAMS) await write(`programs/${id}.yaml`, `name: ${titled(id)}\n`);
  const people = new Map<string, Person>();
  for (let n = 0; n < 40 + Math.ceil((news + podcasts) / 10); n += 1) {
    const person = personOf(n);
    people.set(person.id, person);
    await write(
      `speakers/${person.id}.yaml`,
      `name: ${person.name}\nsortName: ${person.sortName}\n`,
    );
  }
  const kinds = [
    ...Array.from({ length: news }, (_, n) => ({ kind: 'news', n }) as const),
    ...Array.from({ length: podcasts }, (_, n) => ({ kind: 'podcast', n }) as const),
  ];
  const files: string[] = [];
  for (const { kind, n } of kinds) {
    const random = randomFrom(seed * 1_000_003 + n * 2 + (kind === 'news' ? 0 : 1));
    const day = new Date(Date.UTC(2016, 0, 1) + random(3650) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const id = `${kind}/${day.slice(0, 4)}/item-${String(n).padStart(5, '0')}`;
    const usual = kind === 'news' ? 14 + random(47) : 175 + random(50);
    const turns = given ?? usual;
    const source = transcriptText(kind, day, turns, [...people.values()], random);
    const file = path.join('transcripts', `${id}.md`);
    await write(file, source);
    files.push(file);
    const { transcript } = parseTranscript(source, { file, people });
    if (!transcript) throw new Error(`${file} can’t be read`);
    const { ledger } = recordTurns({
      transcript,
      source: sourceDigest(source),
      ledger: null,
      today: day,
      turnPages: given === undefined ? 'none' : 'all',
      decisions: NO_DECISIONS,
      reason: null,
    });
    await write(ledgerFile(id), writeLedger(ledger));
  }
  return files;
}

function transcriptText(
  kind: 'news' | 'podcast',
  day: string,
  turns: number,
  people: readonly Person[],
  random: (limit: number) => number,
): string {
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const host = pick(people.slice(0, 8));
  const others = Array.from({ length: 2 + random(3) }, () => pick(people));
  const cast = [...new Set([host, ...others])].filter(
    (person, index, all) =>
      all.findIndex(({ name }) => familyOf(name) === familyOf(person.name)) === index,
  );
  const head = [
    '---',
    `title: ${JSON.stringify(sentence(random, pick).replace(/[“”]/g, ''))}`,
    `date: ${day}`,
    `program: ${pick(PROGRAMS)}`,
    'language: en',
    'record: verbatim',
    `provenance: { kind: checked, by: Harbour Radio, on: ${day} }`,
    'status: published',
    'speakers:',
    ...cast.map(({ id }, index) => `  - { id: ${id}, role: ${index === 0 ? 'host' : 'guest'} }`),
    'source: { publisher: Harbour Radio }',
    '---',
    '',
  ];
  const known = new Set<string>();
  const lines: string[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const speaker = cast[(turn + random(2)) % cast.length] ?? host;
    const label = known.has(speaker.id) ? familyOf(speaker.name) : speaker.name;
    known.add(speaker.id);
    const words = Array.from({ length: 1 + random(8) }, () => sentence(random, pick)).join(' ');
    const note = random(60) === 0 ? `[^${String(turn)}]` : '';
    const said =
      random(40) === 0
        ? ':lang[Ми не відступимо.]{uk} We will not give way.'
        : random(5) === 0
          ? words.replace('the', '*the*')
          : words;
    if (kind === 'podcast' && turn % 60 === 59)
      lines.push(`## Part ${String((turn + 1) / 60)}`, '');
    lines.push(`**${label}:** ${said}${note}`, '');
    if (random(10) === 0) lines.push(sentence(random, pick), '');
    if (random(12) === 0) lines.push('(LAUGHTER)', '');
    if (note !== '') lines.push(`${note}: ${sentence(random, pick)}`, '');
  }
  return [...head, ...lines].join('\n');
}

const familyOf = (name: string): string => name.split(' ')[1] ?? name;

function personOf(n: number): Person {
  const first = FIRST[n % FIRST.length] ?? '';
  const family = `${FAMILY[n % FAMILY.length] ?? ''}${SUFFIXES[Math.floor(n / FAMILY.length) % SUFFIXES.length] ?? ''}`;
  return {
    id: `${first}-${family}-${String(n)}`.toLowerCase(),
    name: `${first} ${family}`,
    sortName: `${family}, ${first}`,
    pronunciation: null,
    affiliations: [],
    sameAs: [],
    note: null,
    private: false,
  };
}

const titled = (id: string): string =>
  id.replace(/(?:^|-)(\w)/g, (_, letter: string) => ` ${letter.toUpperCase()}`).trim();

const SITE = `name: Harbour Archive
publisher: Harbour Radio
language: en
contact: corrections@example.org
turnPages: none
`;
const PROGRAMS = ['harbour-morning', 'evening-tide', 'the-long-pier', 'night-boat'];
const FIRST = ['Ana', 'Lee', 'Dana', 'Olha', 'Yusuf', 'Sofiia', 'Marek', 'Ines', 'Tomas'];
const FAMILY = [
  'Ruiz',
  'Osei',
  'Cole',
  'Petrenko',
  'Haddad',
  'Marlowe',
  'Nowak',
  'Duarte',
  'Byrne',
  'Tanaka',
];
const SUFFIXES = [
  '',
  'son',
  'field',
  'wick',
  'stead',
  'ley',
  'mere',
  'gate',
  'worth',
  'bury',
  'combe',
  'ford',
];
