import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Archive } from '../../../src/archive/model.ts';
import { readArchive } from '../../../src/archive/read.ts';

/** The archive of a content folder with these files; throws where it has errors. */
export async function archiveOf(files: Readonly<Record<string, string>>): Promise<Archive> {
  const content = await mkdtemp(path.join(tmpdir(), 'turnstone-content-'));
  try {
    const all = { 'site.yaml': 'name: Harbour Archive\nlanguage: en\n', ...files };
    for (const [name, text] of Object.entries(all)) {
      await mkdir(path.dirname(path.join(content, name)), { recursive: true });
      await writeFile(path.join(content, name), text);
    }
    const archive = await readArchive({ content, drafts: false });
    const [problem] = archive.problems;
    if (problem) throw new Error(`${problem.file}: ${problem.message}`);
    return archive;
  } finally {
    await rm(content, { recursive: true });
  }
}

/** A transcript of a host and guests, by front matter lines and a body. */
export const ferry = (frontMatter: string, body: string): string =>
  `---\ntitle: Ferry strike\nlanguage: en\n${frontMatter}\n---\n\n${body}\n`;

/** The people and programs of the harbour. */
export const HARBOUR = {
  'speakers/dana-cole.yaml': 'name: Dana Cole\n',
  'speakers/lee-osei.yaml': 'name: Lee Osei\n',
  'speakers/olha-petrenko.yaml': 'name: Olha Petrenko\nprivate: true\n',
  'programs/harbour-morning.yaml': 'name: Harbour Morning\n',
  'programs/night-watch.yaml': 'name: Night Watch\n',
};
