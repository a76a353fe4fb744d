import { wordsOf } from '../transcript/words.ts';

/**
 * Whether a text is surely English: its commonest words are a tenth or more of its beginning. Too short a text to tell
 * counts as English, unless most of it is in another script.
 */
export function isSurelyEnglish(texts: Iterable<string>): boolean {
  let total = 0;
  let common = 0;
  let foreign = 0;
  for (const text of texts) {
    for (const word of wordsOf(text.slice(0, 2000))) {
      total += 1;
      if (COMMON.has(word.toLowerCase())) common += 1;
      else if (total < TOO_FEW && OTHER_SCRIPT.test(word)) foreign += 1;
    }
    if (total > ENOUGH) break;
  }
  return total < TOO_FEW ? foreign * 2 <= total : common * 10 >= total;
}

const COMMON = new Set(
  'the of and to in is that it was for on are with as he she they you we this be have has at from by not what who'.split(
    ' ',
  ),
);
const OTHER_SCRIPT = /[\p{L}--\p{sc=Latin}]/v;
const TOO_FEW = 30;
const ENOUGH = 1000;
