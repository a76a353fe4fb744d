import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import type { Archive, ArchivedTranscript } from '../../../src/archive/model.ts';
import { readArchive } from '../../../src/archive/read.ts';
import { dayOf, recordPermalinks, type RecordOptions } from '../../../src/cli/record-permalinks.ts';
import { removeContent, type RemoveOptions } from '../../../src/cli/remove-content.ts';

/** A content folder of one transcript, `ferry`, in a scratch place. */
export interface Newsroom {
  content: string;
  /** Writes `transcripts/<id>.md`: front matter lines, and turns such as `Cole: Good morning.` */
  publish(turns: readonly string[], more?: { id?: string; frontMatter?: string }): Promise<void>;
  /** Runs `npm run permalinks` and gives what it printed, and whether all is recorded. */
  record(options?: Partial<RecordOptions>): Promise<{ printed: string; isDone: boolean }>;
  /** Runs `npm run remove`, answering yes, and gives what it printed and what came of it. */
  remove(
    options?: Partial<RemoveOptions>,
  ): Promise<{ printed: string; outcome: Awaited<ReturnType<typeof removeContent>> }>;
  /** Writes any file of the content folder. */
  write(name: string, text: string): Promise<void>;
  /** Every file of the content folder, by its name there. */
  files(): Promise<Map<string, string>>;
  read(): Promise<Archive>;
  /** The transcript as pages get it. */
  transcript(id?: string): Promise<ArchivedTranscript>;
  /** `t1 Cole: Good morning.` */
  turns(): Promise<string[]>;
  ledger(id?: string): Promise<string>;
  close(): Promise<void>;
}

export async function openNewsroom(): Promise<Newsroom> {
  const content = await mkdtemp(path.join(tmpdir(), 'turnstone-permalinks-'));
  const write = async (name: string, text: string) => {
    const file = path.join(content, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  await write('site.yaml', 'name: Harbour transcripts\nlanguage: en\n');
  for (const name of NAMES) {
    await write(`speakers/${name.toLowerCase().replace(' ', '-')}.yaml`, `name: ${name}\n`);
  }
  /** Gives what a command printed, and its result. */
  const listen = async <Result>(command: () => Promise<Result>) => {
    const lines: string[] = [];
    const hear = (line: unknown) => void lines.push(String(line));
    const log = vi.spyOn(console, 'log').mockImplementation(hear);
    const error = vi.spyOn(console, 'error').mockImplementation(hear);
    try {
      const result = await command();
      return { printed: lines.join('\n').replaceAll(`${content}/`, ''), result };
    } finally {
      log.mockRestore();
      error.mockRestore();
    }
  };
  const room: Newsroom = {
    content,
    publish: (turns, { id = 'ferry', frontMatter = '' } = {}) =>
      write(`transcripts/${id}.md`, markdown(turns, frontMatter)),
    record: async (options = {}) => {
      const all = { transcripts: [], keep: [], remove: [], reason: null, dryRun: false };
      const { printed, result } = await listen(() =>
        recordPermalinks({ content, ...all, ...options }),
      );
      return { printed, isDone: result };
    },
    remove: async (options = {}) => {
      const all: RemoveOptions = {
        ...{ content, project: content, transcript: null, turns: [], speaker: null },
        ...{ former: false, purge: false, reason: null, today: dayOf(new Date()), dryRun: false },
        confirm: () => Promise.resolve(true),
      };
      const { printed, result } = await listen(() => removeContent({ ...all, ...options }));
      return { printed, outcome: result };
    },
    write,
    files: async () => {
      const names = await readdir(content, { recursive: true, withFileTypes: true });
      const files = names.filter((entry) => entry.isFile());
      return new Map(
        await Promise.all(
          files.map(async ({ parentPath, name }): Promise<[string, string]> => {
            const file = path.join(parentPath, name);
            return [path.relative(content, file), await readFile(file, 'utf8')];
          }),
        ),
      );
    },
    read: () => readArchive({ content, drafts: false }),
    transcript: async (id = 'ferry') => {
      const { transcripts, problems } = await room.read();
      const found = transcripts.find((transcript) => transcript.id === id);
      if (found) return found;
      throw new Error(`No transcript ${id}: ${problems.map(({ message }) => message).join('\n')}`);
    },
    turns: async () => {
      const { turns } = await room.transcript();
      return turns.map(({ id, label, text }) => `${id} ${label}: ${text}`);
    },
    ledger: (id = 'ferry') => readFile(path.join(content, 'permalinks', `${id}.jsonl`), 'utf8'),
    close: () => rm(content, { recursive: true }),
  };
  return room;
}

const NAMES = ['Dana Cole', 'Lee Osei', 'Olha Petrenko'];

function markdown(turns: readonly string[], frontMatter: string): string {
  const speakers = NAMES.map((name) => `  - { id: ${name.toLowerCase().replace(' ', '-')} }`);
  const body = turns.map((turn) => turn.replace(/^([^:[]+):/, '**$1:**'));
  return `---\ntitle: Ferry strike\nlanguage: en\n${frontMatter}speakers:\n${speakers.join('\n')}\n---\n\n${body.join('\n\n')}\n`;
}
