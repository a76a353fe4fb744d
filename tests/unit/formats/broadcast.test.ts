import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../src/cli/import-transcript.ts';
import { toJson } from '../../../src/formats/json.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

describe('broadcast text', () => {
  it.each(readdirSync(FIXTURES))('%s', async (name) => {
    const bytes = readFileSync(path.join(FIXTURES, name, 'input.txt'));
    const { transcript, format, problems } = importTranscript(
      bytes,
      'input.txt',
      OPTIONS,
      new Map(),
    );

    const result = {
      format: format?.id,
      problems: problems.map(
        ({ severity, message, line, column }) => `${line}:${column} ${severity} ${message}`,
      ),
      transcript: transcript && toJson(transcript),
    };
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      path.join(FIXTURES, name, 'output.json'),
    );
  });
});

const OPTIONS = {
  title: 'Ice',
  date: null,
  program: null,
  language: 'en',
  record: 'verbatim',
  draft: false,
  speakers: [],
  format: null,
} as const;
