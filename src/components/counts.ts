import type { SpeakerFacts, Span } from '../archive/views.ts';
import { formatDate } from '../texts/dates.ts';
import type { Texts } from '../texts/texts.ts';

/** "12 turns, 640 words, 4 turns in summaries": what is speech apart from what is somebody's account of it. */
export function speechCounts(
  { turns, words, summarised }: Pick<SpeakerFacts, 'turns' | 'words' | 'summarised'>,
  texts: Texts,
): string {
  return [
    ...(turns > 0 ? [texts.countTurns(turns), texts.countWords(words)] : []),
    ...(summarised > 0 ? [texts.countSummarised(summarised)] : []),
  ].join(', ');
}

/** "2 March 2026 to 4 May 2026"; empty where no date is known. */
export const spanText = (span: Span | null, texts: Texts): string =>
  span === null ? '' : texts.spanOf(dayOf(span.first, texts), dayOf(span.last, texts));

/** "First heard 2 March 2026, last 4 May 2026."; empty where no date is known. */
export const heardText = (span: Span | null, texts: Texts): string =>
  span === null ? '' : texts.heard(dayOf(span.first, texts), dayOf(span.last, texts));

/** A date without its time of day. */
const dayOf = (date: string, texts: Texts): string =>
  formatDate(date.split(/[T ]/, 1)[0] ?? date, texts.locale);
