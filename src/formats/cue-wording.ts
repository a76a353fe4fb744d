import { decodeHTML } from 'entities';
import { wordsOf } from '../transcript/words.ts';
import { breaksOff, labelFinder, type LabelPlace } from './cue-labels.ts';
import { hasChevrons, isDialogue, isVoiceless, splitAtMarks } from './cues.ts';
import type { Passage } from './format.ts';
import { wordingOf, type SpokenWords } from './spoken.ts';

/**
 * The wording of captions, each label where the voice changes: markup is struck out by pattern and what rolling
 * captions repeat by comparing texts, where `heardFromCues` reads markup and compares words.
 *
 * @param cues the lines of each cue as they stand in the file.
 * @param labels the labels that the editor named.
 * @param openings the lines at which turns open, in captions that this project wrote: there what has no voice is a
 * direction.
 */
export function* cueWording(
  cues: readonly (readonly Passage[])[],
  labels: readonly string[],
  openings: ReadonlySet<number> | null = null,
): Generator<Passage> {
  const voiced = cues.map((lines) => voicesIn(lines.flatMap(withoutMarkup)));
  const present = voiced.filter((pieces) => pieces.length > 0);
  const shown = openings ? present : shownOnce(present);
  const chevrons = !openings && hasChevrons(shown.flat().map(({ text }) => text));
  const voices = shown.flat().some(({ voice }) => voice !== null);
  const places = shown.flatMap((pieces) => placesOf(pieces, chevrons));
  const { find, within } = labelFinder(
    places.filter(({ voice }) => voice === null),
    labels,
  );
  const spoken: SpokenWords[] = [];
  let waiting: string | null = null;
  let inDirection = false;
  const split = places.flatMap((place) => {
    const starts = place.voice === null && !openings ? [0, ...within(place)] : [0];
    return starts.map((from, index) => ({
      ...place,
      text: place.text.slice(from, starts[index + 1]),
      ...(index > 0 && { opensCue: false, changes: false, isMidSentence: false }),
    }));
  });
  for (const place of split) {
    const opening = place.voice === null && !openings ? find(place) : null;
    inDirection =
      (openings !== null && place.voice === null) ||
      opening?.isPseudo === true ||
      (inDirection && !place.opensCue && !place.changes && place.voice === null && !opening);
    if (inDirection) {
      const attached = openings ? { attached: false } : {};
      spoken.push({ ...place, voice: null, changes: false, ...attached });
      continue;
    }
    waiting = place.voice ?? opening?.label ?? (place.changes ? '' : waiting);
    const text = place.text.slice(opening?.length ?? 0).trim();
    if (text === '') continue;
    const goesOn = !voices || isVoiceless(text);
    const voice: string | null = waiting ?? (goesOn ? null : '');
    const opens = openings?.has(place.line) === true;
    spoken.push({ ...place, text, voice, changes: waiting === '' || opens });
    waiting = null;
  }
  yield* wordingOf(spoken);
}

function withoutMarkup({ text, line, column }: Passage): Passage[] {
  const bare = text
    .replace(TIME_OR_OVERRIDE, '')
    .replace(READING, '')
    .replace(TAG, (tag, slash: string, name: string, rest: string) => {
      const kind = name.toLowerCase();
      const annotation = rest.replace(/^\.\S*/u, '').trim();
      if (kind === 'v') return [VOICE, slash === '' ? annotation : '', VOICE].join('');
      const isMarkup = TAGS.has(kind) && (kind === 'lang' || /^$|=|^\/$/u.test(annotation));
      return isMarkup ? (kind === 'br' ? '\n' : '') : tag;
    });
  return bare.split('\n').map((part) => ({ text: decodeHTML(part), line, column }));
}

/** What a line has of one voice. */
type VoicePiece = Passage & { voice: string | null };

function voicesIn(lines: readonly Passage[]): VoicePiece[] {
  let voice: string | null = null;
  return lines.flatMap(({ text, line, column }) => {
    const pieces: VoicePiece[] = [];
    // Between every two marks stands the name of a voice.
    for (const [position, part] of text.split(VOICE).entries()) {
      const last = pieces.at(-1);
      if (position % 2 === 1) voice = part.replace(/\s+/gu, ' ').trim() || null;
      else if (last?.voice === voice) last.text += part;
      else if (part.trim() !== '') pieces.push({ text: part, voice, line, column });
    }
    return pieces.map((piece) => ({ ...piece, text: piece.text.trim() }));
  });
}

/** Drops from each cue the last lines of the one before, where a file does so throughout. */
function shownOnce(cues: readonly VoicePiece[][]): readonly VoicePiece[][] {
  const keys = cues.map((pieces) => pieces.map(keyOf));
  const repeats = keys.map((lines, index) => repeated(keys[index - 1] ?? [], lines));
  const added = repeats.map((text, index) => {
    const [first = '', ...more] = keys[index] ?? [];
    if (text === '' || text === keys[index]?.join('')) return 'nothing';
    if (more.length > 0 && text.length >= first.length) return 'lines';
    return text.trim().includes(' ') ? 'words' : 'nothing';
  });
  const count = (what: string) => added.filter((kind) => kind === what).length;
  const [lines, words] = [count('lines'), count('words')];
  if ((lines + words) * 3 < cues.length - 1 || (lines === 0 && words < 2)) return cues;
  return cues.map((pieces, index) => {
    let dropped = repeats[index] ?? '';
    return pieces.flatMap((piece): VoicePiece[] => {
      const key = keyOf(piece);
      if (dropped === '') return [piece];
      if (dropped.startsWith(key)) {
        dropped = dropped.slice(key.length);
        return [];
      }
      const text = afterWords(piece.text, dropped.split(' ').length - 1);
      dropped = '';
      return [{ ...piece, text }];
    });
  });
}

/** The last lines of one cue that open another. */
function repeated(before: readonly string[], lines: readonly string[]): string {
  const text = lines.join('');
  const tails = before.slice(-8).map((_, index, last) => last.slice(index).join(''));
  return tails.find((tail) => tail !== '' && text.startsWith(tail)) ?? '';
}

/** Words with who says them, each followed by a space. */
const keyOf = ({ text, voice }: VoicePiece): string =>
  wordsOf(text)
    .map((word) => `${(voice ?? '').replaceAll(' ', '_')}:${word} `)
    .join('');

function afterWords(text: string, count: number): string {
  const pattern = /[\p{L}\p{N}\p{M}]+/gu;
  for (let left = count; left > 0; left -= 1) pattern.exec(text);
  return text.slice(pattern.lastIndex).replace(/^\S*\s*/u, '');
}

function placesOf(
  pieces: readonly VoicePiece[],
  chevrons: boolean,
): (LabelPlace & { voice: string | null })[] {
  const dashes = isDialogue(pieces.map(({ text }) => text));
  const lastLine = pieces.at(-1)?.line;
  return pieces.flatMap(({ text, voice, line, column }, index) => {
    const whole = [{ from: 0, to: text.length, changes: false }];
    const parts = voice === null ? splitAtMarks(text, { chevrons, dashes }) : whole;
    return parts.map(({ from, to, changes }, position) => ({
      text: text.slice(from, to),
      changes,
      opensCue: index === 0 && position === 0,
      goesOn: line !== lastLine,
      isMidSentence: position === 0 && index > 0 && breaksOff(pieces[index - 1]?.text ?? ''),
      voice,
      line,
      column,
    }));
  });
}

/** A private-use character that marks where voices change. */
const VOICE = '\u{E000}';
const READING = /<rt(?:\.[^\s<>]{0,40})?>[^]*?(?:<\/rt>|(?=<\/ruby>)|$)/gi;
const TAG = /<(\/?)([a-z]{1,6})(?=[ \t.>/])([^<>]*)>/gi;
const TAGS = new Set('lang br c i b u s ruby rt font span div p em strong'.split(' '));
const TIME_OR_OVERRIDE = /<\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?>|\{\\[^{}\n]{1,80}\}/g;
