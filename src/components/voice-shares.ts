import { wordCounts } from '../archive/word-counts.ts';
import type { CastMember, Reading } from './reading.ts';

/** How much of a conversation a speaker has. */
export interface VoiceShare {
  member: CastMember;
  turns: number;
  /** Words in the transcript's language. */
  words: number;
  /** Seconds in other languages, as far as times tell. */
  otherSeconds: number;
  /** Percent of the conversation: by words, and by time for what is in other languages. */
  ownPercent: number;
  otherPercent: number;
}

export interface VoiceShares {
  /** Who has most comes first. */
  shares: VoiceShare[];
  /** Seconds in other languages that are counted. */
  otherSeconds: number;
  /** Turns in other languages that are left out, since nobody knows how long they are. */
  leftOut: number;
}

/**
 * Who speaks how much. Words are counted; a turn with speech in another language, whose words don't compare or are not
 * there, is counted by its time, at the pace of the rest, and left out where that is not known.
 */
export function voiceShares({ transcript, cast }: Reading): VoiceShares {
  const counts = wordCounts(transcript);
  const timed = transcript.turns.map((turn, index) => {
    const end = turn.end ?? transcript.turns[index + 1]?.start ?? null;
    const seconds =
      turn.start === null || end === null || end <= turn.start ? null : end - turn.start;
    return { turn, seconds, words: counts[index] ?? 0, isOther: turn.segments.length > 0 };
  });
  const paced = timed.filter(({ seconds, isOther }) => seconds !== null && !isOther);
  const seconds = paced.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  const pace = seconds === 0 ? null : paced.reduce((sum, { words }) => sum + words, 0) / seconds;
  const isCounted = (one: (typeof timed)[number]) => one.seconds !== null && pace !== null;

  const others = timed.filter(({ isOther }) => isOther);
  const rows = cast.map((member) => {
    const own = timed.filter(({ turn }) => turn.speaker === member.speaker.id);
    return {
      member,
      turns: own.length,
      words: own.reduce((sum, { words, isOther }) => sum + (isOther ? 0 : words), 0),
      otherSeconds: own
        .filter((one) => one.isOther && isCounted(one))
        .reduce((sum, one) => sum + (one.seconds ?? 0), 0),
    };
  });
  const total = rows.reduce((sum, row) => sum + row.words + row.otherSeconds * (pace ?? 0), 0);
  const percent = (part: number) => (total === 0 ? 0 : (100 * part) / total);
  return {
    shares: rows
      .map((row) => ({
        ...row,
        ownPercent: percent(row.words),
        otherPercent: percent(row.otherSeconds * (pace ?? 0)),
      }))
      .sort((a, b) => b.ownPercent + b.otherPercent - (a.ownPercent + a.otherPercent)),
    otherSeconds: others.filter(isCounted).reduce((sum, one) => sum + (one.seconds ?? 0), 0),
    leftOut: others.filter((one) => !isCounted(one)).length,
  };
}
