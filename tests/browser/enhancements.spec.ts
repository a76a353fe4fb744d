import { expect, type Page } from '@playwright/test';
import { type PublishedTranscript, test } from './site.ts';

let transcript: PublishedTranscript;

test.beforeEach(async ({ page, site }) => {
  const verbatim = site.transcripts.find(({ record }) => record === 'verbatim');
  if (!verbatim) throw new Error('The site has no verbatim transcript.');
  transcript = verbatim;
  await page.goto(transcript.address);
});

test.describe('a permalink', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('copies the address of its turn and says so', async ({ page, baseURL }) => {
    await page.getByRole('link', { name: 'Link to turn 5' }).click();

    const link = page.getByRole('link', { name: 'Link to turn 5' });
    const beside = link.locator('xpath=following-sibling::*').filter({ hasText: 'Link copied' });
    await expect(beside).toBeVisible();
    const copied = await page.evaluate(async () => navigator.clipboard.readText());
    expect(copied).toBe(new URL(`${transcript.address}#t5`, baseURL).href);
    await expect(page.locator('#t5').getByText('Linked turn')).toBeVisible();
  });

  test('says aloud that it copied', async ({ page }) => {
    await page.getByRole('link', { name: 'Link to turn 5' }).press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1);
  });
});

test.describe('a citation', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('is copied with its italics, as text and as HTML', async ({ page }) => {
    await page.getByRole('button', { name: 'Copy the citation in MLA style' }).click();

    await expect(page.getByRole('status').filter({ hasText: 'Citation copied' })).toHaveCount(1);
    const shown = page.locator('.cite div').filter({ hasText: 'MLA' }).locator('dd');
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) => (await item?.getType(type))?.text();
      return { text: await read('text/plain'), html: await read('text/html') };
    });
    expect(copied.text).toBe((await shown.innerText()).trim());
    expect(copied.html).toContain(`<i>${await shown.locator('i').innerText()}</i>`);
  });
});

test.describe('the keyboard', () => {
  test('steps through the turns with j and k', async ({ page }) => {
    await page.keyboard.press('j');
    expect(await currentTurn(page)).toBe('t1');
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('j');
    expect(await currentTurn(page)).toBe('t11');
    await expect(page.locator('#t11 [data-words]')).toBeInViewport();
    await page.keyboard.press('k');
    expect(await currentTurn(page)).toBe('t10');
    await expect(page.locator('#t10 [data-words]')).toBeInViewport();
  });

  test('starts from the linked turn and stops at both ends', async ({ page }) => {
    await page.goto('about:blank');
    await page.goto(`${transcript.address}#t4`);
    await page.keyboard.press('j');
    expect(await currentTurn(page)).toBe('t5');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('k');
    expect(await currentTurn(page)).toBe('t1');
  });

  test('shows its help with ? and closes it with Escape', async ({ page }) => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(help).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
  });

  test('is left alone while somebody types, and with a modifier', async ({ page }) => {
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'typing';
      document.querySelector('main')?.append(field);
    });
    await page.locator('#typing').focus();
    await page.keyboard.type('j?k');
    await expect(page.locator('#typing')).toHaveValue('j?k');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.locator('#typing').blur();
    await page.keyboard.press('Control+j');
    await page.keyboard.press('Alt+k');
    expect(await currentTurn(page)).toBeUndefined();
  });

  test('can be switched off, which is remembered', async ({ page }) => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByRole('checkbox', { name: 'Single-key shortcuts are on' }).uncheck();
    await page.keyboard.press('Escape');

    await page.reload();
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    await expect(help).toBeHidden();
    expect(await currentTurn(page)).toBeUndefined();

    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(help.getByRole('checkbox')).not.toBeChecked();
    await help.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(help).toBeVisible();
  });
});

test.describe('a speaker’s button', () => {
  test('marks what they say, and takes the mark away again', async ({ page }) => {
    const speaker = transcript.speakers.find(({ id }) => id === transcript.turns[0]?.speaker);
    const button = page.getByRole('button', {
      name: new RegExp(`highlight what ${String(speaker?.name)} says$`),
    });
    const fold = page.getByText(/speakers?, and the conversation at a glance/);
    if (await fold.isVisible()) await fold.click();
    const before = await looks(page);

    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    const marked = await looks(page);
    const [theirs, others] = split(transcript, speaker?.id);
    expect(theirs.every((id) => others.every((other) => marked[id] !== marked[other]))).toBe(true);

    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    expect(await looks(page)).toEqual(before);
  });
});

/** The turn that the keyboard is on. */
async function currentTurn(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.closest('[data-speaker]')?.id);
}

/** How each turn stands out: what a reader sees of emphasis, without its place on the page. */
async function looks(page: Page): Promise<Record<string, string>> {
  await page.mouse.move(0, 0);
  return page.locator('[data-speaker][id]').evaluateAll((turns) =>
    Object.fromEntries(
      turns.map((turn) => {
        const seen = [turn, ...turn.querySelectorAll('[data-words]')].map((element) => {
          const { backgroundColor, opacity, color, boxShadow, borderInlineStart } =
            getComputedStyle(element);
          return [backgroundColor, opacity, color, boxShadow, borderInlineStart].join(' ');
        });
        return [turn.id, seen.join(' / ')];
      }),
    ),
  );
}

function split({ turns }: PublishedTranscript, speaker: string | undefined): [string[], string[]] {
  const theirs = turns.filter((turn) => turn.speaker === speaker);
  const others = turns.filter((turn) => turn.speaker !== speaker);
  return [theirs.map(({ id }) => id), others.map(({ id }) => id)];
}

test('a link that pins words nobody recorded leads to its turn and says so', async ({
  page,
  site,
}) => {
  const [transcript] = site.transcripts;
  await page.goto(`${String(transcript?.address)}#t3~ffff`);
  await expect(page).toHaveURL(/#t3$/);
  await expect(page.locator('#t3')).toContainText('words that are not on record for this turn');
  await expect(page.locator('#t3').getByText('Linked turn')).toBeVisible();
});
