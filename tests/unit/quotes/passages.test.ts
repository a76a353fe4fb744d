import { describe, expect, it, test } from 'vitest';
import { SpeakerNames } from '../../../src/quotes/attribution.ts';
import { passagesIn } from '../../../src/quotes/passages.ts';
import { expectLinearTime } from '../linear-time.ts';

const textsIn = (draft: string) => passagesIn(draft).passages.map(({ text }) => text);

describe('passages in quotation marks', () => {
  test.each([
    ['English', 'She said “two engineers” and left.', ['two engineers']],
    ['typewriter', 'She said "two engineers" and "one ferry".', ['two engineers', 'one ferry']],
    ['single', 'She said ‘it’s the crews’ boat,’ and left.', ['it’s the crews’ boat,']],
    ['typewriter single', "She said 'it isn't ours,' and left.", ["it isn't ours,"]],
    ['German', 'Sie sagte: „Zwei Ingenieure“, und ging.', ['Zwei Ingenieure']],
    ['German, pointed', 'Sie sagte: »Zwei Ingenieure«, und ging.', ['Zwei Ingenieure']],
    ['Polish', 'Powiedziała: „Dwóch mechaników”.', ['Dwóch mechaników']],
    ['French', 'Elle a dit : « Deux mécaniciens », puis rien.', ['Deux mécaniciens']],
    ['Ukrainian', 'Вона сказала: «Ми не відступимо».', ['Ми не відступимо']],
    ['Arabic', 'قالت: «اليد الواحدة لا تصفّق».', ['اليد الواحدة لا تصفّق']],
    ['Chinese', '她说：「我们不会退让。」然后走了。', ['我们不会退让。']],
    ['Chinese, curved', '她说：“我们不会退让。”然后走了。', ['我们不会退让。']],
    ['Swedish', 'Hon sade ”två maskinister” och gick.', ['två maskinister']],
    [
      'nested',
      'He said “underneath, ‘Name one’ and «two»” then.',
      ['underneath, ‘Name one’ and «two»'],
    ],
    ['nested, of one kind', 'He said "the "night boat" sails" then.', ['the "night boat" sails']],
    ['nested in 「」', '他说「船长说『两个』了」。', ['船长说『两个』了']],
    ['apostrophes alone', 'The crews’ boat isn’t Dana’s; ’tis the guild’s.', []],
    ['inches', 'A 5" board and a 6" one.', []],
    ['an attribute of markup', '<a href="https://a.example/">so</a>', []],
    ['markup inside', '“<b class="a">Two</b> engi<i>neers</i>”', ['Two engineers']],
    ['what only looks like markup', '“a <script> and x <y and z>”', ['a <script> and x <y and z>']],
  ])('%s', (_, draft, expected) => {
    expect(textsIn(draft)).toEqual(expected);
  });

  it('go over paragraphs that each open with the mark', () => {
    expect(textsIn('“We stay.\n\n“All of us,” she said.')).toEqual(['We stay.\n\n All of us,']);
  });

  it('end with the paragraph where nothing closes them, and what follows is found', () => {
    const { passages, unclosed } = passagesIn('He said “two.\n\nShe said “three”.');
    expect(passages.map(({ text }) => text)).toEqual(['three']);
    expect(unclosed).toEqual([8]);
  });

  it('are block quotes as well, without who said it', () => {
    expect(
      textsIn('So:\n\n> Two engineers.\n>\n> “Name one.”\n>\n> — Dana Cole\n\nAnd so on.'),
    ).toEqual(['Two engineers.\n \n  “Name one.”']);
    expect(textsIn('> “Two engineers,” said Dana Cole. “Not one.”')).toEqual([
      'Two engineers,',
      'Not one.',
    ]);
  });

  test.each([
    ['one mark for both lines', '> Two\nengineers.\n\nSo.', ['Two\nengineers.']],
    ['a heading after it', '> Two.\n# “One”', ['Two.', 'One']],
    ['its last line empty', '> Two.\n>\n“One”', ['Two.', 'One']],
    ['marks around it all', '> “Two engineers.”', ['Two engineers.']],
    ['marks around it all, and who said it', '> “Two.”\n> — Lee Osei', ['Two.']],
    ['HTML', '<blockquote>Two.</blockquote>', ['Two.']],
    [
      'HTML within a line',
      'So <BLOCKQUOTE cite="/a">Two.</BLOCKQUOTE> and “one”.',
      ['Two.', 'one'],
    ],
    [
      'HTML of several lines',
      '<blockquote\n  cite="/a">\n<p>Two\n<em>engineers</em>.</p>\n\n<p>One.</p>\n</blockquote>',
      ['Two\nengineers.'.concat(' '.repeat(0)), 'One.'],
    ],
    ['HTML with marks around it all', '<blockquote><p>“Two.”</p></blockquote>', ['Two.']],
    [
      'HTML inside HTML',
      '<blockquote>Two. <blockquote>One.</blockquote></blockquote>',
      ['Two.', 'One.'],
    ],
    [
      'HTML with a source',
      '<blockquote><p>Two.</p><footer>— Lee Osei. <cite>Harbour Morning</cite></footer></blockquote>',
      ['Two.'],
    ],
    [
      'HTML with a title in it',
      '<blockquote>In <cite>Tides</cite>, two.</blockquote>',
      ['In Tides, two.'],
    ],
    [
      'HTML that tells and quotes',
      '<blockquote>“Two,” she said. “One.”</blockquote>',
      ['Two,', 'One.'],
    ],
    ['HTML that nothing closes', '<blockquote>Two. <blockquote>One.</blockquote>', ['One.']],
    ['HTML that is empty', '<blockquote> <p></p></blockquote>', []],
    ['HTML in paragraphs of HTML', '<p>“Two.</p><p>So.</p><p>“One.”</p>', ['One.']],
  ])('are block quotes, with %s', (_, draft, expected) => {
    expect(
      textsIn(draft).flatMap((text) => text.split(/\s*\n\s*\n\s*|(?<=Two\.) +(?=One)/)),
    ).toEqual(expected);
  });

  it('are where they stand in the draft, whatever the markup', () => {
    const draft = '<div><p>So:</p>\n<blockquote><p><b>Two</b> engineers.</p></blockquote>';
    const [passage] = passagesIn(draft).passages;
    expect(draft.slice(passage?.start, passage?.end)).toBe('Two</b> engineers.');
    expect(passagesIn('So. <blockquote>Two.').unclosed).toEqual([4]);
  });

  test.each([
    ['&ldquo;Two&rdquo;', ['Two']],
    ['&quot;Two &amp; three.&#34;', ['Two & three.']],
    ['“&amp;ldquo;Two.”', ['&ldquo;Two.']],
    ['“Two&nbsp;engineers,&Tab;&#10;&#10;one.”', ['Two engineers, one.']],
    [
      '“Two &unheardof; &rsquo engineers & &; one.”',
      ['Two &unheardof; &rsquo engineers & &; one.'],
    ],
    ['&lt;blockquote&gt;Two.&lt;/blockquote&gt; &lt;q&gt;One.&lt;/q&gt;', []],
    ['&gt; Two engineers.', []],
    ['> Two engineers.\n> &mdash; Dana Cole', ['Two engineers.']],
    ['“Two &#x1F600; &NotEqualTilde;”', ['Two \u{1F600} ≂̸']],
  ])('have characters that are written as references: %s', (draft, expected) => {
    expect(textsIn(draft).map((text) => text.replace(/\s+/gu, ' '))).toEqual(expected);
  });

  it('with references in them stand where they stand in the draft', () => {
    const draft = 'So &ldquo;Two&nbsp;engineers.&rdquo; And “one';
    const { passages, unclosed } = passagesIn(draft);
    expect(draft.slice(passages[0]?.start, passages[0]?.end)).toBe('Two&nbsp;engineers.');
    expect(unclosed).toEqual([draft.indexOf('“')]);
  });

  it('are none in front matter', () => {
    expect(textsIn('---\ntitle: "Two"\n---\n“One”')).toEqual(['One']);
  });

  test.each([
    ['He said **"the boat is late"** then.'],
    ['*"the boat is late"*'],
    ['_"the boat is late"_, he said'],
    ['“**the boat is late**”'],
    ["So: **'the boat is late'**."],
    ['He said <q>the boat is late</q> then.'],
    ['<p class="a"><q cite="/a">the boat is late</q></p>'],
  ])('are found in emphasis and in HTML: %s', (draft) => {
    expect(textsIn(draft).map((text) => text.replaceAll('*', ''))).toContain('the boat is late');
  });

  it('leave the sentence around them whole', () => {
    const [passage] = passagesIn('Dana said <q>the boat is late</q> to us.').passages;
    expect(passage).toMatchObject({ before: 'Dana said ', after: ' to us.' });
  });

  it('know where they begin', () => {
    const draft = 'One.\n\nShe said « two ».';
    const [passage] = passagesIn(draft).passages;
    expect(draft.slice(passage?.start, passage?.end)).toBe('two');
  });

  test.each([
    ['marks that open', '“ '],
    ['marks of every kind', '“a „b «c »d 「e "f \'g ‘h '],
    ['quotations', '“Two engineers,” she said. '],
    ['single marks', "'a ‘b "],
    ['block quotes', '> “a\n> — b\n'],
    ['paragraphs that open', '“a\n\n'],
    ['brackets', '[[[…'],
    ['emphasis', '"***'],
    ['asterisks', '*'],
    ['tags', '<q a'],
    ['tags that open', '<q>a '],
    ['block quotes of HTML', '<blockquote>a </blockquote>'],
    ['block quotes that open', '<blockquote>'],
    ['block quotes with sources', '<blockquote>a<cite><footer>b'],
    ['tags of words', '"<b>'],
    ['paragraphs of HTML', '<p>“a'],
    ['lines that go on from a block quote', '> a\nb\n'],
  ])('take time that grows with the draft alone: %s', (_, piece) => {
    expectLinearTime((length) => passagesIn(piece.repeat(length / piece.length)), 1 << 20);
  });
});

describe('who is said to have spoken', () => {
  const names = new SpeakerNames(['Dana Cole', 'Lee Osei', 'Ольга Петренко', 'A Martínez']);
  const speakerIn = (draft: string) => {
    const [passage] = passagesIn(draft).passages;
    return passage ? names.near(passage) : null;
  };
  test.each([
    ['“Two engineers,” said Dana Cole.', 'Dana Cole'],
    ['“Two engineers,” Dana Cole said.', 'Dana Cole'],
    ['“Two engineers,” DANA COLE told Harbour Radio.', 'Dana Cole'],
    ['On Monday Dana Cole said: “Two engineers.”', 'Dana Cole'],
    ['Dana Cole: “Two engineers.”', 'Dana Cole'],
    ['“Two engineers.” — Dana Cole, host', 'Dana Cole'],
    ['> Two engineers.\n> — Dana Cole', 'Dana Cole'],
    ['> Two engineers.\n\n— Dana Cole, host', 'Dana Cole'],
    ['Dana Cole said:\n\n> Two engineers.', 'Dana Cole'],
    ['<p>Dana Cole said:</p><blockquote>Two engineers.</blockquote>', 'Dana Cole'],
    ['<blockquote>Two engineers.<footer>Dana Cole, host</footer></blockquote>', 'Dana Cole'],
    ['<blockquote><p>Two engineers.</p><p>— <cite>Dana Cole</cite></p></blockquote>', 'Dana Cole'],
    [
      '<blockquote>Two engineers.<footer>— Dana Cole. <cite>Tides</cite></footer></blockquote>',
      'Dana Cole',
    ],
    ['“Two engineers,” said <a href="/a">Dana <b>Cole</b></a>.', 'Dana Cole'],
    ['> Two engineers.\n\nDana Cole said no.', null],
    ['Dana Cole said:\n\nNo.\n\n> Two engineers.', null],
    ['«Ми не відступимо», — сказала Ольга Петренко.', 'Ольга Петренко'],
    ['“Two engineers,” said A Martínez', 'A Martínez'],
    ['“Two engineers,” said Dana.', null],
    ['“Two engineers,” she said to Dana Cole.', null],
    ['“Two engineers.” Dana Cole shrugged.', null],
    ['“Two engineers” — Dana Cole disagreed with that.', null],
    ['Dana Cole listened. “Two engineers.”', null],
    ['Dana Cole said no. “Two engineers.”', null],
  ])('%s', (draft, expected) => {
    expect(speakerIn(draft)).toBe(expected);
  });
});
