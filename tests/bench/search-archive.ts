import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomFrom } from './corpus.ts';

/** How large a made-up archive is. */
export interface ArchiveSize {
  transcripts: number;
  /** In each transcript. */
  turns: number;
  /** In each turn, on average. */
  words: number;
  /** Different words that can occur. */
  vocabulary: number;
}

/**
 * Writes a content folder of made-up transcripts, the same for the same size: words as frequent as in speech (Zipf's
 * law: the one of rank r about 1/r as often as the first), speakers of whom few are heard often, some words in Ukrainian.
 */
export async function writeArchive(content: string, size: ArchiveSize): Promise<void> {
  const random = randomFrom(size.transcripts);
  const vocabulary = wordsFrom(LATIN, size.vocabulary, random);
  const others = wordsFrom(CYRILLIC, Math.ceil(size.vocabulary / 10), random);
  const speakers = Array.from({ length: Math.max(8, Math.ceil(size.transcripts / 5)) }, (_, n) => ({
    id: `person-${String(n)}`,
    name: `${capital(vocabulary[200 + n] ?? 'a')} ${capital(vocabulary[900 + n] ?? 'b')}son${String(n)}`,
  }));
  const files = new Map([
    ['site.yaml', 'name: Harbour\nlanguage: en\nturnPages: none\nexports: [json]\n'],
    ...PROGRAMS.map((id) => [`programs/${id}.yaml`, `name: ${capital(id)}\n`] as const),
    ...speakers.map(({ id, name }) => [`speakers/${id}.yaml`, `name: ${name}\n`] as const),
  ]);
  for (const [name, text] of files) await write(path.join(content, name), text);
  for (let n = 0; n < size.transcripts; n += 1) {
    const cast = [
      ...new Set(Array.from({ length: 6 }, () => speakers[zipf(random, speakers.length)])),
    ];
    const day = new Date(Date.UTC(2006, 0, 1 + Math.floor((n * 7300) / size.transcripts)));
    const text = [
      '---',
      `title: ${capital(sentence(random, vocabulary, 5))}`,
      `date: ${day.toISOString().slice(0, 10)}`,
      `program: ${PROGRAMS[n % PROGRAMS.length] ?? ''}`,
      'language: en',
      `record: ${n % 20 === 0 ? 'summary' : 'verbatim'}`,
      'speakers:',
      ...cast.map((speaker) => `  - { id: ${speaker?.id ?? ''}, role: guest }`),
      '---',
      ...Array.from({ length: size.turns }, () => {
        const words = sentence(random, vocabulary, 1 + random(2 * size.words - 1));
        const other =
          random(40) === 0 ? ` :lang[${capital(sentence(random, others, 8))}.]{uk}` : '';
        return `\n**${cast[random(cast.length)]?.name ?? ''}:** ${capital(words)}.${other}`;
      }),
    ];
    await write(
      path.join(content, `transcripts/${String(n).padStart(5, '0')}.md`),
      text.join('\n'),
    );
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** A rank below `count`: 0 most often. */
function zipf(random: (limit: number) => number, count: number): number {
  return Math.min(count - 1, Math.floor((count + 1) ** (random(2 ** 24) / 2 ** 24)) - 1);
}

function sentence(
  random: (limit: number) => number,
  vocabulary: readonly string[],
  length: number,
): string {
  return Array.from({ length }, () => vocabulary[zipf(random, vocabulary.length)] ?? '').join(' ');
}

/** Different words of syllables, the short ones first, as the frequent ones are. */
function wordsFrom(
  [consonants, vowels]: readonly [string, string],
  count: number,
  random: (limit: number) => number,
): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 1 + Math.floor(Math.log10(words.size + 1)) - random(2);
    const word = Array.from(
      { length: Math.max(1, syllables) },
      () => consonants.charAt(random(consonants.length)) + vowels.charAt(random(vowels.length)),
    ).join('');
    const accented = random(50) === 0 ? word.replace('e', 'é') : word;
    words.add(words.has(accented) ? word + consonants.charAt(random(consonants.length)) : accented);
  }
  return [...words];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const LATIN = ['bcdfghklmnprstvwyz', 'aeiou'] as const;
const CYRILLIC = ['бвгджзклмнпрстхш', 'аеиіоуїя'] as const;
const PROGRAMS = ['morning', 'noon', 'evening', 'weekend', 'world'];
