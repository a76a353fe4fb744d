import fc from 'fast-check';

/** What a generated transcript truly holds, before any format prints it. */
export interface Truth {
  people: Person[];
  items: (Turn | Direction)[];
}

export interface Person {
  name: string;
  family: string;
  /** As broadcasters print it. */
  role: string | null;
}

export interface Turn {
  kind: 'turn';
  /** An index into `people`. */
  speaker: number;
  paragraphs: string[];
  /** Seconds. */
  start: number;
  /** Seconds. */
  end: number;
}

export interface Direction {
  kind: 'direction';
  text: string;
}

/** How a file is laid out, which must not matter. */
export interface Noise {
  eol: string;
  bom: boolean;
  /** Blank lines where a format wants one or none, beyond what it wants. */
  blank: number;
  /** At the end of lines. */
  trailing: string;
  /** Whether a label stands only where the speaker changes. */
  onChange: boolean;
  /** Whether labels stand on a line of their own. */
  labelAlone: boolean;
  indent: number;
  /** Around the attributes of XML. */
  quote: string;
  /** After how many characters a word processor begins a new run of the same look. */
  runLength: number;
}

export const noise: fc.Arbitrary<Noise> = fc.record({
  eol: fc.constantFrom('\n', '\r\n', '\r'),
  bom: fc.boolean(),
  blank: fc.nat(2),
  trailing: fc.constantFrom('', ' ', '\t', '\u00a0'),
  onChange: fc.boolean(),
  labelAlone: fc.boolean(),
  indent: fc.nat(2),
  quote: fc.constantFrom('"', "'"),
  runLength: fc.integer({ min: 1, max: 40 }),
});

/** Two to four people, three to twelve turns, everybody's first one among them. */
export function truth(): fc.Arbitrary<Truth> {
  return fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...peopleOf()), {
        minLength: 2,
        maxLength: 4,
        selector: ({ family }) => family,
      }),
      fc.array(
        fc.record({
          speaker: fc.nat(3),
          paragraphs: fc.array(paragraph(), { minLength: 1, maxLength: 3 }),
          direction: fc.option(fc.constantFrom('(SOUNDBITE OF BELL)', '(LAUGHTER)', '(APPLAUSE)')),
        }),
        { minLength: 3, maxLength: 12 },
      ),
    )
    .map(([people, drawn]) => {
      const items: Truth['items'] = [];
      let clock = 1;
      for (const [index, { speaker, paragraphs, direction }] of drawn.entries()) {
        const words = paragraphs.join(' ').split(' ').length;
        const turn = {
          speaker: speaker % people.length,
          paragraphs,
          start: clock,
          end: clock + words,
        };
        items.push({ kind: 'turn', ...turn });
        clock += words + 1;
        if (direction !== null && index < drawn.length - 1) {
          items.push({ kind: 'direction', text: direction });
        }
      }
      return { people, items };
    });
}

function peopleOf(): Person[] {
  const names = [
    'Ana Ruiz',
    'Lee Osei',
    'Dana Cole',
    'Olha Petrenko',
    'José Núñez',
    'Åsa Öberg',
    "Dee O'Brien",
    'Дарія Коваль',
  ];
  const roles = ['HOST', 'BYLINE', null, 'HARBOUR PILOT'];
  return names.map((name, index) => ({
    name,
    family: name.split(' ').at(-1) ?? name,
    role: roles[index % roles.length] ?? null,
  }));
}

/** A paragraph of a few sentences, some of which look like something else. */
function paragraph(): fc.Arbitrary<string> {
  const word = fc.constantFrom(...WORDS);
  const sentence = fc
    .tuple(fc.array(word, { minLength: 2, maxLength: 9 }), fc.constantFrom('.', '.', '?', '!', '…'))
    .map(([words, end]) => {
      const text = words.join(' ');
      return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
    });
  return fc
    .oneof(
      { weight: 8, arbitrary: fc.array(sentence, { minLength: 1, maxLength: 5 }) },
      { weight: 3, arbitrary: fc.tuple(sentence, fc.constantFrom(...TRAPS)) },
      { weight: 1, arbitrary: fc.constantFrom(['(Speaking Ukrainian).'], ['(Speaking Arabic).']) },
    )
    .map((sentences) => sentences.join(' '));
}

const WORDS = (
  'the ice a harbour lock pier boats and nobody came back we heard it at noon gulls, cranes creak under snow ' +
  "don't know café naïve 40 3.5 half-open well, then lighthouse keeper said mother's rope"
).split(' ');

/** Words in another language, which formats that can say so mark. */
export const UKRAINIAN = 'Ми не відступимо.';

const TRAPS = [
  'He put it this way: stay at home.',
  'At 10:30 the bell rang.',
  'The port joined the WHO and the U.S. coast guard.',
  '"Who," she asked, "is there?"',
  'It was 2025. That was it.',
  'They said [sic] it (the lock) was open.',
  UKRAINIAN,
  'So -- and this is all -- we left...',
  'Yes.',
];
