import { labelKey } from '../transcript/label.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import type { DeclaredSpeaker, Format, Heard, ReadOptions } from './format.ts';
import { linesOf } from './lines.ts';
import {
  readTurnLines,
  wordingOfTurnLines,
  type LineOpening,
  type TurnLines,
} from './turn-lines.ts';

const DEBATE: TurnLines = {
  opening: (line) => {
    const start = line.slice(0, LONGEST_OPENING);
    for (const style of STYLES) {
      const opening = openingIn(start, style);
      if (opening) return opening;
    }
    return null;
  },
  markdown: false,
  wordsBelow: false,
  opensWith: 'preamble',
};

/**
 * The record of a parliament whose labels open with how a chamber addresses its members: the French ("M. le président."),
 * the Spanish ("El señor …:"), the Italian ("PRESIDENTE.") and the Dutch ("De voorzitter:"); and of the Japanese Diet, whose
 * labels stand after a circle ("○山田委員"). The circle is a mark and no word.
 */
export const parliament: Format = {
  id: 'parliament',
  name: 'Record of a parliament (French, Spanish, Italian, Dutch, Japanese)',
  example: [
    'Mme la présidente. La parole est à M. Lee Osei.',
    '',
    'M. Lee Osei. La glace est revenue.',
    '',
    'Mme la présidente. Je l’entends.',
  ].join('\n'),
  atMost: 0.75,
  detect,
  read: (source, report, options) => {
    const reading = readTurnLines(source, DEBATE, report, options);
    return { ...reading, heard: withFullNames(reading.heard.map(asDirection), report, options) };
  },
  wording: (source, options) => wordingOfTurnLines(source, DEBATE, options),
};

/** "〔発言する者あり〕", which the Diet's record prints for what is heard in the hall. */
const asDirection = (item: Heard): Heard =>
  item.kind === 'words' && /^〔[^〔〕]{1,200}〕$/u.test(item.text)
    ? { kind: 'direction', text: item.text, line: item.line, column: item.column }
    : item;

/** A family name means the only one whom another label names in full by it; whoever is never named in full is told. */
function withFullNames(
  heard: readonly Heard[],
  report: ProblemReporter,
  { labels }: ReadOptions,
): Heard[] {
  const named = heard.flatMap((item) => (item.kind === 'label' && item.means ? [item.means] : []));
  const byFamily = new Map<string, Map<string, DeclaredSpeaker>>();
  for (const means of named) {
    if (means.unnamed) continue;
    const family = labelKey(means.name).split(' ').at(-1) ?? '';
    const people = byFamily.get(family) ?? new Map<string, DeclaredSpeaker>();
    byFamily.set(family, people.set(labelKey(means.name), means));
  }
  const told = new Set(labels.map(labelKey));
  return heard.map((item) => {
    if (item.kind !== 'label' || item.means?.unnamed !== true) return item;
    const { name } = item.means;
    const [only, ...others] = byFamily.get(labelKey(name))?.values() ?? [];
    if (only && others.length === 0) return { ...item, means: only };
    const keys = [labelKey(name), labelKey(item.text)];
    if (!keys.some((key) => told.has(key))) {
      report(
        'warning',
        item,
        `"${item.text}" is never given in full, so "${name}" is a voice of this transcript alone. Say who it is: --speaker "${name}=Full Name".`,
      );
      told.add(labelKey(name));
    }
    return item;
  });
}

/** How sure: a third of the lines open with labels, of two who speak and more, one of them again. */
function detect(source: string): number {
  const seen = new Map<string, number>();
  // Names in capitals before a full stop are the Italian chamber's where somebody presides in Italian.
  const isItalian = source.includes('PRESIDENTE');
  let opened = 0;
  let lines = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    const opening = DEBATE.opening(text);
    if (opening && (isItalian || /[\p{Ll}\p{Script=Han}]/u.test(opening.label))) {
      opened += 1;
      seen.set(opening.label, (seen.get(opening.label) ?? 0) + 1);
    }
    lines += 1;
    if (lines === LINES_TO_DETECT) break;
  }
  const recurs = [...seen.values()].some((count) => count > 1);
  return recurs && seen.size > 1 && opened > 2 && opened * 3 >= lines ? 0.75 : 0;
}

/** How a chamber prints its labels. */
interface Style {
  /** With the groups `label`, `name`, and where they are told `role` and `group`; what follows is words. */
  label: RegExp;
  /** Whether the name is that of a family alone. */
  isFamily: boolean;
}

function openingIn(line: string, { label: pattern, isFamily }: Style): LineOpening | null {
  const [whole, groups] = matchOf(pattern, line);
  if (whole === undefined) return null;
  const { label = '', name, role = null, group = null } = groups;
  return {
    label,
    start: null,
    end: null,
    length: whole.length,
    certainty: 'certain',
    means:
      name === undefined
        ? voice(label)
        : {
            name: inSmallLetters(name),
            sortName: null,
            role,
            affiliation: group,
            // A Japanese name has no space, and stands in full in parentheses.
            unnamed: isFamily || !/\s|\p{Script=Han}/u.test(name),
          },
  };
}

function matchOf(
  pattern: RegExp,
  line: string,
): [string | undefined, Partial<Record<string, string>>] {
  const match = pattern.exec(line);
  return [match?.[0], match?.groups ?? {}];
}

const voice = (name: string): DeclaredSpeaker => ({
  name,
  sortName: null,
  role: null,
  affiliation: null,
  unnamed: true,
});

/** "QUIBB RUEDA" as a name is written. */
const inSmallLetters = (name: string): string =>
  name.replace(
    /(\p{Lu})([\p{Lu}\p{M}]+)/gu,
    (_, first: string, rest: string) => first + rest.toLowerCase(),
  );

const LONGEST_OPENING = 200;
const LINES_TO_DETECT = 300;
/** A name of one to five words, small particles among them. */
const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,30}(?: (?:(?:d[eu]|des|del|de la|van|van der|ter) |d['’])?\p{Lu}[\p{L}\p{M}'’-]{1,30}){0,4}`;
const CAPITALS = String.raw`\p{Lu}[\p{Lu}\p{M}'’-]{1,30}(?: [\p{Lu}\p{M}'’-]{1,30}){0,4}`;
/** Two words at least: "MS." and "SEN." open the labels of English hearings. */
const CAPITALS_IN_FULL = String.raw`\p{Lu}[\p{Lu}\p{M}'’-]{1,30}(?: [\p{Lu}\p{M}'’-]{1,30}){1,4}`;
/** What ends a French or an Italian label: a full stop and, in some chambers, a dash. */
const STOP = String.raw`\.(?: ?[–—-])?(?=\s|$)`;

const STYLES: readonly Style[] = [
  // "M. le président.", "Mme la ministre."
  {
    label: new RegExp(
      String.raw`^(?<label>(?:M\.|Mme|MM\.|Mmes) l[ea] (?:vice-)?(?:président|présidente|ministre|rapporteur|rapporteure|secrétaire d['’]État)(?: [\p{Ll}'’ -]{1,60})?)${STOP}`,
      'u',
    ),
    isFamily: false,
  },
  // "Mme Ana Quibb, ministre de la mer. –"
  {
    label: new RegExp(
      String.raw`^(?<label>(?:M\.|Mme) (?<name>${NAME})(?: \((?<group>[^().\n]{1,40})\))?(?:, (?<role>\p{Ll}[^.:;\n]{2,100}))?)${STOP}`,
      'u',
    ),
    isFamily: false,
  },
  // "La señora PRESIDENTA:", "El señor MINISTRO DE MAR (Osei Prado):", "La señora QUIBB RUEDA:"
  {
    label: new RegExp(
      String.raw`^(?<label>(?:El|La) señora? (?:VICE)?(?:PRESIDENT[AE]|SECRETARI[AO])(?: [\p{Lu} ]{1,60})?)[:](?=\s|$)`,
      'u',
    ),
    isFamily: false,
  },
  {
    label: new RegExp(
      String.raw`^(?<label>(?:El|La) señora? (?<role>[\p{Lu}\p{M}, ]{4,90}) \((?<name>${NAME})\))[:](?=\s|$)`,
      'u',
    ),
    isFamily: true,
  },
  {
    label: new RegExp(
      String.raw`^(?<label>(?:El|La) señora? (?<name>${CAPITALS}))[:](?=\s|$)`,
      'u',
    ),
    isFamily: true,
  },
  // "PRESIDENTE.", "ANA QUIBB (PORTO)."
  { label: new RegExp(String.raw`^(?<label>PRESIDENTE)${STOP}`, 'u'), isFamily: false },
  {
    label: new RegExp(
      String.raw`^(?<label>(?<name>${CAPITALS_IN_FULL})(?: \((?<group>[^().\n]{1,40})\))?(?:, (?<role>\p{Lu}\p{Ll}[^.:;\n]{2,100}))?)${STOP}`,
      'u',
    ),
    isFamily: false,
  },
  // "De voorzitter:", "Mevrouw Quibb (HAVEN):", "Minister Osse:"
  { label: /^(?<label>De voorzitter):(?=\s|$)/u, isFamily: false },
  {
    label: new RegExp(
      String.raw`^(?<label>(?:De heer|Mevrouw|Minister|Staatssecretaris) (?<name>(?:(?:van|de|der|den|ter|van de|van der|van den) )?${NAME})(?: \((?<group>[^()\n]{1,40})\))?):(?=\s|$)`,
      'u',
    ),
    isFamily: true,
  },
  // "○委員長（山田花子君）", "○山田（太）委員", "○国務大臣（佐藤一郎君）"
  {
    label:
      /^[○◯〇]\s?(?<label>(?<role>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・]{2,30})（(?<name>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・]{2,20})君）)[\s\u3000]+/u,
    isFamily: false,
  },
  {
    label:
      /^[○◯〇]\s?(?<label>(?<name>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・]{1,20}?(?:（\p{L}{1,3}）)?)(?:委員長|副委員長|主査|議長|副議長|委員|議員|国務大臣|副大臣|大臣政務官|大臣|政府参考人|参考人|公述人|君))[\s\u3000]+/u,
    isFamily: true,
  },
  // Whoever holds an office and is not named: "○議長"
  {
    label: /^[○◯〇]\s?(?<label>[\p{Script=Han}\p{Script=Katakana}ー・]{2,30})\u3000+(?=\S)/u,
    isFamily: false,
  },
];
