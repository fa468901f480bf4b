import { foundOrganisation, hire, join, makeGroup, reply, type RunningKring, startKring, tell } from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openContext, violations } from './browser';

jest.setTimeout(300_000);

/** Goes on with Tab until the focus stands on what says this. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === words) return;
  }
  throw new Error(`No Tab leads to "${words}"`);
}

describe('the desk, by keyboard alone', () => {
  let kring: RunningKring;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    const moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    const group = await makeGroup(kring, organisation, 'De Luwte');
    const merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    const golf = await join(kring, organisation, group, { nickname: 'Kleine Golf' });
    for (const title of ['Wie slaapt er nog?', 'Alweer maandag']) {
      const told = await tell(kring, merel, group, title, 'Drie uur geslapen. Hoe doen jullie dat?');
      await reply(kring, golf, told.post.thread.id, 'Ik zie geen uitweg meer. Het wordt nooit meer beter.');
    }
    await kring.settle();
    browser = await openBrowser();
    ({ page, faults } = await openContext(browser, kring.url, 'desk', { token: moderator.token }));
    await page.goto('/moderate');
    await page.getByText('Wie slaapt er nog?').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('opens the first item, claims it and steers it', async () => {
    await page.keyboard.press('j');
    await page.locator('#item-title').waitFor();
    await page.keyboard.press('c');
    await page.getByText('Jij leest dit').waitFor();
    await page.keyboard.press('s');
    const reason = page.getByLabel('Reden');
    await reason.fill('Het gaat snel, en steeds donkerder.');
    // A letter in a field is a letter.
    await reason.press('j');
    expect(await reason.inputValue()).toMatch(/donkerder\.j$/);
    await tabTo(page, 'Zet rustig tempo aan');
    await page.keyboard.press('Enter');
    await page.getByText('Rustig tempo staat aan.').waitFor();
    // The form is gone, and the focus stands where its button is.
    await page.waitForFunction(() => document.activeElement?.id === 'act-SLOW_MODE');
    await page.keyboard.press('u');
    await page.getByText('Teruggenomen.').waitFor();
  });

  it('finds an action and a conversation by name, also from a field', async () => {
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').waitFor();
    await page.keyboard.type('gesprek laten');
    expect(await dialog.getByRole('menuitem').count()).toBe(1);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const message = page.locator('.steerform textarea').first();
    await message.waitFor();
    await message.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.type('alweer');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Alweer maandag' }).waitFor();
  });

  it('gives a command another key, refuses one that is taken, and remembers', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('?');
    const claim = page.getByRole('button', { name: /Andere toets voor ik neem dit/ });
    await claim.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    await page.getByText('J doet al iets: volgende. Kies een andere toets.').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('q');
    await page.getByText('Q is nu: ik neem dit.').waitFor();
    // Escape while a key is awaited keeps the overview open.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'Alweer maandag' }).waitFor();
    await page.keyboard.press('c');
    await page.waitForTimeout(1_000);
    expect(await page.getByText('Jij leest dit').count()).toBe(0);
    await page.keyboard.press('q');
    await page.getByText('Jij leest dit').waitFor();
    expect(faults).toEqual([]);
  });
});
