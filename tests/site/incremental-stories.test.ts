import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, BuiltProject } from './built-project.ts';

// What a build that takes what it can from the last one makes of stories, held against one that starts from nothing.

let built: BuiltProject;

beforeAll(async () => {
  built = await BuiltProject.make();
}, 300_000);
afterAll(() => built.remove());

test(
  'a story that comes, changes or goes shows wherever it is told of',
  { timeout: 600_000 },
  async () => {
    const content = path.join(built.root, 'content');
    const [transcript = '', , , another = ''] = built.files;
    const id = addressOf(transcript).replace('transcripts/', '');
    const story = path.join(content, 'stories', 'strike.mdx');
    const write = (title: string, turn: string) =>
      writeFile(
        story,
        `---\ntitle: ${title}\ndate: 2026-03-03\nlanguage: en\n---\n\n<Turn of="${id}#${turn}" />\n`,
      );
    const page = () =>
      readFileSync(path.join(built.root, 'dist', addressOf(transcript), 'index.html'), 'utf8');
    await mkdir(path.dirname(story), { recursive: true });
    await write('The strike', 't1');
    built.build();
    expect(page()).toContain('The strike');
    built.expectColdBytes();
    await write('What the strike was', 't2');
    built.build();
    expect(page()).not.toContain('The strike');
    expect(page()).toContain('What the strike was');
    built.expectColdBytes();
    const before = built.times();
    await appendFile(story, '\nAnd so it went on.\n');
    built.build();
    const words = built.changedSince(before);
    expect(words).toContain('stories/strike/index.html');
    expect(words.filter((name) => name.startsWith(addressOf(transcript)))).toEqual([]);
    built.expectColdBytes();
    await write('How the strike was', 't2');
    built.build();
    const title = built.changedSince(before);
    expect(title).toContain(`${addressOf(transcript)}/index.html`);
    expect(title.filter((name) => name.startsWith(addressOf(another)))).toEqual([]);
    built.expectColdBytes();
    await rm(story);
    built.build();
    expect(page()).not.toContain('How the strike was');
    expect(existsSync(path.join(built.root, 'dist/stories/strike'))).toBe(false);
    built.expectColdBytes();
  },
);
