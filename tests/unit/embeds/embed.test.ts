import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { expect, test } from 'vitest';
import { frameCode, framedWords, oembedOf, quotationCode } from '../../../src/embeds/embed.ts';
import { texts } from '../../../src/texts/texts.ts';
import { SITE } from '../cards/site.ts';
import { sourceOf } from '../citations/source.ts';

const SPEAKERS =
  'date: 2026-03-02\nspeakers:\n  - { id: dana-cole, role: host }\n  - { id: olha-petrenko, role: guest }';

function embedOf(body: string, record: 'verbatim' | 'summary' = 'verbatim') {
  const { transcript } = sourceOf(SPEAKERS, body, record);
  const [turn] = transcript.turns;
  if (!turn) throw new Error('There is a turn.');
  const url = (path: string) => `https://a.example/${path}`;
  return { transcript, turn, program: null, texts: texts('en'), url };
}

test('a quotation has the words, who said them, where and when, and the pinned link', () => {
  const source = embedOf('**Petrenko:** :lang[Ні.]{uk} No <b>boat</b> & no “crew”.\n\nNone.');
  const code = quotationCode(source);
  const tree = fromHtml(code, { fragment: true });
  const quotation = select('blockquote', tree);
  expect(quotation?.properties).toMatchObject({
    cite: 'https://a.example/transcripts/a/#t1~abcd',
    lang: 'en',
  });
  expect(selectAll('blockquote > p', tree).map((p) => toText(p))).toEqual(
    source.turn.text.split('\n\n'),
  );
  expect(toText(select('[lang=uk]', tree) ?? tree)).toBe('Ні.');
  expect(toText(select('footer', tree) ?? tree)).toBe(
    '— Olha Petrenko, Guest. Two chairs, 2 March 2026, Turn 1 (Ukrainian. In the original wording.)',
  );
  expect(select('footer a', tree)?.properties.href).toBe(
    'https://a.example/transcripts/a/#t1~abcd',
  );
  expect(code).not.toMatch(/<script|\son\w+=|<b>/);
});

test('a summary says that it is one, in the quotation and in oEmbed', () => {
  const source = embedOf('**Cole:** Cole asked whether it would sail.', 'summary');
  const words = toText(fromHtml(quotationCode(source), { fragment: true }));
  expect(words).toMatch(/^Summary of what Dana Cole said:/);
  expect(words).toMatch(/Summary, not a transcript/);
  expect(oembedOf(source, SITE, null).title).toMatch(/Summary, not a transcript/);
});

test('a frame leads to the page for frames and has a title', () => {
  const frame = select(
    'iframe',
    fromHtml(frameCode(embedOf('**Cole:** Right.')), { fragment: true }),
  );
  expect(frame?.properties).toMatchObject({
    src: 'https://a.example/embed/a/t1/',
    title: 'Turn 1, Dana Cole, Host: Two chairs',
    loading: 'lazy',
  });
});

test('oEmbed has what its specification asks for', () => {
  expect(oembedOf(embedOf('**Cole:** Right.'), SITE, null)).toMatchObject({
    version: '1.0',
    type: 'rich',
    width: 600,
    html: expect.stringContaining('<blockquote') as string,
  });
});

test.each([
  ['English', 'The boats are tied up. ', 2000],
  ['Ukrainian', 'Човни стоять біля причалу. ', 2000],
  ['Chinese', '船都停着。', 2000],
])('a page for frames has as many whole words as it has room for: %s', (_, sentence, most) => {
  const { turn } = embedOf(`**Cole:** ${sentence.repeat(400)}`);
  const { paragraphs, isWhole } = framedWords(turn, most);
  const words = paragraphs
    .flat()
    .map(({ text }) => text)
    .join('');
  expect(isWhole).toBe(false);
  expect(turn.text.startsWith(words)).toBe(true);
  expect(Buffer.byteLength(words)).toBeLessThanOrEqual(most);
  expect(Buffer.byteLength(words)).toBeGreaterThan(most - 60);
});
