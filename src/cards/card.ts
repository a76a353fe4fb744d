import type { ArchivedTranscript } from '../archive/model.ts';
import { isInferred, readingOf } from '../components/reading.ts';
import { formatDate } from '../texts/dates.ts';
import type { Texts } from '../texts/texts.ts';
import { directionOf } from '../transcript/language.ts';
import type { Program, Site } from '../transcript/model.ts';

/** What the picture of a transcript says, that other sites show beside a link to it. Plain data. */
export interface Card {
  site: string;
  program: string | null;
  /** As people read it: "2 March 2026". What was inferred says so, here as on the page. */
  date: string | null;
  /** What must not be overlooked: that this is a summary. */
  badge: string | null;
  title: string;
  /** The transcript's language, a BCP 47 tag, and its direction, which is the picture's. */
  language: string;
  dir: 'ltr' | 'rtl';
  /** In the order in which they first speak. */
  speakers: CardSpeaker[];
  /** What follows where only so many of the speakers are shown: `rest[2]` is "and 8 others". `null`: nobody is left out. */
  rest: (string | null)[];
}

export interface CardSpeaker {
  name: string;
  /** As on the page, as is the colour class, `s1` to `s8`. */
  initials: string;
  colour: string;
}

/** Pixels: what the sites that show such pictures ask for. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

/** Works out a transcript's card. A picture travels, so private persons and unnamed voices are only counted. */
export function cardOf(
  transcript: ArchivedTranscript,
  { site, program, texts }: { site: Site; program: Program | null; texts: Texts },
): Card {
  const { cast } = readingOf(transcript);
  const marked = (text: string, path: string, mark: string) =>
    isInferred(transcript, path) ? `${text} (${mark})` : text;
  const speakers = cast
    .filter(({ speaker }) => !speaker.unnamed && !speaker.private)
    .slice(0, MOST_SPEAKERS)
    .map(({ speaker, initials, colour }) => ({ name: speaker.name, initials, colour }));
  return {
    site: site.name,
    program: program && marked(program.name, 'program', texts.programInferred),
    date:
      transcript.date === null
        ? null
        : marked(formatDate(transcript.date, texts.locale), 'date', texts.dateInferred),
    badge: transcript.record === 'summary' ? texts.summaryBadge : null,
    title: transcript.title,
    language: transcript.language,
    dir: directionOf(transcript.language),
    speakers,
    rest: Array.from({ length: speakers.length + 1 }, (_, shown) =>
      shown === 0 || shown === cast.length ? null : texts.andOthers(cast.length - shown),
    ),
  };
}

/** More never fit. */
const MOST_SPEAKERS = 12;
