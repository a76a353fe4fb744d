import { describe, expect, it, test } from 'vitest';
import { SpeakerNames } from '../../../src/quotes/attribution.ts';
import { passagesIn } from '../../../src/quotes/passages.ts';

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
    ['markup inside', '“<b>Two</b> engineers”', ['<b>Two</b> engineers']],
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
  ])('take time that grows with the draft alone: %s', (_, piece) => {
    const time = (size: number) => {
      const draft = piece.repeat(size / piece.length);
      const start = process.cpuUsage();
      passagesIn(draft);
      return process.cpuUsage(start).user;
    };
    time(1 << 16);
    // Four times the text takes four times as long, and may take twelve.
    expect(time(1 << 20)).toBeLessThan(12 * Math.max(8000, time(1 << 18)));
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
