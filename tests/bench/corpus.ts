/** The layouts that the benchmark measures. */
export type Layout = 'broadcast' | 'markdown-bold';

/**
 * A made-up conversation of about so many bytes, the same for the same seed: labels in full and by family name, short
 * and long turns, directions, speech in another language, figures and quotation marks.
 */
export function conversation(layout: Layout, bytes: number, seed: number): string {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const cast = Array.from({ length: 4 }, (_, index) => ({
    first: pick(FIRST_NAMES),
    family: FAMILY_NAMES[(seed * 4 + index) % FAMILY_NAMES.length] ?? '',
    role: ROLES[index] ?? 'guest',
    isKnown: false,
  }));
  const parts: string[] = [];
  let size = 0;
  for (let turn = 0; size < bytes; turn += 1) {
    const speaker = cast[(turn + random(2)) % cast.length];
    if (!speaker) break;
    const { first, family, role } = speaker;
    const label = speaker.isKnown ? family : `${first} ${family}, ${role}`;
    speaker.isKnown = true;
    const words = Array.from({ length: 1 + random(8) }, () => sentence(random, pick)).join(' ');
    const text =
      layout === 'broadcast'
        ? `${label.toUpperCase()}: ${words}\n\n`
        : `**${label}:** ${words}\n\n`;
    const after = random(12) === 0 ? `${pick(DIRECTIONS)}\n\n` : '';
    parts.push(text, after);
    size += text.length + after.length;
  }
  return parts.join('');
}

/** A linear congruential generator: whole numbers below `limit`. */
export function randomFrom(seed: number): (limit: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

export function sentence(
  random: (limit: number) => number,
  pick: <Item>(items: readonly Item[]) => Item,
): string {
  const words = Array.from({ length: 4 + random(14) }, () => pick(WORDS));
  const text = words.join(' ');
  const opened = text.charAt(0).toUpperCase() + text.slice(1);
  if (random(15) === 0) return `“${opened},” they said.`;
  return `${opened}${pick(ENDS)}`;
}

const FIRST_NAMES = ['Ana', 'Lee', 'Dana', 'Olha', 'Yusuf', 'Sofiia', 'Marek', 'Ines'];
const FAMILY_NAMES = [
  'Ruiz',
  'Osei',
  'Cole',
  'Petrenko',
  'Haddad',
  'Marlowe',
  'Nowak',
  'Duarte',
  'Lindqvist',
  'Okafor',
  'Tanaka',
  'Byrne',
];
const ROLES = ['host', 'byline', 'guest', 'official'];
const DIRECTIONS = ['(SOUNDBITE OF FERRY HORN)', '(LAUGHTER)', '(SOUNDBITE OF MUSIC)'];
const ENDS = ['.', '.', '.', '?', '!', ' (ph).', ' — at 3:16.', '; 12 of 40.', " wasn't it?", '…'];
const WORDS = (
  'the harbour ferry and a boat that we were told would leave at noon is still tied up here in town so people wait ' +
  "on the quay with bags for days now while crews talk of pay which hasn't been raised since winter ice came early " +
  'this year but nobody from the guild said when it ends or who decides café Łódź naïve'
).split(' ');
