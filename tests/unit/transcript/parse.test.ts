import { describe, expect, it } from 'vitest';
import { toJson } from '../../../src/formats/json.ts';
import type { Person } from '../../../src/transcript/model.ts';
import { parseTranscript } from '../../../src/transcript/parse.ts';
import { positionalIds, resolveReferences } from '../../../src/transcript/references.ts';

const person = (id: string, name: string, sortName: string): [string, Person] => [
  id,
  {
    id,
    name,
    sortName,
    pronunciation: null,
    affiliations: [],
    sameAs: [],
    note: null,
    private: false,
  },
];
const people = new Map([
  person('dana-cole', 'Dana Cole', 'Cole, Dana'),
  person('lee-osei', 'Lee Osei', 'Osei, Lee'),
  person('ana-martinez', 'Ana Martínez', 'Martínez, Ana'),
  person('wei-lin', 'Lin Wei', 'Lin, Wei'),
]);

const frontMatter = `---
title: Ferry strike
date: 2026-03-02
language: en
speakers:
  - { id: dana-cole, role: host }
  - { id: lee-osei, role: correspondent, labels: [LO] }
  - { id: ana-martinez, role: guest }
  - { id: wei-lin }
  - { id: quay-voice, role: voice, name: Unnamed passenger, labels: [PASSENGER] }
---

`;

/** The transcript of a body, its problems beside it. */
function parse(body: string) {
  const { transcript, references, problems } = parseTranscript(frontMatter + body, {
    file: 'ferry.md',
    people,
  });
  if (!transcript) throw new Error('no transcript');
  resolveReferences(
    transcript,
    references,
    positionalIds(transcript.turns),
    (severity, place, message) => {
      problems.push({ file: 'ferry.md', severity, ...place, message });
    },
  );
  return { transcript, json: toJson(transcript), problems };
}

/** The texts of the turns of a body that has no problems. */
function texts(body: string): string[] {
  const { json, problems } = parse(body);
  expect(problems).toEqual([]);
  return json.turns.map(({ text }) => text);
}

describe('turns', () => {
  it('run from one label to the next, paragraphs parted by a blank line', () => {
    expect(texts('**Dana Cole:** One.\n\nTwo,\nstill two.\n\n**Osei:** Three.')).toEqual([
      'One.\n\nTwo, still two.',
      'Three.',
    ]);
  });

  it('of one speaker in a row stay apart', () => {
    expect(texts('**Cole:** One.\n\n**Cole:** Two.')).toEqual(['One.', 'Two.']);
  });

  it('go on after a stand-alone direction', () => {
    const { json } = parse(
      '**Cole:** One.\n\n(SOUNDBITE OF BELL)\n\nTwo.\n\n(LAUGHTER)\n\n**Osei:** Three.',
    );
    expect(json.turns.map(({ text }) => text)).toEqual(['One.\n\nTwo.', 'Three.']);
    expect(json.directions).toEqual([
      { after: 1, text: '(SOUNDBITE OF BELL)' },
      { after: 1, text: '(LAUGHTER)' },
    ]);
  });

  it('may have their label on a line of its own, even before a lone parenthesis', () => {
    expect(texts('**Cole:**\n\n(LAUGHTER)\n\n**Osei:**\n\nTwo.')).toEqual(['(LAUGHTER)', 'Two.']);
  });

  it('keep the label as printed, and no label where an editor supplied the speaker', () => {
    const { json } = parse(
      '**[Dana Cole]:** One.\n\n**MS. ANA MARTI\u0301NEZ, GUEST (on the quay):** Two.',
    );
    expect(json.turns.map(({ label, speaker }) => [label, speaker])).toEqual([
      ['', 'dana-cole'],
      ['MS. ANA MARTI\u0301NEZ, GUEST (on the quay)', 'ana-martinez'],
    ]);
    expect(json.inferred).toEqual(['turns.t1.speaker']);
  });

  it.each([
    ['Dana Cole, host', 'dana-cole'],
    ['COLE', 'dana-cole'],
    ['President Dana Cole', 'dana-cole'],
    ['lo', 'lee-osei'],
    ['Lin', 'wei-lin'],
    ['MARTÍNEZ', 'ana-martinez'],
    ['PASSENGER', 'quay-voice'],
  ])('labelled %s are by %s', (label, speaker) => {
    expect(parse(`**${label}:** Hello.`).json.turns[0]?.speaker).toBe(speaker);
  });

  it.each([
    ['[02:14]', 134, null],
    ['[1:02:14]', 3734, null],
    ['[1:02:14.250]', 3734.25, null],
    ['[02:14–02:31.5]', 134, 151.5],
  ])('take the time %s', (time, start, end) => {
    expect(parse(`**Cole:** ${time} Hello.`).json.turns[0]).toMatchObject({
      start,
      end,
      text: 'Hello.',
    });
  });
});

describe('speech that looks like markup', () => {
  it.each([
    '2025. That was the year.',
    '* no *',
    '- not a list',
    '3:16 and re:invent, at 5:00',
    '<b>bold</b> & <script>alert(1)</script>',
    '2*3*4 is 24',
    '`code` ~~gone~~ | a | b |',
    '[one][two] and [three]',
    '![a picture](https://harbour.example/a.png)',
    "“Quoted” -- ... 'single'",
    'two  spaces and a no-break\u00a0space',
    ':langue and a:lang x',
  ])('reads as typed: %s', (words) => {
    expect(texts(`**Cole:** Well. ${words}\n\n**Osei:** Yes.`)[0]).toBe(`Well. ${words}`);
    expect(texts(`**Cole:** Well.\n\n${words}\n\n**Osei:** Yes.`)[0]).toBe(`Well.\n\n${words}`);
  });

  it('keeps indented lines, rules and underlined lines as words', () => {
    expect(texts('**Cole:** One.\n\n    indented\n\nTitle\n=====\n\n- - -')).toEqual([
      'One.\n\nindented\n\nTitle =====\n\n- - -',
    ]);
  });
});

describe('markup that works', () => {
  it('is emphasis, links and block quotes, and leaves the words', () => {
    expect(
      texts(
        '**Cole:** *Very* [long](https://harbour.example/) **days**.\n\n> Quoted.\n>\n> > Deeper.\n>\n> # Typed',
      ),
    ).toEqual(['Very long days.\n\nQuoted.\n\nDeeper.\n\n# Typed']);
  });

  it('is no link to a script', () => {
    const { json, problems } = parse(
      '**Cole:** [x](javascript:alert(1)) [y](//elsewhere.example/) [z](/about/)',
    );
    expect(json.turns[0]?.text).toBe('[x](javascript:alert(1)) [y](//elsewhere.example/) z');
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  it('hangs notes where their marks stand', () => {
    const { json } = parse('**Cole:** One[^a] two.\n\n[^a]: First.\n\n    Second.');
    expect(json.turns[0]).toMatchObject({
      text: 'One two.',
      notes: [{ text: 'First.\n\nSecond.', offset: 3 }],
    });
  });

  it('makes chapters of headings', () => {
    const { json } = parse('## The *quay*\n\n**Cole:** One.\n\n# Noon\n\n**Osei:** Two.');
    expect(json.chapters).toEqual([
      { before: 1, title: 'The quay' },
      { before: 2, title: 'Noon' },
    ]);
  });
});

describe('other-language segments', () => {
  const segments = (body: string) => parse(body).json.turns.map((turn) => turn.segments);

  it('are placeholders, recognised as they stand', () => {
    expect(segments('**Cole:** So. (Speaking Ukrainian). (No translation provided.)')).toEqual([
      [
        {
          language: 'uk',
          delivery: 'untranscribed',
          text: '(Speaking Ukrainian)',
          offset: 4,
          relayedIn: null,
        },
      ],
    ]);
  });

  it('are marked wording, with its offset in the text', () => {
    expect(
      segments('**Cole:** :lang[Ми *не* відступимо.]{uk} We :lang[نحن]{ar voice-over} stay.'),
    ).toEqual([
      [
        {
          language: 'uk',
          delivery: 'original',
          text: 'Ми не відступимо.',
          offset: 0,
          relayedIn: null,
        },
        { language: 'ar', delivery: 'voice-over', text: 'نحن', offset: 21, relayedIn: null },
      ],
    ]);
  });

  it('are relayed where the source says so', () => {
    expect(
      segments('**Cole:** :lang[(Speaking Ukrainian)]{uk relayed=next}\n\n**Osei:** No.')[0]?.[0],
    ).toMatchObject({
      delivery: 'relayed',
      relayedIn: 2,
    });
    expect(
      segments(
        '**Cole:** :lang[(Speaking Ukrainian)]{uk relayed=t3}\n\n**Osei:** No.\n\n**Lin:** So.',
      )[0]?.[0],
    ).toMatchObject({ delivery: 'relayed', relayedIn: 3 });
  });

  it('are relayed, as a conclusion, where the next turn by another speaker opens with a phrase of relaying', () => {
    const { json } = parse("**Martínez:** (Speaking Ukrainian).\n\n**Osei:** She's saying no.");
    expect(json.turns[0]?.segments[0]).toMatchObject({ delivery: 'relayed', relayedIn: 2 });
    expect(json.inferred).toEqual(['turns.t1.relayed']);
  });

  it.each([
    ["**Osei:** (Speaking Ukrainian).\n\n**Osei:** She's saying no.", 'the same speaker'],
    ['**Martínez:** (Speaking Ukrainian).\n\n**Osei:** Osei says no.', 'no pronoun'],
    ["**Martínez:** Да.\n\n**Osei:** She's saying no.", 'no placeholder'],
  ])('are not relayed on less than that: %s', (body) => {
    expect(parse(body).json.inferred).toEqual([]);
  });
});
