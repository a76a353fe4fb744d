import type { ArchivedTranscript } from '../../../src/archive/model.ts';
import type { Person } from '../../../src/transcript/model.ts';
import { parseTranscript } from '../../../src/transcript/parse.ts';
import { positionalIds, resolveReferences } from '../../../src/transcript/references.ts';
import type { Problem } from '../../../src/transcript/problem.ts';
import { reportInto } from '../../../src/transcript/problem.ts';
import { archived } from '../archived.ts';

/** A transcript as pages get it, from front matter lines after the title and language, and a body. */
export function transcriptOf(frontMatter: string, body: string): ArchivedTranscript {
  const file = 'content/transcripts/a.md';
  const source = `---\ntitle: Two chairs\nlanguage: en\nrecord: verbatim\n${frontMatter}\n---\n\n${body}\n`;
  const { transcript, references, problems } = parseTranscript(source, { file, people });
  if (!transcript) throw new Error(problems.map(({ message }) => message).join('\n'));
  const ids = positionalIds(transcript.turns);
  const found: Problem[] = [...problems];
  resolveReferences(transcript, references, ids, reportInto(found, file));
  if (found.length > 0) throw new Error(found.map(({ message }) => message).join('\n'));
  return archived(transcript);
}

export const SPEAKERS = `speakers:
  - { id: dana-cole, role: host }
  - { id: olha-petrenko, role: guest, affiliation: Chief engineer }`;

const person = (id: string, name: string): Person => ({
  id,
  name,
  sortName: name,
  pronunciation: null,
  affiliations: [],
  sameAs: [],
  note: null,
  private: false,
});

const people = new Map(
  [person('dana-cole', 'Dana Cole'), person('olha-petrenko', 'Olha Petrenko')].map((each) => [
    each.id,
    each,
  ]),
);
