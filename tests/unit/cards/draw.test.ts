import { Renderer } from '@takumi-rs/core';
import { describe, expect, it } from 'vitest';
import { CARD_HEIGHT, CARD_WIDTH, type Card } from '../../../src/cards/card.ts';
import { CardPainter } from '../../../src/cards/draw.ts';

const painter = new CardPainter();

describe('a card', { timeout: 60_000 }, () => {
  it.each<[string, Partial<Card>]>([
    ['Latin', { title: 'Żaneta Łoś and Đặng Ñandú at the Ærø quay', language: 'en' }],
    ['Ukrainian', { title: 'Ґанок, їжак і єдність: «Ми не відступимо»', language: 'uk' }],
    ['Arabic', { title: 'إضراب العبّارات يدخل أسبوعه الثاني', language: 'ar', dir: 'rtl' }],
    ['Persian', { title: 'گفت‌وگو درباره پل چوبی و ژرفای آب', language: 'fa', dir: 'rtl' }],
    ['Hebrew', { title: 'שביתת המעבורות נכנסת לשבוע השני', language: 'he', dir: 'rtl' }],
    ['Japanese', { title: 'フェリーのストライキが二週目に入る――「譲らない」', language: 'ja' }],
    ['Simplified Chinese', { title: '渡轮罢工进入第二周:“我们不会让步”', language: 'zh-Hans' }],
    ['Traditional Chinese', { title: '渡輪罷工進入第二週:「我們不會讓步」', language: 'zh-TW' }],
    ['Korean', { title: '여객선 파업 2주차, 부두 노조는 물러서지 않겠다', language: 'ko' }],
    ['all scripts at once', { title: 'Dana Cole, Київ, 港野直子, يوسف, נועה, 한나루 ⛴️' }],
    ['a title far too long', { title: 'The ferry strike enters its second week. '.repeat(20) }],
    ['a word far too long', { title: 'Donaudampfschifffahrt'.repeat(8), language: 'de' }],
    ['a name far too long', { speakers: speakers('Maximiliana '.repeat(20)), rest: [null, null] }],
    [
      'a site and a program far too long',
      { site: 'Harbour '.repeat(30), program: 'Morning '.repeat(30) },
    ],
    ['no speakers, program or date', { speakers: [], rest: [null], program: null, date: null }],
    ['a summary', { badge: 'Summary, not a transcript' }],
  ])('of %s is set inside its margins', async (_, differences) => {
    const picture = await drawn({ ...CARD, ...differences });
    const ink = inkOf(picture, { left: 0, top: 0, right: CARD_WIDTH, bottom: CARD_HEIGHT });
    expect(ink.left).toBeGreaterThanOrEqual(64);
    expect(ink.right).toBeLessThanOrEqual(CARD_WIDTH - 64);
    expect(ink.top).toBeGreaterThanOrEqual(40);
    expect(ink.bottom).toBeLessThanOrEqual(CARD_HEIGHT - 48);
    expect(inkOf(picture, TITLE).right, 'the title is drawn').toBeGreaterThan(0);
  });

  it('is 1200 by 630, and the same bytes whatever was drawn before', async () => {
    const first = await pngOf(CARD);
    expect([first.readUInt32BE(16), first.readUInt32BE(20)]).toEqual([1200, 630]);
    await pngOf({ ...CARD, title: '港野直子 يوسف', language: 'ja' });
    expect((await pngOf(CARD)).equals(first)).toBe(true);
    const [again] = await Promise.all([new CardPainter().draw(CARD)]);
    expect(again.png?.equals(first)).toBe(true);
  });

  it('begins where its language does', async () => {
    const left = inkOf(await drawn({ ...CARD, title: 'Boats' }), TITLE);
    const right = inkOf(await drawn({ ...CARD, title: 'سفن', language: 'ar', dir: 'rtl' }), TITLE);
    expect(left.right).toBeLessThan(CARD_WIDTH / 2);
    expect(right.left).toBeGreaterThan(CARD_WIDTH / 2);
  });

  it('joins Arabic letters', async () => {
    const width = async (title: string) => {
      const { left, right } = inkOf(
        await drawn({ ...CARD, title, language: 'ar', dir: 'rtl' }),
        TITLE,
      );
      return right - left;
    };
    expect(await width('ببب')).toBeLessThan((await width('ب\u200cب\u200cب')) * 0.8);
  });

  it('has the forms of its language’s region', async () => {
    const pictures = ['ja', 'zh-Hans', 'zh-Hant', 'ko'].map((language) =>
      pngOf({ ...CARD, title: '直骨', language }),
    );
    const different = new Set((await Promise.all(pictures)).map((png) => png.toString('base64')));
    expect(different.size).toBeGreaterThanOrEqual(3);
  });

  it('shows as many speakers as fit, and counts the others', async () => {
    const names = Array.from(
      { length: 12 },
      (_, index) => `Speaker Longname the ${String(index)}th`,
    );
    const rest = names.map((_, shown) => (shown === 0 ? null : `and ${String(12 - shown)} others`));
    const twelve = { ...CARD, speakers: speakers(...names), rest: [...rest, null] };
    const uncounted = { ...twelve, rest: twelve.rest.map(() => null) };
    expect((await pngOf(twelve)).equals(await pngOf(uncounted))).toBe(false);
  });

  it('is not drawn where a letter of its title has no glyph', async () => {
    expect(await painter.draw({ ...CARD, title: 'The ꡏ and the ꡏꡖ' })).toEqual({
      png: null,
      missing: ['ꡏ', 'ꡖ'],
    });
  });

  it('leaves a name without glyphs to the others', async () => {
    const rest = [null, 'and 1 other', null];
    const both = await pngOf({ ...CARD, speakers: speakers('Dana Cole', 'ꡏꡖ'), rest });
    const one = await pngOf({ ...CARD, speakers: speakers('Dana Cole'), rest: rest.slice(0, 2) });
    expect(both.equals(one)).toBe(true);
  });
});

const CARD: Card = {
  site: 'Harbour Archive',
  program: 'Harbour Morning',
  date: '2 March 2026',
  badge: null,
  title: 'Ferry strike enters second week',
  language: 'en',
  dir: 'ltr',
  speakers: speakers('Dana Cole', 'Lee Osei'),
  rest: [null, 'and 1 other', null],
};

function speakers(...names: string[]): Card['speakers'] {
  return names.map((name, index) => ({
    name,
    initials: name.slice(0, 1),
    colour: `s${String((index % 8) + 1)}`,
  }));
}

/** Where the title stands. */
const TITLE = { left: 0, top: 190, right: CARD_WIDTH, bottom: 460 };

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

async function pngOf(card: Card): Promise<Buffer> {
  const { png, missing } = await painter.draw(card);
  if (png === null) throw new Error(`No glyph for ${missing.join(' ')}`);
  return png;
}

/** The picture's pixels, four bytes each. */
async function drawn(card: Card): Promise<Buffer> {
  const src = await pngOf(card);
  const [width, height] = [CARD_WIDTH, CARD_HEIGHT];
  return new Renderer().render(
    { type: 'image', src, width, height },
    { width, height, format: 'raw' },
  );
}

/** The smallest box inside another that holds everything that is not paper; all zero where there is nothing. */
function inkOf(pixels: Buffer, { left, top, right, bottom }: Box): Box {
  const paper = pixels.readUInt32LE(0);
  const ink: Box = { left: right, top: bottom, right: 0, bottom: 0 };
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      if (pixels.readUInt32LE((y * CARD_WIDTH + x) * 4) === paper) continue;
      ink.left = Math.min(ink.left, x);
      ink.top = Math.min(ink.top, y);
      ink.right = Math.max(ink.right, x + 1);
      ink.bottom = Math.max(ink.bottom, y + 1);
    }
  }
  return ink;
}
