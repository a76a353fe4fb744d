import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { publicUrl } from '../archive/addresses.ts';
import type { Archive } from '../archive/model.ts';
import { readArchive } from '../archive/read.ts';
import { decodeUtf8 } from '../archive/utf8.ts';
import { SpeakerNames } from '../quotes/attribution.ts';
import { quotesIn } from '../quotes/draft.ts';
import { quotableTurns } from '../quotes/quotable.ts';
import { TurnIndex } from '../quotes/turn-index.ts';
import { verdictOf, type Verdict } from '../quotes/verdict.ts';
import { addressOfQuotable, verdictText } from '../quotes/verdict-text.ts';
import { hasErrors } from '../transcript/problem.ts';
import { printProblems } from './print-problems.ts';
import { readFault } from './system-fault.ts';
import { visible } from './visible.ts';

export interface QuoteCheck {
  /** The files as they were named. */
  drafts: readonly string[];
  content: string;
  json: boolean;
}

/**
 * Checks the quotes of drafts and prints what became of each that is not exact, or with `json` of every one.
 *
 * @returns the exit status: 0 where all are exact or too short to be told, 1 where some are neither, 2 where a draft can't be read.
 */
export async function checkQuotes({ drafts, content, json }: QuoteCheck): Promise<0 | 1 | 2> {
  const read = await Promise.all([...new Set(drafts)].map(readDraft));
  const faults = read.filter(({ fault }) => fault !== null);
  for (const { file, fault } of faults) console.error(visible(`error: ${file}: ${fault ?? ''}`));
  if (faults.length > 0) return 2;

  const archive = await readArchive({ content, drafts: false });
  if (hasErrors(archive.problems)) {
    printProblems(archive.problems);
    console.error('Nothing was checked: the transcripts have errors. Mend them first.');
    return 1;
  }
  const index = new TurnIndex(quotableTurns(archive));
  const names = new SpeakerNames(namesIn(archive));
  let [count, wrong, unclear] = [0, 0, 0];
  for (const { file, text } of read) {
    for (const found of checkDraft(text, index, names)) {
      count += 1;
      if (found.isUnclear) unclear += 1;
      else if (!found.isFine) wrong += 1;
      if (json) console.log(JSON.stringify({ file: path.normalize(file), ...found.data }));
      else if (!found.isFine) {
        const { line, column } = found.data;
        console.error(visibleLines(`${file}:${line}:${column} ${found.message}`));
      }
    }
  }
  if (json) return wrong > 0 ? 1 : 0;
  const quotes = `${String(count)} ${count === 1 ? 'quote' : 'quotes'}`;
  if (count === 0)
    console.log(
      'Nothing stands in quotation marks or in a block quote, so there was nothing to check.',
    );
  else if (wrong === 0 && unclear === 0) console.log(`Checked ${quotes}: all exact.`);
  else {
    const remark = unclear === 0 ? '' : `, ${String(unclear)} too short to be checked`;
    const verdict = wrong === 0 ? 'none to be mended' : `${String(wrong)} to be mended`;
    (wrong === 0 ? console.log : console.error)(`Checked ${quotes}: ${verdict}${remark}.`);
  }
  return wrong > 0 ? 1 : 0;
}

interface Draft {
  file: string;
  text: string;
  /** Why it can't be read; `null` where it can. */
  fault: string | null;
}

async function readDraft(file: string): Promise<Draft> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST) {
      return faulty(
        file,
        `The file has ${String(Math.ceil(size / 1e6))} MB; expected a draft of at most ${String(LARGEST / 1e6)} MB. Name the article itself.`,
      );
    }
    const { text, problem } = decodeUtf8(await readFile(file));
    return problem
      ? faulty(file, `${problem.message} A DOCX or PDF has to be saved as plain text first.`)
      : { file, text: text.replaceAll('\r\n', '\n'), fault: null };
  } catch (error) {
    const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR';
    return faulty(
      file,
      isFolder
        ? 'A folder; expected text files. Name the files in it.'
        : readFault(error).replace('a transcript or a folder of transcripts', 'a draft'),
    );
  }
}

const faulty = (file: string, fault: string): Draft => ({ file, text: '', fault });

interface CheckedPassage {
  isFine: boolean;
  /** Whether it is too short to be right or wrong. */
  isUnclear: boolean;
  message: string;
  data: {
    line: number;
    column: number;
    quote: string;
    speaker: string | null;
    verdict: Verdict['kind'] | 'unclosed';
    message: string;
    /** Where the words, or the closest ones, stand. */
    turns: { transcript: string; turn: string; speaker: string; url: string; text: string }[];
    changes: { kind: string; text: string }[] | null;
  };
}

function* checkDraft(
  text: string,
  index: TurnIndex,
  names: SpeakerNames,
): Generator<CheckedPassage> {
  for (const { passage, ...place } of quotesIn(text)) {
    if (!passage) {
      const message =
        'A quotation mark opens and nothing closes it, so what it quotes was not checked; expected a closing mark in the same paragraph. Close it.';
      const nothing = { quote: '', speaker: null, turns: [], changes: null };
      const data = { ...place, ...nothing, verdict: 'unclosed' as const, message };
      yield { isFine: false, isUnclear: false, message, data };
      continue;
    }
    const speaker = names.near(passage);
    const verdict = verdictOf(index, passage.text, speaker);
    if (verdict.kind === 'empty') continue;
    const message = verdictText(verdict, { quote: passage.text, speaker, url: worldUrl });
    yield {
      isFine: verdict.kind === 'exact',
      isUnclear: verdict.kind === 'too-short',
      message,
      data: {
        ...place,
        quote: passage.text,
        speaker,
        verdict: verdict.kind,
        message,
        turns: verdict.turns.slice(0, MOST_TOLD).map((turn) => ({
          transcript: turn.transcript,
          turn: turn.turn,
          speaker: turn.speaker.name,
          url: addressOfQuotable(turn, worldUrl),
          text: turn.text,
        })),
        changes: 'comparison' in verdict ? verdict.comparison.changes : null,
      },
    };
  }
}

const namesIn = ({ transcripts }: Archive): Set<string> =>
  new Set(
    transcripts.flatMap(({ speakers }) =>
      speakers.filter(({ unnamed }) => !unnamed).map(({ name }) => name),
    ),
  );

function worldUrl(address: string): string {
  const { SITE_URL = '', BASE_PATH = '/' } = process.env;
  return publicUrl(address, BASE_PATH, SITE_URL === '' ? undefined : new URL(SITE_URL));
}

const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n');

/** Bytes. */
const LARGEST = 10_000_000;
/** How many places of one quote are told. */
const MOST_TOLD = 10;
