import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shorten } from '../../../src/cards/shorten.ts';

const atMost = (length: number) => (text: string) => Promise.resolve(text.length <= length);

test.each([
  ['a text that fits stays as it is', 'The night boat', 'en', 14, 'The night boat'],
  ['a text is cut after a word', 'The night boat stays', 'en', 16, 'The night boat…'],
  ['no comma stands before the cut', 'Tied up, the night boat', 'en', 10, 'Tied up…'],
  ['Ukrainian is cut after a word', 'Ми не відступимо', 'uk', 12, 'Ми не…'],
  ['Japanese, which has no spaces, is too', '港湾労働組合は譲らない', 'ja', 6, '港湾労働…'],
  ['a first word that is too long is cut', 'Deckhandsguild', 'en', 6, 'Deckh…'],
  ['a letter and its accents stay together', 'e\u0301e\u0301e\u0301', 'fr', 4, 'e\u0301…'],
  ['nothing at all fits', 'Ferry', 'en', 0, '…'],
])('%s', async (_, text, language, room, expected) => {
  expect(await shorten(text, language, atMost(room))).toBe(expected);
});

test('what is left is the text, or a beginning of it that fits and is marked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 40 }),
      async (text, room) => {
        const cut = await shorten(text, 'en', atMost(room));
        if (text.length <= room) expect(cut).toBe(text);
        else {
          expect(cut.endsWith('…')).toBe(true);
          expect(text.startsWith(cut.slice(0, -1))).toBe(true);
          expect(cut.length).toBeLessThanOrEqual(room);
        }
      },
    ),
  );
});
