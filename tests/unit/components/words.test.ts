import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readingOf } from '../../../src/components/reading.ts';
import { unnamedSegments, wordsHtml } from '../../../src/components/words.ts';
import { en } from '../../../src/texts/en.ts';
import { SPEAKERS, transcriptOf } from './transcript.ts';

test('plain words are a paragraph each', () => {
  expect(htmlOf('**Cole:** One.\n\nTwo.')).toBe('<p>One.</p><p>Two.</p>');
});

test('the text of the HTML is the text of the turn, whatever stands among it', () => {
  const body =
    '**Petrenko:** (Speaking Ukrainian) *Two* chairs[^a] at 3:16. (LAUGHTER) :lang[Так.]{uk}\n\n' +
    '(SOUNDBITE OF DOOR)\n\n' +
    ':lang[Два стільці.]{uk} Two chairs.\n\n' +
    '> A notice\n\n' +
    '[^a]: Of wood.';
  const transcript = transcriptOf(SPEAKERS, body);
  expect(transcript.directions).toHaveLength(1);
  const text = htmlOf(body)
    .replaceAll('</p>', ' ')
    .replace(/<[^>]+>/g, '');
  expect(spaced(text)).toBe(spaced(transcript.turns[0]?.text ?? ''));
});

test('original wording at the head of a paragraph is named, and so is the translation after it', () => {
  expect(htmlOf('**Petrenko:** :lang[Два стільці.]{uk} Two chairs.')).toBe(
    '<p><span class="name" data-name="Original, Ukrainian"></span>' +
      '<span class="wording whole" lang="uk" dir="auto">Два стільці.</span>' +
      '<span class="name" data-name="English translation"></span> Two chairs.</p>',
  );
});

test('original wording that fills a paragraph has its translation in the next one', () => {
  expect(htmlOf('**Petrenko:** :lang[Два стільці.]{uk}\n\nTwo chairs.\n\nThree.')).toBe(
    '<p><span class="name" data-name="Original, Ukrainian"></span>' +
      '<span class="wording whole" lang="uk" dir="auto">Два стільці.</span></p>' +
      '<p><span class="name" data-name="English translation"></span>Two chairs.</p><p>Three.</p>',
  );
});

test('a foreign phrase inside a sentence stays there and nothing is called its translation', () => {
  expect(htmlOf('**Cole:** My mother said :lang[اليد الواحدة]{ar}, and left.')).toBe(
    '<p>My mother said <span class="wording" lang="ar" dir="auto">اليد الواحدة</span>, and left.</p>',
  );
});

test('a placeholder is in the transcript’s own language and claims no other', () => {
  expect(htmlOf('**Petrenko:** (Speaking Ukrainian)')).toBe(
    '<p><span class="placeholder">(Speaking Ukrainian)</span></p>',
  );
});

test('a direction between two paragraphs of a turn adds nothing to its words', () => {
  expect(htmlOf('**Cole:** One.\n\n(SOUNDBITE OF DOOR)\n\nTwo.')).toBe(
    '<p>One.</p><p class="direction" data-direction="(SOUNDBITE OF DOOR)"></p><p>Two.</p>',
  );
});

test('a note mark is an empty link with a name', () => {
  expect(htmlOf('**Cole:** One.[^a]\n\n[^a]: Really.')).toBe(
    '<p>One.<a class="note-mark" id="mark-t1-1" href="#note-t1-1" aria-label="Note 1" data-mark="1"></a></p>',
  );
});

test('away from its page a turn’s relative links lead where they led there', () => {
  const body = '**Cole:** See [there](../b/), [above](#t1) and [elsewhere](https://example.org/).';
  expect(htmlOf(body, '/archive/transcripts/a/')).toBe(
    '<p>See <a href="/archive/transcripts/b/">there</a>, <a href="/archive/transcripts/a/#t1">above</a> and <a href="https://example.org/">elsewhere</a>.</p>',
  );
});

test('markup characters in speech are text', () => {
  expect(htmlOf('**Cole:** If a \\< b & b > a.')).toBe('<p>If a &#x3C; b &#x26; b > a.</p>');
});

test('only what the words don’t name is named beside them', () => {
  const transcript = transcriptOf(
    SPEAKERS,
    '**Petrenko:** :lang[Два стільці.]{uk} Two chairs, or :lang[двоє]{uk}.',
  );
  const [turn] = transcript.turns;
  expect(turn && unnamedSegments(turn).map(({ text }) => text)).toEqual(['двоє']);
});

test('a translation says whose it is, where the front matter does', () => {
  const body = '**Petrenko:** :lang[Два стільці.]{uk} Two chairs.';
  expect(htmlOf(body, null, 'translatedBy: Harbour Radio\n')).toContain(
    'data-name="English translation, Harbour Radio"',
  );
});

test('words without markup are the same HTML as by way of trees', () => {
  const transcript = transcriptOf(SPEAKERS, '**Cole:** One.');
  const [turn] = transcript.turns;
  if (!turn) throw new Error('No turn.');
  const context = { texts: en, language: 'en', translatedBy: null, marks: [], base: null };
  // A direction after all paragraphs prints nothing, and has trees made.
  const [direction] = transcriptOf(SPEAKERS, '**Cole:** One.\n\n(LAUGHTER)').directions;
  if (!direction) throw new Error('No direction.');
  const never = { ...direction, block: 99 };
  const text = fc.string({
    unit: fc.constantFrom('a', '&', ' ', '<', '>', '"', '“', '\n', '\r', '\t', '\u00a0', ';', '𝕏'),
  });
  const words = fc.array(fc.oneof(text, fc.string({ unit: 'binary' })), { maxLength: 4 });
  fc.assert(
    fc.property(words, (values) => {
      const content = values.map((value) => ({
        type: 'paragraph' as const,
        children: [{ type: 'text' as const, value }],
      }));
      const spoken = { ...turn, content };
      expect(wordsHtml(spoken, { ...context, directions: [] })).toBe(
        wordsHtml(spoken, { ...context, directions: [never] }),
      );
    }),
  );
});

function htmlOf(body: string, base: string | null = null, frontMatter = ''): string {
  const transcript = transcriptOf(frontMatter + SPEAKERS, body);
  const [turn] = transcript.turns;
  if (!turn) throw new Error('No turn.');
  const reading = readingOf(transcript);
  const marks = reading.notes.map(({ number, id, markId }) => ({
    number,
    href: `#${id}`,
    id: markId,
  }));
  const directions = reading.directionsWithin.get(turn.n) ?? [];
  const { language, translatedBy } = transcript;
  return wordsHtml(turn, { texts: en, language, translatedBy, marks, directions, base });
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
