import type { CitationSource } from '../../../src/citations/csl-item.ts';
import type { Person, Program, Site } from '../../../src/transcript/model.ts';
import { parseTranscript } from '../../../src/transcript/parse.ts';
import { archived } from '../archived.ts';

export const URL_OF_A = 'https://transcripts.example/transcripts/a/';

export const TURNS = '**Cole:** Is it going out?\n\n**Petrenko:** Not tonight.';

/** What citing the transcript `a` takes, from front matter lines after the title and language, and a body. */
export function sourceOf(
  frontMatter: string,
  body = TURNS,
  record: 'verbatim' | 'summary' = 'verbatim',
): CitationSource {
  const file = 'content/transcripts/a.md';
  const source = `---\ntitle: Two chairs\nlanguage: en\nrecord: ${record}\n${frontMatter}\n---\n\n${body}\n`;
  const { transcript, problems } = parseTranscript(source, { file, people });
  if (!transcript || problems.length > 0) {
    throw new Error(problems.map(({ message }) => message).join('\n'));
  }
  return {
    transcript: archived(transcript),
    program: transcript.program === null ? null : program,
    site,
    people,
  };
}

const person = (id: string, name: string, sortName = name, isPrivate = false): [string, Person] => [
  id,
  {
    id,
    name,
    sortName,
    pronunciation: null,
    affiliations: [],
    sameAs: [],
    note: null,
    private: isPrivate,
  },
];

const people = new Map([
  person('dana-cole', 'Dana Cole', 'Cole, Dana'),
  person('olha-petrenko', 'Olha Petrenko', 'Petrenko, Olha'),
  person('petrenko-uk', 'Ольга Петренко', 'Петренко, Ольга'),
  person('sukharko', 'Сухарко'),
  person('harbour-board', 'Port & Quay Board'),
  person('private-person', 'Private Person', 'Person, Private', true),
]);

const program: Program = {
  id: 'harbour-morning',
  name: 'Harbour Morning',
  kind: null,
  publisher: 'Harbour Radio',
  description: null,
  url: null,
  language: 'en',
};

const site: Site = {
  name: 'Skerrow Transcripts',
  description: null,
  publisher: 'The Skerrow Archive',
  language: 'en',
  contact: null,
  license: null,
  privateByDefault: false,
  turnPages: 'short',
  exports: [],
  languageGaps: 'drafts',
};
