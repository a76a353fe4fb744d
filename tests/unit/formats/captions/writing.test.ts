import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { webvtt, writeVtt } from '../../../../src/formats/webvtt.ts';
import { srt, writeSrt } from '../../../../src/formats/srt.ts';
import type { Format } from '../../../../src/formats/format.ts';
import type { Transcript } from '../../../../src/transcript/model.ts';
import { parseTranscript } from '../../../../src/transcript/parse.ts';
import { OPTIONS } from '../typed/imported.ts';

const RECORD = `---
title: Ice & the lake
date: 2026-03-02
language: en
speakers:
  - { id: dana, name: Dana Cole, role: voice }
  - { id: olha, name: Olha Petrenko, role: voice }
---

(SOUNDBITE OF ICE)

**Dana Cole:** [00:01.500–00:09] The ice is back. It came at night, while everybody slept, and nobody heard a thing; 3 < 4 & <i>so</i> on.[^1]

It creaks.

(LAUGHTER)

Listen!

(APPLAUSE)

## The second day

**Olha Petrenko:** [00:09] :lang[(Speaking Ukrainian)]{uk relayed=next} :lang[Ми не відступимо.]{uk} We will *not* give way.

**Dana Cole:** [1:00:12] She says: no.

[^1]: Said off the microphone.
`;

const WITH_ENDS = RECORD.replace('[00:09]', '[00:09–00:30]').replace('0:12]', '0:12–1:00:15]');

describe('WebVTT', () => {
  it('has a voice on every cue and marks other languages', () => {
    const [head = '', comment = '', ...cues] = (writeVtt(transcriptOf(RECORD)) ?? '').split('\n\n');
    expect(comment.startsWith('NOTE Turnstone\n{\n')).toBe(true);
    expect([head, ...cues].join('\n\n')).toBe(`WEBVTT - Ice & the lake

00:00.000 --> 00:01.500
(SOUNDBITE OF ICE)

t1
00:01.500 --> 00:06.252
<v Dana Cole>The ice is back. It came at night, while everybody slept, and nobody heard a thing;</v>

00:06.252 --> 00:07.454
<v Dana Cole>3 &lt; 4 &amp; &lt;i&gt;so&lt;/i&gt; on.</v>

00:07.454 --> 00:08.027
<v Dana Cole>It creaks.</v>

00:08.027 --> 00:08.599
(LAUGHTER)

00:08.599 --> 00:09.000
<v Dana Cole>Listen!</v>

00:09.000 --> 00:09.001
(APPLAUSE)

t2
00:09.000 --> 00:14.700
<v Olha Petrenko>(Speaking Ukrainian) <lang uk>Ми не відступимо.</lang></v>

00:14.700 --> 00:17.850
<v Olha Petrenko>We will not give way.</v>

t3
01:00:12.000 --> 01:00:13.950
<v Dana Cole>She says: no.</v>
`);
  });

  it('is read back as it was, save what it says it loses', () => {
    const record = transcriptOf(WITH_ENDS);
    const read = readBack(webvtt, writeVtt(record));
    expect(carried(read)).toEqual(carried(record));
    expect(read.title).toBe(record.title);
  });

  it('carries the record in a comment, whatever its texts are', () => {
    const said = 'So --> it\n\nNOTE --> <v A> & \u2028 "';
    const record: Transcript = {
      ...transcriptOf(WITH_ENDS),
      date: '2026-03',
      program: 'harbour-morning',
      provenance: { kind: 'checked', by: 'Harbour Radio', on: '2026-03-03' },
      inferred: ['date', 'turns.t16.speaker'],
      rights: { holder: said, notice: null, license: 'CC-BY-4.0', original: null },
      source: { publisher: said, url: 'https://a.example/?b', audio: 'https://a.example/b.mp3' },
      corrections: [
        {
          date: '2026-03-04',
          kind: 'transcription',
          turns: ['t16'],
          said,
          correct: said,
          note: null,
        },
      ],
    };
    const [dana, olha] = record.speakers;
    if (!dana || !olha) throw new Error('A speaker is missing.');
    const host = {
      ...dana,
      id: 'dana-cole',
      shortName: 'Cole',
      role: 'host',
      affiliation: 'Harbour Radio',
    };
    record.speakers = [{ ...host, unnamed: false, private: false }, olha];
    for (const turn of record.turns) if (turn.speaker === dana.id) turn.speaker = host.id;
    const turns = ['t15a', 't16', 't17'].map((id) => ({ id, url: `https://a.example/a/#${id}` }));
    const vtt = writeVtt(record, { id: 'a', url: 'https://a.example/a/', turns }) ?? '';
    expect(faultsOf(vtt)).toEqual([]);
    expect(vtt).toContain('\nt15a\n00:01.500');
    expect(vtt).toContain('Said off the microphone.');
    expect(vtt).toContain('"title": "The second day"');
    const read = readBack(webvtt, vtt);
    expect(carried(read)).toEqual(carried(record));
    const { title, date, language, program, provenance, rights, source } = record;
    expect(read).toMatchObject({ title, date, language, program, provenance, rights, source });
    expect(read.inferred).toEqual(['date', 'turns.t2.speaker']);
    expect(read.corrections).toEqual([{ ...record.corrections[0], turns: ['t2'] }]);
    expect(
      read.speakers.map(({ name, role, affiliation }) => ({ name, role, affiliation })),
    ).toEqual([
      { name: 'Dana Cole', role: 'host', affiliation: 'Harbour Radio' },
      { name: 'Olha Petrenko', role: 'voice', affiliation: null },
    ]);
  });

  it('loses what it says that it loses', () => {
    const record = transcriptOf(WITH_ENDS);
    record.description = 'About ice.';
    const read = readBack(webvtt, writeVtt(record));
    expect(read.description).toBeNull();
    expect(JSON.stringify(record.turns[1]?.content)).toContain('emphasis');
    expect(JSON.stringify(read.turns.map(({ content }) => content))).not.toContain('emphasis');
    expect(read.turns.map(({ label }) => label)).toEqual([
      'Dana Cole',
      'Olha Petrenko',
      'Dana Cole',
    ]);
    expect(read.turns[1]?.segments[0]?.relayedIn).toBeNull();
    const [before, after] = [record, read].map(({ turns }) => turns[0]?.content.length ?? 0);
    expect(after).toBeLessThan(before ?? 0);
  });

  it('puts notes and chapters back where they were', () => {
    const record = transcriptOf(WITH_ENDS);
    const read = readBack(webvtt, writeVtt(record));
    expect(notesOf(read)).toEqual(notesOf(record));
    expect(read.chapters).toEqual([{ before: 2, title: 'The second day' }]);
    expect(read.directions.map(({ text, chapter }) => [text, chapter])).toEqual(
      record.directions.map(({ text, chapter }) => [text, chapter]),
    );
  });

  it('keeps turns in a row by one speaker apart, with what they say again', () => {
    const record = transcriptOf(
      `---
title: Ice
language: en
speakers:
  - { id: dana, name: Dana Cole, role: voice }
---

# Morning

**Dana Cole:** [00:01–00:02] It creaks. [APPLAUSE] >> So.[^1]

(BELL)

## Noon

## One o’clock

(HORN)

**Dana Cole:** [00:03–00:04] It creaks. [APPLAUSE] >> So.

**Dana Cole:** [00:05–00:06] :lang[Лід]{uk}[^2] :lang[тріщить знову]{uk} here.

[^1]: One.

    Two --> three.

[^2]: A rush transcript, © somebody.
`.replace('# Morning', '## Morning'),
    );
    const vtt = writeVtt(record);
    const read = readBack(webvtt, vtt);
    expect(carried(read)).toEqual(carried(record));
    expect(notesOf(read)).toEqual(notesOf(record));
    expect(read.chapters).toEqual(record.chapters);
    expect(read.directions).toEqual(record.directions);
  });

  it('says who is a private person', () => {
    const record = transcriptOf(WITH_ENDS);
    const [dana, olha] = record.speakers;
    if (!dana || !olha) throw new Error('A speaker is missing.');
    record.speakers = [{ ...dana, role: 'guest', unnamed: false, private: true }, olha];
    const vtt = writeVtt(record);
    expect(vtt?.match(/"private"/g)).toHaveLength(1);
    expect(readBack(webvtt, vtt).speakers[0]).toMatchObject({ name: 'Dana Cole', private: true });
    const open = { ...record, speakers: [{ ...dana, unnamed: false, private: false }, olha] };
    expect(writeVtt(open)).not.toContain('"private"');
  });

  it('tells of a note and a chapter whose turn is no longer among the cues', () => {
    const vtt = (writeVtt(transcriptOf(WITH_ENDS)) ?? '')
      .replace('\nt1\n', '\n')
      .replace('\nt2\n', '\n');
    const { problems, markdown } = importTranscript(
      new TextEncoder().encode(vtt),
      'a.vtt',
      { ...OPTIONS, format: webvtt },
      new Map(),
    );
    expect(markdown).not.toBeNull();
    const homeless = problems.filter(({ message }) =>
      message.includes('which no cue has as its id'),
    );
    expect(homeless.map(({ message }) => message.slice(0, 60))).toEqual([
      'The chapter "The second day" belongs to turn "t2", which no ',
      'The note "Said off the microphone." belongs to turn "t1", wh',
    ]);
    const lines = vtt.split('\n');
    expect(lines[(homeless[0]?.line ?? 0) - 1]).toContain('The second day');
  });

  it('is valid, as the reference parser of its authors has it', () => {
    expect(faultsOf(writeVtt(transcriptOf(RECORD)) ?? '')).toEqual([]);
  });
});

describe('SubRip', () => {
  it('has a name before every cue', () => {
    expect(writeSrt(transcriptOf(RECORD))?.split('\n\n').slice(0, 2)).toEqual([
      '1\n00:00:00,000 --> 00:00:01,500\n(SOUNDBITE OF ICE)',
      '2\n00:00:01,500 --> 00:00:06,252\nDana Cole: The ice is back. It came at night, while everybody slept, and nobody heard a thing;',
    ]);
  });

  it('is read back as it was, save what it says it loses', () => {
    const record = transcriptOf(WITH_ENDS.replace(/<\/?i>/g, ''));
    expect(carried(readBack(srt, writeSrt(record)), false)).toEqual(carried(record, false));
  });
});

describe('captions of a transcript', () => {
  it('are none where a turn has no time', () => {
    const untimed = transcriptOf(RECORD.replace('[1:00:12] ', ''));
    expect([writeVtt(untimed), writeSrt(untimed)]).toEqual([null, null]);
  });

  it('start in their order where people talk across each other', () => {
    const record = transcriptOf(`---
title: Ice
language: en
speakers:
  - { id: ana, name: Ana Ruiz, role: voice }
  - { id: lee, name: Lee Osei, role: voice }
---

**Ana Ruiz:** [00:00–00:20] The ice is back. It came at night, while everybody slept, and nobody heard a thing.

(LAUGHTER)

(APPLAUSE)

**Lee Osei:** [00:05–00:07] It did.
`);
    const vtt = writeVtt(record);
    expect(faultsOf(vtt ?? '')).toEqual([]);
    expect(carried(readBack(webvtt, vtt))).toEqual(carried(record));
    expect(carried(readBack(srt, writeSrt(record)), false)).toEqual(carried(record, false));
  });

  it('keep two voices of one name apart', () => {
    const record = transcriptOf(`---
title: Ice
language: en
speakers:
  - { id: one, name: Unidentified voice, role: voice, labels: [One] }
  - { id: two, name: Unidentified voice, role: voice, labels: [Two] }
---

**One:** [00:01] The ice.

**Two:** [00:02] The lake.
`);
    expect(writeVtt(record)).toContain('<v Unidentified voice>The ice.');
    expect(writeVtt(record)).toContain('<v Unidentified voice #2>The lake.');
  });

  it('are read back whatever the words are', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 12 }), (turns) => {
        const record = transcriptOf(printed(turns));
        const vtt = writeVtt(record);
        expect(faultsOf(vtt ?? '')).toEqual([]);
        expect(carried(readBack(webvtt, vtt))).toEqual(carried(record));
        expect(carried(readBack(srt, writeSrt(record)), false)).toEqual(carried(record, false));
      }),
      { numRuns: 300 },
    );
  });

  it('are read back with notes, chapters and every turn, as WebVTT', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(richTurn, { minLength: 1, maxLength: 8 }), (turns) => {
        const record = transcriptOf(richlyPrinted(turns));
        const vtt = writeVtt(record);
        expect(faultsOf(vtt ?? '')).toEqual([]);
        const read = readBack(webvtt, vtt);
        expect(carried(read), vtt ?? '').toEqual(carried(record));
        expect(notesOf(read), vtt ?? '').toEqual(notesOf(record));
        expect(read.chapters).toEqual(record.chapters);
        expect(read.directions.map(({ chapter }) => chapter)).toEqual(
          record.directions.map(({ chapter }) => chapter),
        );
      }),
      { numRuns: 200 },
    );
  });
});

interface PlainTurn {
  speaker: number;
  words: string[];
  foreign: string | null;
  seconds: number;
  pause: number;
}

const NAMES = ['Ana Ruiz', 'Lee Osei', 'Olha Petrenko', 'Лі Вей'];
const word = fc.constantFrom(
  ...[
    'ice',
    'The',
    'lake.',
    'night?',
    'it',
    'said:',
    'so',
    '“Back!”',
    'Q&A',
    '3<4',
    'a>b',
    '(well)',
    '10:30',
    'é',
    '氷',
    '-',
  ],
);
const turn: fc.Arbitrary<PlainTurn> = fc.record({
  speaker: fc.nat({ max: NAMES.length - 1 }),
  words: fc.array(word, { minLength: 1, maxLength: 60 }),
  foreign: fc.constantFrom(null, null, 'лід', 'Ми не відступимо.'),
  seconds: fc.integer({ min: 1, max: 120 }),
  pause: fc.integer({ min: 0, max: 9 }),
});

/** A turn with what stands beside its words. */
interface RichTurn extends PlainTurn {
  /** After which words notes stand. */
  notes: number[];
  /** Titles and directions before it. */
  before: string[];
}

const richTurn: fc.Arbitrary<RichTurn> = fc
  .tuple(
    turn,
    fc.array(fc.nat({ max: 60 }), { maxLength: 3 }),
    fc.array(fc.constantFrom('## Noon', '## --> t1', '(BELL)', '(LAUGHTER)'), { maxLength: 3 }),
  )
  .map(([plain, notes, before]) => ({ ...plain, notes, before }));

function richlyPrinted(turns: readonly RichTurn[]): string {
  const definitions: string[] = [];
  const blocks = turns.map(({ speaker, words, foreign, notes, before }, index) => {
    const isLast = (at: number) => at === words.length - 1;
    const noted = words.map((said, at) => {
      const marks = notes.flatMap((place) => {
        if (place !== at && !(isLast(at) && place > at)) return [];
        definitions.push(`[^${definitions.length + 1}]: Note (so) “${String(at)}”.\n\n    > More.`);
        return [`[^${definitions.length}]`];
      });
      return said.replace(/[<&]/g, '\\$&') + marks.join('');
    });
    const segment = foreign === null ? '' : ` :lang[${foreign}]{uk} too`;
    const times = `[${clock(index * 200)}–${clock(index * 200 + 100)}]`;
    const opening = before.map((line) => `${line}\n\n`).join('');
    return `${opening}**${NAMES[speaker] ?? ''}:** ${times} We ${noted.join(' ')}${segment}`;
  });
  const speakers = NAMES.map((name, index) => `  - { id: s${index}, name: ${name}, role: voice }`);
  return [
    ['---', 'title: Ice', 'language: en', 'speakers:', ...speakers, '---'].join('\n'),
    ...blocks,
    ...definitions,
  ].join('\n\n');
}

function printed(turns: readonly PlainTurn[]): string {
  const speakers = NAMES.map((name, index) => `  - { id: s${index}, name: ${name}, role: voice }`);
  let time = 0;
  let last: number | null = null;
  const blocks = turns.flatMap(({ speaker, words, foreign, seconds, pause }) => {
    // Turns in a row by one speaker become one.
    if (speaker === last) return [];
    last = speaker;
    const start = time + pause;
    time = start + seconds;
    const text = ['We', ...words].join(' ').replace(/[<&]/g, '\\$&');
    const segment = foreign === null ? '' : ` :lang[${foreign}]{uk} too`;
    return `**${NAMES[speaker] ?? ''}:** [${clock(start)}–${clock(time)}] ${text}${segment}`;
  });
  return ['---', 'title: Ice', 'language: en', 'speakers:', ...speakers, '---', '', ...blocks]
    .join('\n\n')
    .replace(/^---[^]*?\n---/, (head) => head.replaceAll('\n\n', '\n'));
}

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;

function transcriptOf(markdown: string): Transcript {
  const { transcript, problems } = parseTranscript(markdown, { file: 'a.md', people: new Map() });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!transcript) throw new Error('There is no transcript.');
  return transcript;
}

function readBack(format: Format, text: string | null): Transcript {
  const bytes = new TextEncoder().encode(text ?? '');
  const options = { ...OPTIONS, format };
  const { transcript, problems } = importTranscript(bytes, 'a', options, new Map());
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!transcript) throw new Error('There is no transcript.');
  return transcript;
}

/** The notes, by the turns and words that they stand behind. */
const notesOf = ({ turns }: Transcript) =>
  turns.flatMap(({ n, text, notes }) =>
    notes.map((note) => [n, text.slice(0, note.offset).replace(/\s+/g, ''), note.text]),
  );

/** What captions carry of a transcript. */
function carried({ turns, speakers, directions }: Transcript, withLanguages = true) {
  return {
    turns: turns.map((turn) => ({
      speaker: speakers.find(({ id }) => id === turn.speaker)?.name,
      start: turn.start,
      end: turn.end,
      text: turn.text.replace(/\s+/g, ' '),
      languages: withLanguages && turn.segments.map(({ language, text }) => [language, text]),
    })),
    directions: directions.map(({ after, text }) => ({ after, text })),
  };
}

interface ReferenceParser {
  WebVTTParser: new () => { parse(text: string): { errors: { message: string; line: number }[] } };
}

function faultsOf(vtt: string) {
  const { WebVTTParser } = createRequire(import.meta.url)('webvtt-parser') as ReferenceParser;
  return new WebVTTParser().parse(vtt).errors;
}
