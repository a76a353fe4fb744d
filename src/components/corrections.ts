import type { Texts } from '../texts/texts.ts';
import type { Statement } from '../linked-data/transcript.ts';
import { formatDate } from '../texts/dates.ts';
import type { Correction } from '../transcript/model.ts';
import type { Reading } from './reading.ts';

/** What a correction says in the words of its kind: what stood, and what is right. Empty where it gives neither. */
function correctionStatement(correction: Correction, reading: Reading, texts: Texts): string {
  const { kind, said, correct, date } = correction;
  if (kind === 'correction' && said !== null) {
    return texts.spokenError(speakerNamed(correction, reading), said, correct);
  }
  if (kind === 'transcription') {
    return texts.transcriptionError(said, correct, formatDate(date, texts.locale));
  }
  return texts.otherStatement(said, correct);
}

/** Everything a correction says: the words of its kind, and the editor's remark. */
export const correctionText = (correction: Correction, reading: Reading, texts: Texts): string =>
  [correctionStatement(correction, reading, texts), correction.note].filter(Boolean).join(' ');

/** Whether it puts something right: an editor's note does not. */
export const isCorrection = ({ kind }: Correction): boolean => kind !== 'note';

/** What puts something right in a transcript, as its linked data says it. */
export const correctionStatements = (reading: Reading, texts: Texts): Statement[] =>
  reading.transcript.corrections.filter(isCorrection).map((correction) => ({
    text: correctionText(correction, reading, texts),
    date: correction.date,
  }));

/** Whose words a correction is about; `null` where it names no turn that is there, or turns of several people. */
function speakerNamed({ turns }: Correction, { turnsById, castById }: Reading): string | null {
  const named = new Set(turns.map((id) => turnsById.get(id)?.speaker));
  const [speaker] = named;
  return speaker !== undefined && named.size === 1
    ? (castById.get(speaker)?.shortName ?? null)
    : null;
}
