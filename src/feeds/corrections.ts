import { x } from 'xastscript';
import {
  correctionsPath,
  programPath,
  transcriptPath,
  turnNumber,
  turnPath,
} from '../archive/addresses.ts';
import type { Archive, ArchivedTranscript } from '../archive/model.ts';
import { transcriptsOf } from '../archive/views.ts';
import { correctionText, isCorrection } from '../components/corrections.ts';
import { readingOf } from '../components/reading.ts';
import { xmlDocument } from '../exports/xml-document.ts';
import type { Texts } from '../texts/texts.ts';
import type { Correction, Program } from '../transcript/model.ts';
import { instant, knownInstant, urn } from './identity.ts';

/** What a feed of corrections is made for. */
export interface FeedContext {
  texts: Texts;
  /** The program that it is of; `null` for the whole site. */
  program: Program | null;
  /** A path of `archive/addresses.ts` as the world reaches it: absolute where the site knows its address. */
  url: (path: string) => string;
}

/**
 * The corrections of all published transcripts, or of one program's, the newest first, as an Atom feed (RFC 4287).
 * Atom because its addresses may be relative, which those of a site are that does not know where it lives. Editor's
 * notes put nothing right and are left out.
 */
export function correctionsFeed(archive: Archive, { texts, program, url }: FeedContext): string {
  const { site } = archive;
  const transcripts = (
    program === null ? archive.transcripts : transcriptsOf(archive, program.id)
  ).filter(({ status }) => status === 'published');
  const entries = transcripts
    .flatMap((transcript) => entriesOf(transcript, texts, url))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const title = texts.correctionsOf(program?.name ?? site.name);
  const page = program === null ? '' : programPath(program.id);

  return xmlDocument(
    x('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': site.language }, [
      x('id', urn(['feed', site.name, program?.id ?? null])),
      x('title', title),
      x('updated', instant(entries[0]?.date ?? newest(transcripts))),
      x('author', [x('name', site.publisher ?? site.name)]),
      x('link', { rel: 'self', href: url(correctionsPath(program?.id ?? null)) }),
      x('link', { rel: 'alternate', type: 'text/html', href: url(page) }),
      ...entries.map(({ id, date, title: heading, address, text }) =>
        x('entry', [
          x('id', id),
          x('title', heading),
          ...(knownInstant(date) === null ? [] : [x('published', knownInstant(date))]),
          x('updated', instant(date)),
          x('link', { rel: 'alternate', type: 'text/html', href: address }),
          x('content', { type: 'text' }, text),
        ]),
      ),
    ]),
  );
}

interface Entry {
  id: string;
  date: string;
  title: string;
  address: string;
  text: string;
}

function entriesOf(transcript: ArchivedTranscript, texts: Texts, url: FeedContext['url']): Entry[] {
  const corrections = transcript.corrections.filter(isCorrection);
  if (corrections.length === 0) return [];
  const reading = readingOf(transcript);
  return corrections.map((correction) => {
    const { date, kind, turns } = correction;
    const [turn] = turns;
    const place = turns.map((id) => texts.turn(turnNumber(id)));
    return {
      id: entryId(transcript, correction),
      date,
      title: [`${texts.correctionKinds[kind]}: ${transcript.title}`, ...place].join(', '),
      address: url(
        turn === undefined
          ? `${transcriptPath(transcript.id)}#corrections`
          : turnPath(transcript.id, turn),
      ),
      text: correctionText(correction, reading, texts),
    };
  });
}

/** Made of the correction alone, so that others may come and go around it; one that is reworded is a new one. */
function entryId({ id }: ArchivedTranscript, correction: Correction): string {
  const { date, kind, turns, said, correct, note } = correction;
  return urn(['correction', id, date, kind, turns, said, correct, note]);
}

/** A feed that holds nothing yet is as old as what it is about. */
const newest = (transcripts: readonly ArchivedTranscript[]): string =>
  transcripts.find(({ date }) => date !== null)?.date ?? '1970';
