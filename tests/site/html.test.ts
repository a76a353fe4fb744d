import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { builtPages } from './built.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
});

test('every page is valid HTML', async () => {
  const complaints: string[] = [];
  for (const { file, html } of builtPages()) {
    const { results } = await validator.validateString(html, file);
    for (const { line, column, ruleId, message } of results.flatMap(({ messages }) => messages)) {
      complaints.push(`${file}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  expect(complaints).toEqual([]);
}, 60_000);
