import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { toJson } from '../../../../src/formats/json.ts';
import { OPTIONS, told } from './imported.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

describe('typed text and pages', () => {
  it.each(readdirSync(FIXTURES))('%s', async (name) => {
    const folder = path.join(FIXTURES, name);
    const input = readdirSync(folder).find((file) => file.startsWith('input.')) ?? '';
    const bytes = readFileSync(path.join(folder, input));
    const imported = importTranscript(bytes, input, OPTIONS, new Map());

    const result = {
      format: imported.format?.id,
      problems: told(imported),
      transcript: imported.transcript && toJson(imported.transcript),
    };
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      path.join(folder, 'output.json'),
    );
  });
});
