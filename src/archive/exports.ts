import type { Site } from '../transcript/model.ts';
import type { ArchivedTranscript } from './model.ts';
import { outlineOf } from './outline.ts';

/** What a transcript can be taken along as: the media type under the ending, which has no dot before it. */
export const EXPORT_TYPES = {
  json: 'application/json',
  txt: 'text/plain',
  md: 'text/markdown',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  'podcast.json': 'application/json',
  'tei.xml': 'application/tei+xml',
  'akn.xml': 'application/akn+xml',
  bib: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  'csl.json': 'application/vnd.citationstyles.csl+json',
};

export type ExportEnding = keyof typeof EXPORT_TYPES;

/** The exports that the site has of a transcript. */
export const exportsOf = (site: Site, transcript: ArchivedTranscript): ExportEnding[] => [
  ...commonExports(site),
  ...captionsOf(site, transcript),
];

/** The exports that the site has of every transcript. */
export const commonExports = ({ exports }: Site): ExportEnding[] => [
  ...EVERYWHERE,
  ...exports.filter((ending) => ending !== 'json' && !isCaptions(ending)),
];

/**
 * The exports that the site has of this transcript beyond those of every one. Captions need times; and a summary is
 * nothing that is to be read as speech while the audio plays.
 */
export const captionsOf = ({ exports }: Site, transcript: ArchivedTranscript): ExportEnding[] =>
  transcript.record === 'verbatim' && outlineOf(transcript).isTimed
    ? exports.filter(isCaptions)
    : [];

const EVERYWHERE: readonly ExportEnding[] = ['json', 'bib', 'ris', 'csl.json'];

const isCaptions = (ending: string): boolean => ending === 'vtt' || ending === 'srt';
