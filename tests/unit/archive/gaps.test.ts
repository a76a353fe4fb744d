import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { gapsByLanguage, gapsOf } from '../../../src/archive/gaps.ts';
import { gapsCsv } from '../../../src/exports/gaps-csv.ts';
import { archiveOf, ferry, HARBOUR } from './content.ts';

const SPEAKERS = `speakers:
  - { id: dana-cole, role: host }
  - { id: olha-petrenko, role: guest }
  - { id: crowd, role: voice, name: Crowd, labels: [CROWD] }`;

const harbour = await archiveOf({
  ...HARBOUR,
  'transcripts/a.md': ferry(
    `date: 2026-03-02\nprogram: night-watch\nsource: { audio: https://radio.example/a.mp3 }\n${SPEAKERS}`,
    [
      '**Petrenko:** [1:02:14] :lang[(Speaking Ukrainian)]{uk relayed=next}',
      '**Cole:** She says that Tarn (ph) waits. :lang[Так (нерозбірливо).]{uk original}',
      '**Petrenko:** :lang[Ми чекаємо.]{uk relayed=next}',
      '**Cole:** They wait.',
      '(UNINTELLIGIBLE SHOUTING)',
      '**CROWD:** (Chanting in Arabic)',
      '(LAUGHTER)',
    ].join('\n\n'),
  ),
  'transcripts/b.md': ferry(
    `date: 2026-03-03\nprogram: harbour-morning\n${SPEAKERS}`,
    '**Petrenko:** :lang[(Unintelligible)]{uk untranscribed} We wait.\n\n**Cole:** (inaudible)',
  ),
});

const told = (archive: typeof harbour) =>
  gapsOf(archive).map(({ language, kind, text, transcript, turn }) =>
    [language, transcript.id, turn?.id, kind, text].join(' '),
  );

describe('the list of gaps', () => {
  it('has what nobody transcribed, understood or could spell, by language and program', () => {
    expect(told(harbour)).toEqual([
      'ar a t5 untranscribed (Chanting in Arabic)',
      'en b t2 inaudible (inaudible)',
      'en a t2 phonetic (ph)',
      'en a t4 inaudible (UNINTELLIGIBLE SHOUTING)',
      'uk b t1 untranscribed (Unintelligible)',
      'uk a t1 relayed (Speaking Ukrainian)',
      'uk a t2 inaudible (нерозбірливо)',
    ]);
    expect([...gapsByLanguage(harbour).keys()]).toEqual(['ar', 'en', 'uk']);
  });

  it('is empty where every word is here', async () => {
    const archive = await archiveOf({
      ...HARBOUR,
      'transcripts/a.md': ferry(SPEAKERS, '**Cole:** Good morning. (LAUGHTER)'),
    });
    expect(told(archive)).toEqual([]);
    expect(rows(gapsCsv(archive, { url }))).toEqual([]);
  });
});

const url = (path: string) => `https://transcripts.example/${path}`;
const rows = (csv: string): Record<string, string>[] =>
  parse(csv, { columns: true, record_delimiter: '\r\n' });

describe('the table of gaps', () => {
  it('has a row for each, with where to read and to hear it', () => {
    const table = rows(gapsCsv(harbour, { url }));
    expect(table).toHaveLength(7);
    expect(table.find(({ time }) => time !== '')).toEqual({
      language: 'uk',
      program: 'Night Watch',
      date: '2026-03-02',
      title: 'Ferry strike',
      record: 'verbatim',
      speaker: '',
      kind: 'relayed',
      text: '(Speaking Ukrainian)',
      before: '',
      time: '1:02:14',
      audio: 'https://radio.example/a.mp3',
      url: url('transcripts/a/#t1'),
    });
    expect(table.map(({ before }) => before)).toContain('She says that Tarn');
  });

  it('names no private person, and unnamed voices by what they are called', () => {
    const speakers = rows(gapsCsv(harbour, { url })).map(({ speaker }) => speaker);
    expect(speakers).toContain('Crowd');
    expect(speakers).toContain('Dana Cole');
    expect(speakers).not.toContain('Olha Petrenko');
  });

  // A name or title with a tab or a carriage return in it is an error before this.
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '=HYPERLINK("x","y"),"'])(
    'hands no formula to a spreadsheet: %j',
    async (hostile) => {
      const archive = await archiveOf({
        'programs/p.yaml': `name: ${JSON.stringify(hostile)}\n`,
        'speakers/dana-cole.yaml': `name: ${JSON.stringify(hostile)}\n`,
        'transcripts/a.md': ferry(
          'program: p\nspeakers:\n  - { id: dana-cole, role: host, labels: [COLE] }',
          '**COLE:** -1 =1+1 (inaudible)',
        ).replace('Ferry strike', JSON.stringify(hostile)),
      });
      const csv = gapsCsv(archive, { url });
      const [row, ...more] = rows(csv);
      expect(more).toEqual([]);
      const shown = `'${hostile.trim()}`;
      expect([row?.program, row?.title, row?.speaker]).toEqual([shown, shown, shown]);
      expect(row?.before).toBe("'-1 =1+1");
      for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
    },
  );

  it('is RFC 4180: lines end in CR and LF, and what holds a comma or a quotation mark is quoted', async () => {
    const archive = await archiveOf({
      ...HARBOUR,
      'transcripts/a.md': ferry(SPEAKERS, '**Cole:** "No", he said, (inaudible)'),
    });
    const csv = gapsCsv(archive, { url });
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(csv).toContain(',"""No"", he said,",');
  });
});
