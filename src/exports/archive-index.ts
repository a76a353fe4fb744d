import { exportPath, SCHEMA, transcriptPath, turnFilePath } from '../archive/addresses.ts';
import { exportsOf } from '../archive/exports.ts';
import type { Archive } from '../archive/model.ts';
import { outlineOf } from '../archive/outline.ts';
import { turnFilesOf } from '../archive/turn-files.ts';
import type { ExportContext } from './transcript-files.ts';

/** `/index.json`: every published transcript, the newest first, and the files of all turns that may be passed on. */
export const archiveIndex = (archive: Archive, { url }: Pick<ExportContext, 'url'>) => ({
  name: archive.site.name,
  url: url(''),
  schema: url(SCHEMA),
  transcripts: archive.transcripts
    .filter(({ status }) => status === 'published')
    .map((transcript) => {
      const { id, title, date, language, record, program, rights } = transcript;
      return {
        id,
        url: url(transcriptPath(id)),
        title,
        date,
        language,
        record,
        program,
        license: rights?.license ?? null,
        turns: outlineOf(transcript).turns,
        exports: Object.fromEntries(
          exportsOf(archive.site, transcript).map((ending) => [
            ending,
            url(exportPath(id, ending)),
          ]),
        ),
      };
    }),
  turnFiles: turnFilesOf(archive).map(({ n, turns, bytes, parts }) => ({
    url: url(turnFilePath(n)),
    transcripts: parts.map(({ transcript }) => transcript.id),
    turns,
    bytes,
  })),
});
