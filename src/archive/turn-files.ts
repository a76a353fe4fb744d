import { toTurnJson } from '../formats/json.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import type { Archive, ArchivedTranscript } from './model.ts';

/** The turns of an archive that may be passed on, as files of JSON Lines, none of which is too large to be opened. */
export interface TurnFile {
  /** From 1. */
  n: number;
  turns: number;
  bytes: number;
  /** Runs of turns, by their indexes; the end is not one of them. */
  parts: { transcript: ArchivedTranscript; from: number; to: number }[];
}

/**
 * The files, the oldest transcripts first, so that new ones only change the last.
 *
 * @param most how many bytes a file may have; a single turn with more has a file of its own.
 */
export function turnFilesOf(archive: Archive, most = MOST_BYTES): TurnFile[] {
  const known = most === MOST_BYTES ? turnFiles.get(archive) : undefined;
  if (known) return known;
  const files = divided(archive, most);
  if (most === MOST_BYTES) turnFiles.set(archive, files);
  return files;
}

/** Several pages ask, and every turn has to be written to tell. */
const turnFiles = new WeakMap<Archive, TurnFile[]>();

function divided(archive: Archive, most: number): TurnFile[] {
  const files: TurnFile[] = [];
  for (const transcript of archive.transcripts.toReversed()) {
    if (!isFree(transcript)) continue;
    for (const index of transcript.turns.keys()) {
      const bytes = Buffer.byteLength(turnLine(transcript, index));
      let file = files.at(-1);
      if (!file || file.bytes + bytes > most) {
        file = { n: files.length + 1, turns: 0, bytes: 0, parts: [] };
        files.push(file);
      }
      const part = file.parts.at(-1);
      if (part?.transcript === transcript) part.to = index + 1;
      else file.parts.push({ transcript, from: index, to: index + 1 });
      file.turns += 1;
      file.bytes += bytes;
    }
  }
  return files;
}

/** What stands in a file. */
export function writeTurnFile({ parts }: TurnFile): string {
  const lines: string[] = [];
  for (const { transcript, from, to } of parts) {
    for (let index = from; index < to; index += 1) lines.push(turnLine(transcript, index));
  }
  return lines.join('');
}

/**
 * Whether a transcript's words may be collected and passed on: it is published under a licence that allows copies and
 * changes to everybody, told by its SPDX identifier (https://spdx.org/licenses/). Others may say so in a sentence,
 * which no program should judge.
 */
export const isFree = ({ status, rights }: ArchivedTranscript): boolean =>
  status === 'published' && FREE.test(rights?.license?.trim() ?? '');

const FREE =
  /^(?:CC0-1\.0|CC-PDDC|PDDL-1\.0|ODC-By-1\.0|ODbL-1\.0|CC-BY(?:-NC)?(?:-SA)?-[1-4]\.\d(?:-[A-Z]{2,3})?|OGL-UK-[1-3]\.0)$/i;

/** It names no private person, and no address, so that a file is the same wherever the site lives. */
function turnLine(transcript: ArchivedTranscript, index: number): string {
  const turn = transcript.turns[index];
  if (!turn) return '';
  const { id, title, date, language, record, program, rights, speakers } = transcript;
  const speaker = speakers.find((one) => one.id === turn.speaker);
  const isHidden = speaker !== undefined && isPrivatePerson(speaker);
  const line = {
    transcript: id,
    title,
    date,
    language,
    record,
    program,
    license: rights?.license ?? null,
    holder: rights?.holder ?? null,
    id: turn.id,
    name: isHidden ? null : (speaker?.name ?? null),
    ...toTurnJson(turn),
    ...(isHidden && { speaker: null, label: null }),
  };
  return `${JSON.stringify(line)}\n`;
}

const MOST_BYTES = 10_000_000;
