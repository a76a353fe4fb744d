import type { ProblemReporter } from '../transcript/problem.ts';
import { clockAtStart } from './clock.ts';
import type { DeclaredSpeaker, Format, ReadOptions, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import {
  countOpenings,
  readTurnLines,
  wordingOfTurnLines,
  type LineOpening,
  type TurnLines,
} from './turn-lines.ts';
import { isUnnamedVoice } from './voices.ts';

/**
 * The chat of a video meeting saved as text, as Zoom has it: a time, who wrote and to whom, the words on the same line or
 * indented below. To whom it went is printed in the label, which means the sender.
 */
export const meetingChat: Format = {
  id: 'meeting-chat',
  name: 'Chat of a video meeting',
  example: [
    '00:12:05 From Ana Ruiz to Everyone:',
    '\tThe ice is back.',
    '00:12:41 From Lee Osei to Ana Ruiz (Direct Message):',
    '\tI can hear it from here.',
  ].join('\n'),
  atMost: 0.8,
  detect,
  read,
  wording: (source, options) => wordingOfTurnLines(source, CHAT, options),
};

const CHAT: TurnLines = {
  opening: messageOpening,
  markdown: false,
  wordsBelow: true,
  opensWith: 'preamble',
};

function detect(source: string): number {
  if (!/^[\s\uFEFF]{0,9}[[(]?\d{1,3}:\d\d/mu.test(source)) return 0;
  const { openings, lines } = countOpenings(source, CHAT);
  if (openings.length * 20 < lines) return 0;
  return openings.length > 1 ? 0.8 : openings.length > 0 ? 0.72 : 0;
}

function read(source: string, report: ProblemReporter, options: ReadOptions): Reading {
  const reading = readTurnLines(source, CHAT, report, options);
  reportSenders(source, report);
  return { ...reading, isWritten: true };
}

function messageOpening(line: string): LineOpening | null {
  const clock = clockAtStart(line);
  if (!clock) return null;
  const rest = line.slice(clock.length, clock.length + LONGEST_OPENING);
  const from = FROM.exec(rest)?.[0];
  const colon = rest.search(/[:：](?=\s|$)/u);
  if (from === undefined || colon <= from.length) return null;
  const label = rest.slice(from.length, colon).replace(/\s+/gu, ' ').trim();
  const name = (label.split(TO, 1)[0] ?? '').trim();
  if (name === '') return null;
  return {
    label,
    start: clock.start,
    end: clock.end,
    length: clock.length + colon + 1,
    certainty: 'certain',
    means: senderOf(name),
  };
}

/** One name may be anybody's, so it is a voice of this chat alone. */
export const senderOf = (name: string): DeclaredSpeaker => ({
  name,
  sortName: null,
  role: null,
  affiliation: null,
  unnamed: isUnnamedVoice(name) || !/\s/u.test(name),
});

/** Tells what the chat does not say: who a single name is, and whether its times count from the start. */
function reportSenders(source: string, report: ProblemReporter): void {
  const told = new Set<string>();
  let isFirst = true;
  for (const { text, line, column } of linesOf(source)) {
    const { means, start } = messageOpening(text) ?? {};
    if (!means) continue;
    if (isFirst && typeof start === 'number' && start >= AN_HOUR) {
      report(
        'warning',
        { line, column },
        `The first message has the time ${clockOf(text)}, which may be a time of day; a turn's time is an offset from the start. If so, remove the times from the written file.`,
      );
    }
    isFirst = false;
    if (!means.unnamed || isUnnamedVoice(means.name) || told.has(means.name)) continue;
    told.add(means.name);
    report(
      'warning',
      { line, column },
      `"${means.name}" is never given in full, so "${means.name}" is a voice of this transcript alone. Say who it is: --speaker "${means.name}=Full Name".`,
    );
  }
}

const clockOf = (text: string): string => text.slice(0, clockAtStart(text)?.length ?? 0);

const AN_HOUR = 3600;
/** No opening is longer: two names of a meeting, and what stands between them. */
const LONGEST_OPENING = 240;
/** "From", as the program says it in the languages it speaks. */
const FROM = /^\s{0,20}(?:From|Von|De|Da|Van|Od|Від|От)\s{1,20}(?=\S)/u;
const TO = /\s(?:to|an|à|a|para|aan|do|до|для|кому)\s/u;
