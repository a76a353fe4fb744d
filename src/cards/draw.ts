import { readFile } from 'node:fs/promises';
import { Renderer, type Node } from '@takumi-rs/core';
import { directionOfText } from '../transcript/text-direction.ts';
import { CARD_HEIGHT, CARD_WIDTH, type Card, type CardSpeaker } from './card.ts';
import { familiesOf, FontCase, type Face } from './fonts.ts';
import { shorten } from './shorten.ts';

/** A picture as PNG, or the characters for which there is no glyph, so that no picture can be drawn. */
export type Drawing = { png: Buffer; missing: null } | { png: null; missing: string[] };

/** Draws cards, one at a time. It keeps the fonts that it has loaded. */
export class CardPainter {
  readonly #renderer = new Renderer();
  readonly #fonts = new FontCase(this.#renderer);
  readonly #css = styleSheets();

  /**
   * The same card gives the same bytes on every machine of one kind, whatever was drawn before. A speaker whose name
   * cannot be set is left to the others; a title that cannot be set makes no picture.
   */
  async draw(card: Card): Promise<Drawing> {
    const serif = familiesOf('serif', card.language);
    const sans = familiesOf('sans', card.language);
    const labels = [card.program, card.date, card.badge, ...card.rest].join('');
    const missing = [
      ...(await this.#fonts.provide(`${card.title}${card.site}…`, serif)),
      ...(await this.#fonts.provide(labels, sans)),
    ];
    if (missing.length > 0) return { png: null, missing: [...new Set(missing)] };
    const node = await this.#compose({ ...card, speakers: await this.#settable(card, sans) });
    const css = await this.#css;
    const png = await this.#renderer.render(node, {
      width: CARD_WIDTH,
      height: CARD_HEIGHT,
      format: 'png',
      css,
    });
    return { png, missing: null };
  }

  async #settable({ speakers }: Card, families: readonly string[]): Promise<CardSpeaker[]> {
    const settable: CardSpeaker[] = [];
    for (const speaker of speakers) {
      const missing = await this.#fonts.provide(speaker.name + speaker.initials + '…', families);
      if (missing.length === 0) settable.push(speaker);
    }
    return settable;
  }

  async #compose(card: Card): Promise<Node> {
    const set = setter(card.language);
    const site = await this.#oneLine(card.site, card, set('site', 'serif'), SITE_WIDTH);
    const program =
      card.program === null
        ? null
        : await this.#oneLine(card.program, card, set('program', 'sans'), PROGRAM_WIDTH);
    return {
      type: 'container',
      className: 'card',
      style: { direction: card.dir },
      children: [
        row('top', [site, card.badge === null ? null : set('badge', 'sans')(card.badge)]),
        row('kicker', [program, card.date === null ? null : set('date', 'sans')(card.date)]),
        await this.#title(card),
        { type: 'container', className: 'space' },
        await this.#cast(card),
      ],
    };
  }

  /** As large as there is room for; what does not fit at the smallest size is cut. */
  async #title({ title, language, dir }: Card): Promise<Node> {
    const lineHeight = lineHeightOf(language);
    const wordBreak = new Intl.Locale(language).language === 'ko' ? 'keep-all' : 'normal';
    const at =
      (fontSize: number) =>
      (text: string): Node => ({
        ...setter(language)('title', 'serif', { fontSize, lineHeight, wordBreak })(text),
        dir,
      });
    const fits = async (node: Node) => (await this.#heightOf(node)) <= TITLE_HEIGHT;
    for (const size of TITLE_SIZES) {
      if (await fits(at(size)(title))) return at(size)(title);
    }
    const smallest = at(TITLE_SIZES.at(-1) ?? 0);
    return smallest(await shorten(title, language, (text) => fits(smallest(text))));
  }

  /** As many speakers as fit into two rows, and how many there are besides. */
  async #cast(card: Card): Promise<Node> {
    const set = setter(card.language);
    const members: Node[] = [];
    for (const { name, initials, colour } of card.speakers) {
      members.push({
        type: 'container',
        className: `speaker ${colour}`,
        children: [
          set('swatch', 'sans')(initials),
          await this.#oneLine(name, card, set('name', 'sans'), NAME_WIDTH),
        ],
      });
    }
    const showing = (shown: number): Node => {
      const rest = card.rest[shown] ?? null;
      return row(
        'cast',
        [...members.slice(0, shown), rest === null ? null : set('rest', 'sans')(rest)],
        card.dir,
      );
    };
    let shown = members.length;
    while (shown > 1 && (await this.#heightOf(showing(shown))) > CAST_HEIGHT) shown -= 1;
    return showing(shown);
  }

  /** A text that is cut where it is wider than so many pixels. */
  async #oneLine(
    text: string,
    { language }: Card,
    set: (text: string) => Node,
    width: number,
  ): Promise<Node> {
    const fits = async (cut: string) => (await this.#measure(set(cut))).width <= width;
    return set(await shorten(text, language, fits));
  }

  async #heightOf(node: Node): Promise<number> {
    return (await this.#measure(node)).height;
  }

  async #measure(node: Node): Promise<{ width: number; height: number }> {
    return this.#renderer.measure(node, { css: await this.#css });
  }
}

/** The site's own colours; a picture has no dark scheme, and its renderer no `light-dark()`. */
async function styleSheets(): Promise<string[]> {
  const [tokens, card] = await Promise.all(
    ['../styles/tokens.css', 'card.css'].map((file) =>
      readFile(new URL(file, import.meta.url), 'utf8'),
    ),
  );
  const light = tokens?.replace(/light-dark\((oklch\([^)]*\)), oklch\([^)]*\)\)/g, '$1');
  return [light ?? '', card ?? ''];
}

/** Makes text nodes of a class, in the families of a face and each in its own direction, whatever the card's. */
const setter =
  (language: string) =>
  (className: string, face: Face, style: Record<string, string | number> = {}) =>
  (text: string): Node => ({
    type: 'text',
    text,
    className,
    dir: directionOfText(text),
    lang: language,
    style: { fontFamily: familiesOf(face, language).join(', '), ...style },
  });

const row = (className: string, children: (Node | null)[], dir?: 'ltr' | 'rtl'): Node => ({
  type: 'container',
  className,
  ...(dir && { dir }),
  children: children.filter((child) => child !== null),
});

/** Arabic reaches far above and below its line, and ideographs fill theirs. */
function lineHeightOf(language: string): number {
  const script = new Intl.Locale(language).maximize().script ?? '';
  if (script === 'Arab') return 1.36;
  return ['Jpan', 'Hans', 'Hant', 'Kore', 'Hebr'].includes(script) ? 1.28 : 1.14;
}

/** Pixels, as are all of these. */
const TITLE_SIZES = [84, 76, 68, 60, 54, 48];
const TITLE_HEIGHT = 256;
const CAST_HEIGHT = 98;
const SITE_WIDTH = 640;
const PROGRAM_WIDTH = 660;
const NAME_WIDTH = 960;
