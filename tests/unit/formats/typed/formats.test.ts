import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { descript } from '../../../../src/formats/descript.ts';
import { detectFormat } from '../../../../src/formats/formats.ts';
import { html } from '../../../../src/formats/html.ts';
import { MARKDOWN_FORMATS, TYPED_FORMATS } from '../../../../src/formats/text-formats.ts';
import { timestamps } from '../../../../src/formats/timestamps.ts';
import { OPTIONS, turnsOf } from './imported.ts';
import { expectLinearTime } from '../../linear-time.ts';

const FORMATS = [...MARKDOWN_FORMATS, ...TYPED_FORMATS, html];
const IDS = FORMATS.map((format) => [format.id, format] as const);

describe('each typed format', () => {
  it.each(IDS)('%s is told by its own example', (id, { example }) => {
    expect(detectFormat(example)?.id).toBe(id);
  });

  it.each(IDS.filter(([, format]) => format !== timestamps))(
    '%s reads two people in its own example',
    (_, { example }) => {
      const imported = importTranscript(bytes(example), 'ice.txt', OPTIONS, new Map());

      expect(imported.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(new Set(imported.transcript?.turns.map(({ speaker }) => speaker)).size).toBe(2);
    },
  );

  it.each(FORMATS.flatMap((format) => (format.atMost === undefined ? [] : [format])))(
    '$id is never surer than it says it can be',
    (format) => {
      const texts = [...FORMATS.map(({ example }) => example), ...FIXTURES];

      expect(Math.max(...texts.map((text) => format.detect(text)))).toBe(format.atMost);
    },
  );

  it.each(['\n', '\r\n', '\r'])('reads lines that end in %j', (end) => {
    const source = ['**Ana Ruiz:** The ice', 'is back.', '', '**Lee Osei:** Good.'].join(end);

    expect(turnsOf(importTranscript(bytes(source), 'ice.md', OPTIONS, new Map()))).toEqual([
      'Ana Ruiz: The ice is back.',
      'Lee Osei: Good.',
    ]);
  });

  it('takes a pseudo-speaker for a person where the editor says so', () => {
    const source = '**Ana Ruiz:** Hello.\n\n**Jingle:** La la la.\n';
    const speakers = [{ label: 'Jingle', who: 'Mo Jingle' }];
    const imported = importTranscript(bytes(source), 'a.md', { ...OPTIONS, speakers }, new Map());

    expect(turnsOf(imported)).toEqual(['Ana Ruiz: Hello.', 'Jingle: La la la.']);
  });

  it('names the voices of an interview without labels as the editor says', () => {
    const source = '**When?**\n\nAt night.\n\n**Where?**\n\nHere.\n';
    const speakers = [
      { label: 'Voice 1', who: 'Ana Ruiz' },
      { label: 'Voice 2', who: 'Lee Osei' },
    ];
    const { transcript, problems } = importTranscript(
      bytes(source),
      'a.md',
      { ...OPTIONS, title: 'Ice', speakers },
      new Map(),
    );

    expect(transcript?.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      'ana-ruiz: When?',
      'lee-osei: At night.',
      'ana-ruiz: Where?',
      'lee-osei: Here.',
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['headings in bold', '**Boats.**\n\nTwo.\n\n**Locks.**\n\nOne.\n'],
    ['a list of questions', '- Where?\n- When?\n- Who?\n- How?\n- Which boat?\n'],
    ['one line of dialogue', 'We left.\n\n— Why?\n\nNobody knew.\n\nIt was dark.\n'],
  ])('takes %s for no interview', (_, source) => {
    expect(detectFormat(source)).toBeNull();
  });

  it('tells of a title that another replaces', () => {
    const source = '# Ice\n\n**Ana Ruiz:** Hello.\n\n**Lee Osei:** Hello.\n';
    const { problems } = importTranscript(
      bytes(source),
      'a.md',
      { ...OPTIONS, title: 'Snow' },
      new Map(),
    );

    expect(problems.map(({ message }) => message)).toEqual([
      'The source calls itself "Ice"; the title that was given, "Snow", replaces it.',
    ]);
  });
});

describe('a hostile line of a megabyte', () => {
  const hostile = [
    'a',
    'A',
    'Ana ',
    'Ana: ',
    '. Ana:',
    '**',
    '**a ',
    '**Ana:** ',
    '*a _b ',
    '[',
    ']',
    '](',
    '[a](',
    '[a](b) ',
    '(',
    '(1:',
    '[00:',
    '00:00 ',
    '1:1',
    ':',
    '：',
    '#',
    '# ',
    '> ',
    '\\',
    '&amp;',
    '<',
    '<b>',
    '<!--',
    ' ',
    '\t',
    '- - ',
    '"',
    '()',
    '(a)',
    '((a)',
    '*a*b',
    '0:00 From a ',
    'Ana [0',
    '1. a ',
    '— ',
    '? ',
    '[1/1/25, 1:00] a',
    'M. Ana ',
    'A 0 minutes 1 second',
    '1 minute ',
    'AR\nAna Ruiz\n0:01\n',
  ];
  const elements = [
    ...['a ', '<', '&amp;', '<!--', '<b>', '<div>', '<p>', '</p>', '<br>', '<td>a', '<i>a</i>'],
    ...['<article>', '<a href=x>', '<table>', '<li>', '<span class=speaker>A'],
  ];

  // Descript's reader is that of bold labels.
  const cases = FORMATS.filter((format) => format !== descript).flatMap((format) => {
    const [openings, units] = format === html ? [PAGES, elements] : [LABELS, hostile];
    const dialogue = DIALOGUES[format.id] ?? [];
    return [...openings, ...dialogue].map(
      (opening) => [format.id, opening, { format, units }] as const,
    );
  });

  it.each(cases)(
    'is read by %s after %j in time that grows with it',
    (_, opening, { format, units }) => {
      for (const unit of units) {
        const read = (length: number) => {
          const line = opening + unit.repeat(Math.ceil(length / unit.length));
          format.detect(line);
          format.read(line, () => undefined, { labels: [] });
          Array.from(format.wording(line, { labels: [] }));
        };
        expectLinearTime(read, LENGTH, unit);
      }
    },
    300_000,
  );
});

const DIALOGUES: Record<string, string[]> = {
  dialogue: ['— When?\n— Now.\n— Where?\n— ', '◆ When?\nNow.\n◆ Where?\n'],
  'bold-questions': ['**When?**\n\nNow.\n\n**Where?**\n\n', '**When?**\n\nNow.\n\n**Where'],
};
const FIXTURES = globSync('**/input.*', { cwd: path.dirname(import.meta.dirname) }).map((file) =>
  readFileSync(path.join(import.meta.dirname, '..', file), 'utf8'),
);
const LABELS = ['', '**Ana Ruiz:** '];
const PAGES = ['<p><b>Ana Ruiz:</b> '];
/** A megabyte. */
const LENGTH = 1_000_000;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
