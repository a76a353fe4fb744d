import { expect } from '@playwright/test';
import { test } from './site.ts';

test('the home page leads to a verbatim transcript and to a summary', ({ site }) => {
  const records = site.transcripts.map(({ record }) => record);
  expect(records.sort()).toEqual(['summary', 'verbatim']);
});

test('every turn is one element with its id, its speaker and exactly its words', async ({
  page,
  site,
}) => {
  for (const { address, turns } of site.transcripts) {
    await page.goto(address);
    const shown = await page.locator('[data-speaker][id]').evaluateAll((elements) =>
      elements.map((element) => ({
        id: element.id,
        speaker: element.getAttribute('data-speaker'),
        words: [...element.querySelectorAll('[data-words]')].map((words) => {
          const copy = document.createElement('div');
          copy.innerHTML = words.innerHTML;
          for (const block of copy.querySelectorAll('p, blockquote, br')) block.after(' ');
          return copy.textContent.replace(/\s+/g, ' ').trim();
        }),
      })),
    );

    expect(shown, address).toEqual(
      turns.map(({ id, speaker, text }) => ({
        id,
        speaker,
        words: [text.replace(/\s+/g, ' ').trim()],
      })),
    );
  }
});

test('other-language wording says its language and lets its direction follow', async ({
  page,
  site,
}) => {
  for (const { address, turns } of site.transcripts) {
    await page.goto(address);
    for (const { id, segments } of turns) {
      for (const { language, text } of segments) {
        if (/^\(.*\)$/s.test(text)) continue;
        const wording = page.locator(`#${id} [data-words] [lang="${language}"]`);
        await expect(wording.filter({ hasText: text }).first(), text).toHaveAttribute(
          'dir',
          'auto',
        );
      }
    }
  }
});
