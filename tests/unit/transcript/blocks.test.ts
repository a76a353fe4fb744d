import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../src/transcript/blocks.ts';
import { parseMarkdown } from '../../../src/transcript/markdown.ts';

describe('the blocks of Transcript Markdown', { timeout: 120_000 }, () => {
  it('are those that the Markdown parser makes of the whole text, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyTextAfterFrontMatter, anyLines), (text) => {
        expect([...blocksOf(text)], JSON.stringify(text)).toEqual(parseMarkdown(text).children);
      }),
      // What fails is printed with its seed and path, which find it again: every run tries other texts.
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 3000) },
    );
  });

  it.each([
    ['a label and words', '**Dana Cole, host:** [02:14] Good morning (LAUGHTER).\n'],
    ['labels on lines of their own', '**COLE:**\nHello.\n\n**[Lee Osei]:**\n\nHi.'],
    ['words over several lines', '**A：** One\ntwo\nthree.\n\nfour\nfive'],
    ['a note that comes after its mark', '**A:** One.[^1]\n\nTwo.\n\n[^1]: Three.\n\n    Four.\n'],
    ['notes that mark one another', 'A[^a].\n\n[^a]: B[^b].\n\n[^b]: C[^A].\n\nD[^c].'],
    ['a note in a quotation', 'A[^1].\n\nB.\n\n> [^1]: C.\n'],
    ['a mark without its note', 'A[^1].\n\nB.\n'],
    [
      'lines that end as Windows ends them',
      '---\r\ntitle: a\r\n---\r\n\r\n**A:** B.\r\n\r\nC.\r\n',
    ],
    ['a byte order mark', 'A.\n\n\uFEFFB.\n'],
    ['front matter', '---\ntitle: a\n\nb: c\n---\n\n**A:** B.\n\n---\nc: d\n---\n'],
    ['what looks like a note in front matter', '---\n[^1]:\n---\nA[^1].\n\n[^2]: B.'],
    ['front matter that has no end', '---\ntitle: a\n\n**A:** B.\n'],
    ['blank lines within indented text', '    a\n\n    b\n\n> c\n\n> d\ne\n\n# f\ng\n'],
  ])('are the same for %s', (_, text) => {
    expect([...blocksOf(text)]).toEqual(parseMarkdown(text).children);
  });
});

/** What markup is made of, and what stands around it. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('\n', '\n\n', '\n\n', '\r\n', '\r\n\r\n', ' ', ' ', '  ', '\n    '),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['**Ana:**', '**[Ana]:**', '**A', ':**', '**Ana：**', '** Ana:**', '**Ana: **'],
      ...['[02:14]', '(LAUGHTER)', ':lang[да]{uk}', '[a](b)', '[a]', '[^1]', '[^1]: ', '[^a b]: '],
      ...['> ', '>', '# ', '##', '    ', '\t', '---', '---\n', '===', '***', '```js', '~~~'],
      ...['1) ', '1. ', '- ', '+ ', '\\\n', '  \n', '[a]: <b> "c"', '![a](b)', '**a**', '_a_'],
      ...['&amp;', '&#39;', '&copy', '<b>', '<!--', '<?a', '<http://a.b>', 'www.a.b', 'a@b.c'],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...'*_[]()!<>&#\\:：\r\0\uFEFF\u00A0-^`~=+1\f\v\u2028\u0085\u200B\u3000'.split(''),
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom('a', 'word', 'Ми', '“so”', '3:16', 'end.', 'e\u0301') },
);

const anyText = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

const anyTextAfterFrontMatter = fc
  .tuple(anyText, anyText)
  .map(([fields, text]) => `---\n${fields}\n---\n${text}`);

/** Short paragraphs, most of which are made without the parser. */
const anyLines = fc
  .array(
    fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')),
    { maxLength: 8 },
  )
  .map((paragraphs) => paragraphs.join('\n\n'));
