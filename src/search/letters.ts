/**
 * The letters that Unicode does not take apart into a plain letter and its mark, and what readers type for them: those
 * named WITH STROKE, HOOK, UPTURN or the like by the letter that the name names, the others as Unicode's own
 * transliteration has them (CLDR, `Latin-ASCII`: https://github.com/unicode-org/cldr, common/transforms). In lower case.
 * Letters of other scripts stay what they are, save the Ukrainian ґ; Arabic letters lose the stroke that only makes a
 * word longer (tatweel).
 */
export const LETTERS: ReadonlyMap<string, string> = new Map(
  [
    'æ ae|œ oe|ß ss|þ th|ĳ ij|ǆ dz|ǉ lj|ǌ nj|ŉ n|ﬀ ff|ﬁ fi|ﬂ fl|ﬃ ffi|ﬄ ffl|ﬅ st|ﬆ st',
    'ⱥ a|ƀ b|ɓ b|ƃ b|ƈ c|ȼ c|đ d|ð d|ɖ d|ɗ d|ƌ d|ɇ e|ƒ f|ǥ g|ɠ g|ħ h|ı i|ɨ i|ȷ j|ɉ j|ĸ q|ƙ k',
    'ł l|ƚ l|ŀ l|ɫ l|ŋ n|ɲ n|ƞ n|ø o|ɵ o|ƥ p|ɍ r|ɽ r|ſ s|ȿ s|ŧ t|ƫ t|ƭ t|ʈ t|ⱦ t|ʉ u|ʋ v',
    'ƴ y|ɏ y|ƶ z|ȥ z|ґ г|ـ ',
  ]
    .flatMap((line) => line.split('|'))
    .map((pair) => {
      const [letter = '', plain = ''] = pair.split(' ');
      return [letter, plain];
    }),
);
