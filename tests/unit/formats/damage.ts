import fc from 'fast-check';

/** Changes bytes at random places. */
export type Damage = (bytes: Uint8Array) => Uint8Array;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const placed = (bytes: Uint8Array, where: number): number => Math.floor(where * bytes.length);

/** Cuts, repeats, swaps and inserts bytes anywhere, and whole words, which leaves the markup around them whole. */
export const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(at, fc.nat(200)).map(([where, length]): Damage => (bytes) => {
    const from = placed(bytes, where);
    return join(bytes.slice(0, from), bytes.slice(from + length));
  }),
  fc.tuple(at, fc.nat(200)).map(([where, length]): Damage => (bytes) => {
    const from = placed(bytes, where);
    return join(bytes.slice(0, from + length), bytes.slice(from));
  }),
  fc.tuple(at, at, fc.nat(60)).map(([one, other, length]): Damage => (bytes) => {
    const [first, second] = [
      placed(bytes, Math.min(one, other)),
      placed(bytes, Math.max(one, other)),
    ];
    const size = Math.min(length, second - first);
    return join(
      bytes.slice(0, first),
      bytes.slice(second, second + size),
      bytes.slice(first + size, second),
      bytes.slice(first, first + size),
      bytes.slice(second + size),
    );
  }),
  fc
    .tuple(at, fc.oneof(fc.uint8Array({ maxLength: 8 }), scrap()))
    .map(([where, inserted]): Damage => (bytes) => {
      const from = placed(bytes, where);
      return join(bytes.slice(0, from), inserted, bytes.slice(from));
    }),
  fc.tuple(fc.constantFrom('cut', 'repeat', 'swap'), at, at).map(([change, one, other]): Damage => {
    return (bytes) => {
      const places = [Math.min(one, other), Math.max(one, other)];
      const [first, second] = places.map((where) => wordAfter(bytes, placed(bytes, where)));
      if (!first || !second || second.from < first.to) return bytes;
      const [before, between] = [bytes.slice(0, first.from), bytes.slice(first.to, second.from)];
      const [word, last] = [bytes.slice(first.from, first.to), bytes.slice(second.from, second.to)];
      const rest = [between, change === 'swap' ? word : last, bytes.slice(second.to)];
      if (change === 'cut') return join(before, ...rest);
      if (change === 'swap') return join(before, last, ...rest);
      return join(before, word, new TextEncoder().encode(' '), word, ...rest);
    };
  }),
);

/** The next word of a text: ASCII letters and digits, and whatever is not ASCII. */
function wordAfter(bytes: Uint8Array, at: number): { from: number; to: number } | null {
  const from = bytes.findIndex((byte, index) => index >= at && isInWord(byte));
  if (from === -1) return null;
  const to = bytes.findIndex((byte, index) => index > from && !isInWord(byte));
  return { from, to: to === -1 ? bytes.length : to };
}

const isInWord = (byte: number): boolean =>
  byte > 0x7f || /[a-z\d]/i.test(String.fromCharCode(byte));

function scrap(): fc.Arbitrary<Uint8Array> {
  return fc
    .constantFrom(
      ...[
        '\n',
        '\n\n',
        ':',
        ': ',
        '**',
        '(',
        ')',
        '[',
        ']',
        '[0:04]',
        '<',
        '>',
        '<v ',
        '&',
        '"',
        ',',
      ],
      ...['{', '}', '-->', '>>', '#', '\\', '_', '\u200b', '\u202e', '\0', '\u{1f6a2}', 'e\u0301'],
      ...[
        'Q: ',
        'ANA RUIZ: ',
        'Break:',
        '&lt;',
        '(Speaking Ukrainian)',
        '99:99',
        '\r',
        '\t',
        '。：',
      ],
    )
    .map((text) => new TextEncoder().encode(text));
}

function join(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let length = 0;
  for (const part of parts) {
    joined.set(part, length);
    length += part.length;
  }
  return joined;
}
