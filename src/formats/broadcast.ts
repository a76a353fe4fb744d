import { isMarkedDirection } from '../transcript/direction.ts';
import {
  bareLabel,
  hasHonorific,
  labelKey,
  printedName,
  printedRole,
  withoutHonorifics,
} from '../transcript/label.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import {
  isIntroduction,
  isNotice,
  isPhrase,
  labelAtStart,
  labelsWithin,
  pseudoSpeakerAtStart,
  type Opening,
} from './capital-labels.ts';
import { castListOf, type CastList } from './cast-list.ts';
import { isCueLine, isExamination, isSectionLine } from './cue-lines.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import { headOf, isCredit } from './head-lines.ts';
import { isNameLike, isPseudoSpeaker, LONGEST_LABEL } from './label-shape.ts';
import { isHardWrapped } from './lines.ts';
import { withoutLineNumbers } from './numbered-lines.ts';
import { alternatingPhrases, phraseAtStart, reportPhrase } from './phrase-labels.ts';
import { remembering } from '../transcript/remembering.ts';
import { withoutDelivery } from './roles.ts';
import { reportRunningHeads } from './running-heads.ts';
import { isUnnamedVoice } from './voices.ts';

/**
 * Broadcast text as radio and television print it, briefings and hearings with it: labels in capitals at the start of a
 * line or after a sentence, in full with a printed role at first and by family name later, the words on the same line or
 * the next; "Q" before a reporter's question; "The CHAIRMAN." and "Mr. RUIZ of Ohio." with a full stop.
 *
 * A time of day in brackets ("[02:00:05]") says when a paragraph went on air and is no offset from the start: it is the
 * format's own syntax, as an index is, left out and told once. ">>" marks that somebody else speaks.
 */
export const broadcast: Format = {
  id: 'broadcast',
  name: 'Broadcast text',
  example: [
    'DANA COLE, HOST: Good morning. The ferries are still tied up.',
    '(SOUNDBITE OF FERRY HORN)',
    'LEE OSEI, BYLINE: We met Olha at the pier.',
    'COLE: What did she say?',
  ].join('\n'),
  atMost: 0.72,
  detect,
  read,
  wording,
};

function detect(source: string): number {
  let found = 0;
  let introduced = 0;
  let onAir: boolean | null = null;
  let changes = 0;
  let lines = 0;
  const small = new Set<string>();
  let answers = 0;
  let asks = false;
  for (const { text: typed } of withoutLineNumbers(source).lines) {
    const text = withoutAirtimes(typed).text;
    const opening = labelAtStart(text);
    if (opening?.label === 'Q') asks = true;
    if (opening?.label === 'A') answers += 1;
    else if (opening && isSmall(opening)) {
      const family = familyKey(opening.label);
      if (small.has(family)) found += 1;
      small.add(family);
    } else if (opening && !isNotice(opening.label) && !isVoiceInSmallLetters(opening)) {
      found += 1;
      if (isIntroduction(opening.label)) introduced += 1;
      if (text !== typed) onAir ??= !OFFSET.test(typed);
    }
    if (!opening) {
      for (const { label } of labelsWithin(text)) {
        if (!isIntroduction(label) || label.length === 1) continue;
        found += 1;
        introduced += 1;
      }
    }
    if (CHANGE.test(text)) changes += 1;
    lines += 1;
    if (lines > LINES_TO_DETECT) break;
  }
  // "A" answers a "Q"; beside "B" it is somebody, as any other letter is.
  if (asks) found += answers;
  // Labels that only some changes of voice have no need of are broadcast text's rather than captions'.
  if (changes > 0 && found > changes) return 0.72;
  // Times of day before labels in capitals are nobody else's.
  if (onAir === true) return 0.68;
  if (found > 1 && introduced > 0 && onAir === null) return 0.64;
  if (found > 1 || introduced > 0) return 0.6;
  if (changes > 1) return 0.4;
  return found > 0 ? 0.3 : 0;
}

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const { lines, areNumbered } = linesOnPage(source, report);
  const wrapped = areNumbered || isHardWrapped(lines);
  const opensTurn = (text: string) => labelAtStart(text) !== null || CHANGE.test(text);
  const cast = castListOf(lines, (index) => {
    const { text = '' } = lines[index] ?? {};
    return opensTurn(text) && !isCredit(text);
  });
  const head = headOf(lines, { opensTurn, cast: cast.lines }, report);
  const breaks = wrapped || endInSentences(lines.slice(head.length));
  const lineBefore = (index: number): Passage | null =>
    breaks && index > head.length ? (lines[index - 1] ?? null) : null;
  const known = knownLabels(lines, { cast, given: labels }, lineBefore);
  known.reportPhrases(report);
  reportRunningHeads(lines, (index) => (known.openings[index] ?? null) !== null, report);
  const opensNext = (index: number): boolean => {
    const next = lines.findIndex(({ text }, at) => at > index && text !== '');
    return (known.openings[next] ?? null) !== null;
  };
  const oaths = oathLines(lines, (index) => (known.openings[index] ?? null) !== null);
  const heard: Heard[] = [...head.heard];
  let joining = false;
  let clipEnded = false;
  for (let index = head.length; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || line.text === '' || ORNAMENT.test(line.text)) {
      joining = false;
      continue;
    }
    if (isSectionLine(line.text) && opensNext(index)) {
      heard.push({ kind: 'heading', ...line });
      joining = false;
      continue;
    }
    if (oaths.has(index)) {
      heard.push(directionPiece(line.text, line));
      joining = false;
      continue;
    }
    const before = lineBefore(index);
    const opening = known.openings[index] ?? null;
    for (const piece of piecesOf(line, { before, opening }, known, report)) {
      const last = heard.at(-1);
      if (piece.kind === 'label') clipEnded = false;
      else if (piece.text.startsWith('(END ')) clipEnded = true;
      else if (clipEnded && DELIVERY_AT_START.test(piece.text)) reportAfterClip(piece, report);
      const isSpeech = piece.kind === 'words' && !isAlone(piece.text);
      if (isSpeech && joining && last?.kind === 'words') last.text += `\n${piece.text}`;
      else heard.push(piece);
      joining = wrapped && isSpeech;
    }
  }
  reportNameless(heard, report);
  if (wrapped) {
    for (const item of heard)
      if (item.kind === 'words') item.text = item.text.replaceAll('\n', ' ');
  }
  return {
    heard,
    title: head.title,
    date: head.date,
    language: null,
    provenance: null,
    introduced: cast.introduced,
  };
}

function* wording(source: string): Generator<Passage> {
  for (const line of withoutLineNumbers(source).lines)
    yield { ...line, text: withoutAirtimes(line.text).text };
}

/** The lines without their numbers and the times at which they went on air. */
function linesOnPage(
  source: string,
  report: ProblemReporter,
): ReturnType<typeof withoutLineNumbers> {
  let times = 0;
  let first: Place | null = null;
  let brackets = '';
  const { lines, areNumbered } = withoutLineNumbers(source);
  if (areNumbered) {
    report(
      'warning',
      { line: 1, column: 1 },
      "The lines are numbered from page to page; the numbers of lines and pages are nobody's words and left out.",
    );
  }
  for (const line of lines) {
    const { text, count } = withoutAirtimes(line.text);
    if (count === 0) continue;
    times += count;
    first ??= { line: line.line, column: line.column };
    if (line.text.includes('[')) brackets = ' in brackets';
    line.column += line.text.length - text.length;
    line.text = text;
  }
  if (first) {
    report(
      'warning',
      first,
      `${times === 1 ? `1 time of day${brackets} is` : `${String(times)} times of day${brackets}, from here on, are`} left out: they say when something went on air, and a turn's time is an offset from the start. Add times to the written file if it has audio.`,
    );
  }
  return { lines, areNumbered };
}

function withoutAirtimes(text: string): { text: string; count: number } {
  if (!text.includes('[') && !/^\d/.test(text)) return { text, count: 0 };
  let count = 0;
  const rest = text.replace(AIRTIME, () => {
    count += 1;
    return ' ';
  });
  return { text: count === 0 ? text : rest.trim(), count };
}

/** The labels, directions and words of one line, in order. */
function piecesOf(
  line: Passage,
  { before, opening }: Pick<LineStart, 'before' | 'opening'>,
  known: KnownLabels,
  report: ProblemReporter,
): Heard[] {
  const pieces: Heard[] = [];
  const { text } = line;
  if (!goesOn(before) && isExamination(text)) {
    return [directionPiece(text.replace(/:$/u, ''), line)];
  }
  const place = (at: number): Place => ({ line: line.line, column: line.column + at });
  const start = { column: line.column, before, opening };
  const readHead = (stretch: Stretch) => headOfTurn(text, stretch, known, pieces, report);
  let head = readHead({ from: 0, to: text.length, start, place });
  const cuts = known.openingsWithin(text, head.until);
  for (const [index, cut] of [...cuts, text.length].entries()) {
    const piece = text.slice(head.at, cut).trim();
    const at = place(head.at);
    const isCue = !goesOn(before) && isCueLine(piece);
    if (head.isDirection || DELIVERY_ALONE.test(piece) || END.test(piece) || isCue) {
      pieces.push(directionPiece(piece.replace(/\s*[:：]$/u, ''), at));
    } else if (piece !== '') {
      pieces.push({ kind: 'words', text: piece, ...at });
    }
    if (cut === text.length) break;
    head = readHead({ from: cut, to: cuts[index + 1] ?? text.length, start: null, place });
  }
  return pieces;
}

/** A part of a line that opens a turn, and where its places are. */
interface Stretch {
  from: number;
  to: number;
  /** Of the line's own start. */
  start: LineStart | null;
  place: (at: number) => Place;
}

interface LineStart {
  column: number;
  /** The line before, where the text goes on from it. */
  before: Passage | null;
  /** What has the shape of a label at the line's very start. */
  opening: Opening | null;
}

/**
 * Adds the labels at the head of a stretch to the pieces, and tells where its words are, and whether they are a
 * pseudo-speaker's.
 */
function headOfTurn(
  text: string,
  { from, to, start, place }: Stretch,
  known: KnownLabels,
  pieces: Heard[],
  report: ProblemReporter,
): { at: number; until: number; isDirection: boolean } {
  let at = from;
  for (let isFirst = true; ; isFirst = false) {
    const rest = text.slice(at, Math.min(to, at + LONGEST_HEAD));
    const change = CHANGE.exec(rest)?.[0] ?? '';
    const said = rest.slice(change.length);
    const words = at + change.length + (said.length - said.trimStart().length);
    const head = text.slice(words, Math.min(to, words + LONGEST_HEAD));
    const pseudo = isFirst ? known.pseudoSpeakerAtStart(head) : null;
    if (pseudo) return { at: words, until: words + pseudo.length, isDirection: true };
    const isLineStart = isFirst && start !== null;
    const shaped =
      isLineStart && words === 0
        ? (start.opening ?? known.nameAtStart(head, start))
        : ((change === '' ? null : nameAtStart(head)) ??
          labelAtStart(head) ??
          (isLineStart ? known.nameAtStart(head, start) : null));
    // Only a colon makes a label after other things on its line.
    const isPlaced = isLineStart || shaped?.ending === 'colon';
    // After a label only somebody who has one elsewhere: "BLY: THREE THINGS: boats, ice, gulls".
    const opening = isPlaced && shaped && (isFirst || known.isSpeaker(shaped)) ? shaped : null;
    const doubt =
      opening && change === '' ? known.doubt(opening, isLineStart ? start : NOWHERE) : null;
    if (doubt !== null && doubt !== '') report('warning', place(words), doubt);
    if (!opening && isLineStart && change === '') known.reportUnmarked(head, place(words), report);
    if (!opening || doubt !== null) {
      if (change !== '') pieces.push(labelPiece('', place(at)));
      return { at: words, until: words, isDirection: false };
    }
    if (isFirst && !isLineStart && change === '') reportWithin(opening.label, place(words), report);
    const { label, means } = opening;
    pieces.push({ ...labelPiece(label, place(words)), ...(means && { means }) });
    at = words + opening.length;
  }
}

const labelPiece = (text: string, { line, column }: Place): Heard => ({
  kind: 'label',
  text,
  start: null,
  end: null,
  line,
  column,
});

/** What no brackets can hold is words, so that nothing is lost. */
const directionPiece = (text: string, { line, column }: Place): Heard => ({
  kind: isMarkedDirection(text) || isMarkedDirection(`(${text})`) ? 'direction' : 'words',
  text,
  line,
  column,
});

function reportNameless(heard: readonly Heard[], report: ProblemReporter): void {
  const nameless = heard.filter(({ kind, text }) => kind === 'label' && text === '');
  const [first] = nameless;
  if (!first) return;
  report(
    'warning',
    first,
    `">>" changes the speaker without a name ${nameless.length === 1 ? 'here' : `${String(nameless.length)} times, from here on`}; each time the words are given to an unidentified voice. Put the labels into the written file.`,
  );
}

const reportAfterClip = ({ text, line, column }: Passage, report: ProblemReporter): void => {
  report(
    'warning',
    { line, column },
    `"${excerpt(text)}" names nobody and goes on with the speaker before, but a clip ended in between. If somebody else speaks, put their label before it.`,
  );
};

const reportWithin = (label: string, place: Place, report: ProblemReporter): void => {
  report(
    'warning',
    place,
    `"${label}:" opens a turn in the middle of a line. Check that it is a speaker and no part of the words.`,
  );
};

/** After a mark that somebody else speaks, any name with a colon is a label. */
function nameAtStart(text: string): Opening | null {
  const colon = text.slice(0, LONGEST_LABEL).search(/[:：]/u);
  const label = text.slice(0, Math.max(colon, 0)).trim();
  return label !== '' && isNameLike(label) ? { label, length: colon + 1, ending: 'colon' } : null;
}

/** "Ana Ruiz" of "Ana Ruiz: Hello" and "Rev. Ana Ruiz, Jr.: Hello": a full name in small letters. */
function fullNameAtStart(text: string): string | null {
  const { label } = nameAtStart(text) ?? {};
  if (label === undefined) return null;
  const name = withoutHonorifics(bareLabel(label));
  const isFull = /\p{Ll}/u.test(name) && /\S\s\S/u.test(name) && !isUnnamedVoice(label);
  return isFull && !isPseudoSpeaker(label) && /^[:：](?:\s|$)/u.test(text.slice(label.length))
    ? label
    : null;
}

/** The full names in small letters with which lines open that go on from no other, by their keys. */
function smallLabels(
  lines: readonly Passage[],
  openings: readonly (Opening | null)[],
  lineBefore: Census['lineBefore'],
): ReadonlyMap<string, readonly string[]> {
  const labels = lines.flatMap(({ text }, index) =>
    openings[index] || goesOn(lineBefore(index)) ? [] : (fullNameAtStart(text) ?? []),
  );
  return Map.groupBy(labels, nameKey);
}

/** Which of the things that look like labels are speakers, judged over the whole text. */
interface KnownLabels {
  /** What has the shape of a label at the start of each line. */
  openings: readonly (Opening | null)[];
  /**
   * Why a label is taken as words; `null` where it is a speaker's, empty where that need not be told. `before` is the
   * line before, where the text goes on from it.
   */
  doubt(opening: Opening, start: LineStart): string | null;
  /**
   * A known speaker's name with a colon, however it is written and whatever tells between them how they speak: "Cole:",
   * "[COLE]:", "COLE, with a sigh:".
   */
  nameAtStart(text: string, start: LineStart): Opening | null;
  /** Tells of what is no name and is read as a label, because it opens line after line. */
  reportPhrases(report: ProblemReporter): void;
  /** Tells of a known speaker's name in capitals that no colon ends: "COLE - Good morning". */
  reportUnmarked(text: string, place: Place, report: ProblemReporter): void;
  /** "Break:", "SUBTITLE:", unless the editor says that somebody speaks there. */
  pseudoSpeakerAtStart(text: string): Opening | null;
  /** Whether a label opens turns elsewhere: after another, among words in capitals, nothing else tells it from them. */
  isSpeaker(opening: Opening): boolean;
  /** Where labels of known speakers open sentences from a place on, and marks that somebody else speaks. */
  openingsWithin(text: string, from: number): readonly number[];
}

function knownLabels(
  lines: readonly Passage[],
  { cast, given }: { cast: CastList; given: readonly string[] },
  lineBefore: Census['lineBefore'],
): KnownLabels {
  const wanted = new Set(given.map(labelKey));
  const listed = cast.introduced.map(({ text }) => text);
  const introduced = new Set([...given, ...listed].flatMap(namesIn));
  const counts = new Map<string, number>();
  const families = new Map<string, number>();
  const openings = lines.map(({ text }, index) =>
    cast.lines.has(index) ? null : labelAtStart(text),
  );
  addAnswers(lines, openings);
  for (const opening of openings) {
    if (!opening) continue;
    const key = nameKey(opening.label);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const family = familyKey(opening.label);
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  const headings = loneHeadings({ lines, openings, families, lineBefore });
  const small = smallLabels(lines, openings, lineBefore);
  for (const [, labels] of small) {
    const [label] = labels;
    if (label !== undefined && labels.length > 1) addTo(introduced, { label });
  }
  for (const [index, { text }] of lines.entries()) {
    const opening = openings[index];
    const introduces = opening?.ending === 'colon' && isIntroduction(opening.label);
    if (introduces && !headings.has(nameKey(opening.label))) addTo(introduced, opening);
    for (const within of labelsWithin(text)) {
      if (isIntroduction(within.label)) addTo(introduced, within);
    }
  }
  const doubtful = new Set([...counts.keys()].filter((key) => !introduced.has(key)));
  const acronyms = inCapitalsElsewhere(lines, openings, doubtful);
  const isIntroduced = (label: string) => introduced.has(nameKey(label));
  const phrases = lines.map(({ text }, index) =>
    openings[index] || cast.lines.has(index) || goesOn(lineBefore(index))
      ? null
      : phraseAtStart(text),
  );
  const alternating = alternatingPhrases(
    lines.flatMap((_, index) => {
      const { label } = phrases[index] ?? openings[index] ?? {};
      return label === undefined ? [] : [{ label, isPhrase: openings[index] === null }];
    }),
  );
  const areIndented = lines.some(
    ({ column }, index) => column > 1 && openings[index]?.ending === 'stop',
  );

  const doubt = ({ label, ending }: Opening, { column, before }: LineStart): string | null => {
    if (wanted.size > 0 && wanted.has(labelKey(label))) return null;
    if (alternating.has(labelKey(label))) return null;
    if (isPseudoSpeaker(label)) return '';
    const breaksOff = goesOn(before);
    if (ending === 'stop') {
      const isSure =
        column > 1 || /\p{Lu}{2}/u.test(label) || (families.get(familyKey(label)) ?? 0) > 1;
      return isSure && (areIndented ? column > 1 : !breaksOff) ? null : '';
    }
    if (/^[QA]/.test(label) && /^[QA]$/.test(bareLabel(label)))
      return counts.has('q') && !breaksOff ? null : '';
    if (isIntroduced(label)) return null;
    if (isNotice(label)) return asWords(label, 'it reads like a notice');
    if (acronyms.has(nameKey(label)) && !hasHonorific(label)) {
      return asWords(label, 'the words have it in capitals too, as an abbreviation');
    }
    const heading = headings.get(nameKey(label));
    if (heading !== undefined) return asWords(label, heading);
    return breaksOff ? asWords(label, BREAKS_OFF) : null;
  };
  const isSpeaker = (opening: Opening) =>
    isIntroduced(opening.label) ||
    (counts.has(nameKey(opening.label)) && doubt(opening, NOWHERE) === null);

  return {
    openings,
    doubt,
    reportPhrases: (report) => {
      if (alternating.size === 0) return;
      const told = new Set<string>();
      for (const [index, { line, column }] of lines.entries()) {
        const { label = '' } = phrases[index] ?? {};
        const key = labelKey(label);
        if (!alternating.has(key) || told.has(key)) continue;
        told.add(key);
        reportPhrase(label, { line, column }, report);
      }
    },
    nameAtStart: (text, { before }) => {
      const phrase = alternating.size > 0 && !goesOn(before) ? phraseAtStart(text) : null;
      if (phrase && alternating.has(labelKey(phrase.label))) return { ...phrase, ending: 'colon' };
      const colon = text.slice(0, LONGEST_LABEL).search(/[:：](?=\s|$)/u);
      if (colon < 1 || goesOn(before)) return null;
      const label = text
        .slice(0, colon)
        .trim()
        .replace(/^\[([^[\]]+)\]$/u, '$1');
      const name = bareLabel(label);
      const isKnown = introduced.has(nameKey(label)) && isNameLike(name) && !isUnnamedVoice(name);
      const role = printedRole(label);
      // In small letters, what follows a comma may be a sentence that tells of somebody: "Cole, who left, wrote:".
      const tellsHow = !/\p{Ll}/u.test(name) || /^[([]/u.test(role) || withoutDelivery(role) === '';
      const isShort = role.split(/\s+/u).length <= MOST_ROLE_WORDS;
      return isKnown && tellsHow && isShort ? { label, length: colon + 1, ending: 'colon' } : null;
    },
    reportUnmarked: (text, place, report) => {
      const label = fullNameAtStart(text);
      if (label !== null && small.get(nameKey(label))?.length === 1) {
        report('warning', place, asWords(label, 'it comes once and other labels are in capitals'));
        return;
      }
      const name = NAME_AND_MARK.exec(text)?.[1]?.trim() ?? '';
      const isKnown = introduced.has(nameKey(name)) && !isUnnamedVoice(name);
      if (name === '' || !(isKnown || NAME_AND_SEMICOLON.test(text))) return;
      report('warning', place, unmarked(name));
    },
    isSpeaker,
    pseudoSpeakerAtStart: (text) => {
      const opening = pseudoSpeakerAtStart(text);
      return opening && !wanted.has(labelKey(opening.label)) ? opening : null;
    },
    openingsWithin: (text, from) => {
      if (!text.includes(':', from) && !text.includes('>>', from)) return [];
      const cuts = new Set<number>();
      for (const opening of labelsWithin(text.slice(from))) {
        if (isSpeaker(opening)) cuts.add(from + opening.at);
      }
      if (text.includes('>>', from)) {
        for (const { index } of text.matchAll(CHANGE_WITHIN)) if (index > from) cuts.add(index);
      }
      return [...cuts].sort((a, b) => a - b);
    },
  };
}

/**
 * Adds the answers that a text prints as "A Yes", where they follow its questions, "Q Were you there?", again and again: a
 * sentence may open with "A", but not after each of them.
 */
function addAnswers(lines: readonly Passage[], openings: (Opening | null)[]): void {
  const answers: number[] = [];
  let questions = 0;
  let before = '';
  for (const [index, { text }] of lines.entries()) {
    if (text === '') continue;
    if (before === 'Q') {
      questions += 1;
      if (ANSWER.test(text)) answers.push(index);
    }
    before = openings[index]?.ending === 'space' ? openings[index].label : '';
  }
  if (answers.length < 2 || answers.length * 2 < questions) return;
  for (const index of answers) openings[index] = { label: 'A', length: 2, ending: 'space' };
}

/** Whether a line goes on with the one before it, which breaks off in the middle of a sentence. */
const goesOn = (before: Passage | null): boolean =>
  before !== null &&
  before.text !== '' &&
  !ENDS_SENTENCE.test(before.text) &&
  !isCueLine(before.text);

/**
 * The lines of a court's record that tell of a witness's oath, which nobody says: "ANA RUIZ," and "having been duly sworn,
 * testified as follows:".
 */
function oathLines(
  lines: readonly Passage[],
  opensTurn: (index: number) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [index, { text }] of lines.entries()) {
    if (!OATH.test(text.slice(0, LONGEST_HEAD))) continue;
    let end = index;
    while (end < index + MOST_OATH_LINES && !OATH_END.test(lines[end]?.text ?? '')) end += 1;
    if (!OATH_END.test(lines[end]?.text ?? '') || opensTurn(end)) continue;
    const isNamed = WITNESS.test(lines[index - 1]?.text ?? '') && !opensTurn(index - 1);
    for (let at = isNamed ? index - 1 : index; at <= end; at += 1) found.add(at);
  }
  return found;
}

const OATH =
  /^(?:(?:the|a) witness,? |\p{Lu}[\p{Lu}\p{M} .'’-]{2,60}, )?(?:(?:after )?having been|being|was|called as a witness)\b.{0,120}\b(?:sworn|affirmed)\b/iu;
const OATH_END = /\b(?:testified|examined|deposed|follows|states)\b[^.?!]{0,40}[:.,]$/iu;
/** The witness's name on the line above: "ANA RUIZ,". */
const WITNESS = /^\p{Lu}[\p{Lu}\p{M} .'’-]{2,60},$/u;
const MOST_OATH_LINES = 4;

/** Whether lines usually end in the end of a sentence, so that one that does not is broken off. */
function endInSentences(lines: readonly Passage[]): boolean {
  let ends = 0;
  let others = 0;
  for (const { text } of lines) {
    if (text === '') continue;
    if (ENDS_SENTENCE.test(text)) ends += 1;
    else others += 1;
  }
  return ends > others;
}

const asWords = (label: string, reason: string): string =>
  `"${label}:" was read as words, not as a label, because ${reason}. If somebody speaks here, say who: --speaker "${label}=Full Name".`;

const unmarked = (name: string): string =>
  `"${name}" opens this line as a label would, but no colon ends it, so it was read as words of whoever spoke before. If ${name} speaks here, write "${name}:".`;

function addTo(names: Set<string>, { label }: Pick<Opening, 'label'>): void {
  for (const name of namesIn(label)) names.add(name);
}

/** The keys under which a label's name may come again: in full, and by its last words. */
function namesIn(label: string): string[] {
  const words = nameKey(label).split(' ');
  return words.map((_, index) => words.slice(index).join(' '));
}

const nameKey = remembering((label) => labelKey(printedName(label)));

function familyKey(label: string): string {
  const key = nameKey(label);
  return key.slice(key.lastIndexOf(' ') + 1);
}

/** A text's lines with what has the shape of a label at their heads, and how often each last name is among those. */
interface Census {
  lines: readonly Passage[];
  openings: readonly (Opening | null)[];
  families: ReadonlyMap<string, number>;
  /** The line with which one goes on, if that ends no sentence. */
  lineBefore: (index: number) => Passage | null;
}

/**
 * The keys of names without a role that come once and stand where sentences and headings stand, and why each is taken
 * for one: "FOR SALE: the old pier", "PART ONE: THE STORM".
 */
function loneHeadings({
  lines,
  openings,
  families,
  lineBefore,
}: Census): ReadonlyMap<string, string> {
  const headings = new Map<string, string>();
  const isRecurring = ({ label }: Opening) => (families.get(familyKey(label)) ?? 0) > 1;
  let recurring = 0;
  let small = 0;
  for (const [index, opening] of openings.entries()) {
    if (opening?.ending !== 'colon' || !isRecurring(opening)) continue;
    recurring += 1;
    if (goesOnSmall(lines[index]?.text.slice(opening.length) ?? '')) small += 1;
  }
  // Where those who surely speak begin in small letters too, these tell nothing.
  const tellsSentences = small * 4 < recurring || recurring === 0;
  const hasSmallLetters = lines.some(({ text }) => /\p{Ll}/u.test(text));
  for (const [index, opening] of openings.entries()) {
    if (opening?.ending !== 'colon' || isRecurring(opening)) continue;
    const { label, length } = opening;
    if (withoutDelivery(printedRole(label)) !== '' || isUnnamedVoice(label)) continue;
    const words = lines[index]?.text.slice(length) ?? '';
    if (tellsSentences && goesOnSmall(words)) {
      headings.set(nameKey(label), 'it comes once and a sentence goes on after it');
    } else if (goesOn(lineBefore(index)) && !hasHonorific(label)) {
      headings.set(nameKey(label), BREAKS_OFF);
    } else if (!hasSmallLetters && label.split(' ').length > MOST_SHOUTED_WORDS) {
      headings.set(nameKey(label), 'it comes once and everything is in capitals');
    } else if (isPhrase(label)) {
      headings.set(nameKey(label), 'it comes once and has a word that is in no name');
    } else if (hasSmallLetters && TITLE_IN_CAPITALS.test(words)) {
      headings.set(nameKey(label), 'it comes once and what follows is a title in capitals');
    }
  }
  return headings;
}

const goesOnSmall = (words: string): boolean => /^\s?\p{Ll}/u.test(words);

/** Those of the keys that stand in capitals, and not as a label, among the words. */
function inCapitalsElsewhere(
  lines: readonly Passage[],
  openings: readonly (Opening | null)[],
  keys: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>();
  if (keys.size === 0) return found;
  for (const [index, { text }] of lines.entries()) {
    if (text.startsWith('(')) continue;
    const words = text.slice(openings[index]?.length ?? 0);
    // Where every letter is a capital, none shows an abbreviation.
    if (!/\p{Ll}/u.test(words)) continue;
    for (const match of words.matchAll(CAPITALS)) {
      const after = words.charAt(match.index + match[0].length);
      const key = labelKey(match[0]);
      if (after !== ':' && after !== ',' && keys.has(key)) found.add(key);
    }
  }
  return found;
}

/** A mixed-case title and name, which must come again to be a label. */
const isSmall = ({ label, ending }: Opening): boolean =>
  ending === 'stop' && !/\p{Lu}{2}/u.test(label);

/** "Speaker 2:", which other texts have as well. */
const isVoiceInSmallLetters = ({ label, ending }: Opening): boolean =>
  ending === 'colon' &&
  isUnnamedVoice(label) &&
  /\p{Ll}/u.test(label) &&
  !/\p{Lu}{2}/u.test(bareLabel(label));

/** A parenthesis with a line to itself. */
const isAlone = (text: string): boolean =>
  (text.startsWith('(') && /\)[.,]?$/.test(text)) || /^\[[^[\]]{1,2000}\]$/.test(text);

const NOWHERE: LineStart = { column: 1, before: null, opening: null };
/** Characters: longer than any label with what comes before it. */
const LONGEST_HEAD = 400;
const LINES_TO_DETECT = 2000;
const MOST_ROLE_WORDS = 8;
/** Of a name, where words are in capitals as well. */
const MOST_SHOUTED_WORDS = 3;
/** "* * * * *" */
const ORNAMENT = /^(?:[*•·] ?){3,}$/u;
const ANSWER = /^A ["“'‘]?\p{Lu}/u;
const BREAKS_OFF = 'the line before breaks off in the middle of a sentence';
/** "THE STORM", and no "NO!" */
const TITLE_IN_CAPITALS =
  /^\s*\p{Lu}[^\p{Ll}.?!…:;]*\s[^\p{Ll}.?!…:;]*\p{Lu}[^\p{Ll}.?!…:;]{0,100}$/u;
/** "COLE - ", "COLE; " */
const NAME_AND_MARK = /^([\p{Lu}\p{M}'’. ]{2,60})(?:[–—―;]|-{1,2})\s/u;
/** "COLE; Hello" mistypes a label whoever Cole is. */
const NAME_AND_SEMICOLON =
  /^\p{Lu}[\p{Lu}\p{M}'’.]{1,20}(?: \p{Lu}[\p{Lu}\p{M}'’.]{1,20}){0,2};\s{1,4}["“]?\p{Lu}/u;
const CAPITALS = /\p{Lu}[\p{Lu}\p{M}\p{N}'’-]+(?!\p{L})/gu;
const ENDS_SENTENCE = /[.?!…:)\]"”’'–—-]$/u;
/** "[02:00:05]" anywhere, "[02:00]" and a tape's "10:02:00:05" at the start of a line. */
const AIRTIME =
  /\s?\[\d{1,2}:[0-5]\d:[0-5]\d\]\s?|^\[\d{1,2}:[0-5]\d\]\s?|^\d{2}:[0-5]\d:[0-5]\d(?:[:;]\d{2})?(?:\s|$)\s*/gu;
/** Where the first time is within a minute of the start, or has no hours, times are offsets. */
const OFFSET = /^\[(?:0{1,2}:00:|\d{1,2}:\d{2}\])/u;
/** ">>", and ">>>" at a new subject. */
const CHANGE = /^>{2,3}(?!>)\s*/u;
const CHANGE_WITHIN = /(?<=\s)>{2,3}(?!>)/gu;
/** "END 1:20 P.M. EDT" */
const END =
  /^END(?: OF [\p{Lu} ]{3,40})?(?:[\s-]{1,40}\d{1,2}:\d{2} ?[AP]\.?M\.?(?: \p{Lu}{2,4})?)?$/u;
/** "(on camera):", which says how the speaker before goes on. */
const DELIVERY_AT_START = /^\([\p{L} -]{2,40}\)(?:\s?[:：]|$)/u;
const DELIVERY_ALONE = /^\([\p{L} -]{2,40}\)\s?[:：]$/u;
