import type { Archive } from '../archive/model.ts';
import { publicPeople } from '../archive/views.ts';
import type { ArchiveFacts, FormerWords } from './indexed-quotes.ts';

/** What the page that checks quotes has to know beside the search index. It names no private person. */
export function archiveFacts(archive: Archive): ArchiveFacts {
  const { transcripts, programs } = archive;
  const former = transcripts.flatMap(({ id, turns }): [string, FormerWords[]][] => {
    const wordings = turns.flatMap(({ id: turn, permalink }) =>
      (permalink?.earlier ?? []).flatMap(({ text, pin, until }) =>
        text === null ? [] : [{ turn, text, pin, until }],
      ),
    );
    return wordings.length === 0 ? [] : [[id, wordings]];
  });
  return {
    people: publicPeople(archive).map(({ id, name }) => [id, name]),
    programs: Object.fromEntries([...programs.values()].map(({ id, name }) => [id, name])),
    former: Object.fromEntries(former),
  };
}
