import { foundOrganisation, hire, join, makeGroup, reply, type RunningKring, startKring, tell } from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openContext, shoot } from './browser';

jest.setTimeout(300_000);

interface Stop {
  readonly tag: string;
  readonly name: string;
}

/** What has the focus, by the name that a screen reader would say. */
const focus = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const { activeElement: at } = globalThis.document;
    if (!(at instanceof HTMLElement)) return { tag: 'none', name: '' };
    const labels = 'labels' in at ? Array.from((at as HTMLInputElement).labels ?? []) : [];
    const words = at.getAttribute('aria-label') ?? (labels.map((label) => label.innerText).join(' ') || at.innerText);
    return { tag: at.tagName, name: (words || '').trim() };
  });

/** Goes on with Tab until the focus stands on something of this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    const at = await focus(page);
    if (typeof name === 'string' ? at.name === name : name.test(at.name)) return;
    passed.push(at.name.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${name}; it passed ${passed.join(' | ')}`);
}

describe('a whole shift, by keyboard alone', () => {
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
    // Held by its form, and no graver than the others: how an insult weighs, a model learns anew.
    const told = await tell(kring, merel, group, 'Ruzie', 'Vandaag was er ruzie thuis.');
    const address = await reply(kring, golf, told.post.thread.id, 'Mijn mailadres is golf@voorbeeld.be.');
    expect(address.post?.state).toBe('HELD');
    await kring.settle();
    browser = await openBrowser();
    ({ page, faults } = await openContext(browser, kring.url, 'desk', { token: moderator.token }));
    page.setDefaultTimeout(10_000);
    await page.goto('/moderate');
    await page.getByText('Wie slaapt er nog?').first().waitFor();
  });
  afterAll(async () => {
    if (page) await shoot(page, 'shift-by-keyboard-end');
    await browser?.close();
    await kring?.stop();
  });

  const press = (...keys: string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (words: string): Promise<void> => page.keyboard.type(words);
  const says = (words: string): Promise<void> => page.getByText(words).filter({ visible: true }).first().waitFor();
  /** Nobody who works by keyboard begins at the top of the page again. */
  const keepsFocus = async (): Promise<void> => {
    await page.waitForFunction(() => globalThis.document.activeElement !== globalThis.document.body);
  };

  it('begins, steers, talks apart, resolves, and is handed over', async () => {
    await tabTo(page, 'Begin je dienst');
    await press('Enter');
    await says('Je hebt dienst sinds');

    // The first that waits is taken, and its thread gets a note.
    await press('j', 'c');
    await says('Jij leest dit');
    await press('n');
    await tabTo(page, /^Wat wil je zeggen/);
    await press('Escape');
    await keepsFocus();
    await press('n');
    await tabTo(page, /^Wat wil je zeggen/);
    await type('Slecht slapen is zwaar. Wat hielp jullie al eens?');
    await tabTo(page, 'Zet het briefje');
    await press('Enter');
    await says('Dit veld is nodig.');
    // Nobody has to look for what is missing.
    await tabTo(page, /^Reden/);
    await type('Het wordt snel donkerder.');
    await tabTo(page, 'Zet het briefje');
    await press('Enter');
    await says('Je gidsbriefje staat er.');
    await keepsFocus();

    // A word apart with whoever wrote.
    await press('a');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Waarom/);
    await type('Ik wil weten hoe het nu gaat.');
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keepsFocus();

    // Taken back, and ended.
    await press('u');
    await says('Teruggenomen.');
    await keepsFocus();
    await press('Control+k');
    await page.getByRole('searchbox').waitFor();
    await type('rond');
    await press('Enter');
    await page.getByRole('dialog').getByText('Wat besliste je?').waitFor();
    await tabTo(page, /^Niets nodig|^Geen/);
    await press('ArrowDown', 'ArrowUp');
    await tabTo(page, /^Waarom/);
    await type('Ze dragen elkaar, ik las mee.');
    await tabTo(page, 'Rond af');
    await press('Enter');
    await says('Afgerond:');
    await keepsFocus();

    // A post that waits is shown to the group.
    await press('j');
    await press('j');
    await says('golf@voorbeeld.be');
    await press('c');
    await says('Jij leest dit');
    await press('r');
    await tabTo(page, /^Reden/);
    await type('Samen herlezen: het adres is verzonnen.');
    await tabTo(page, 'Toon aan de groep');
    await press('Enter');
    await says('De groep ziet het bericht.');
    await keepsFocus();

    // The duty ends with a word for the next.
    await tabTo(page, 'Sluit je dienst af');
    await press('Enter');
    await page.getByText('In handen bij het einde (1)').first().waitFor();
    await tabTo(page, /^Wat moet de volgende/);
    await type('Een stille nacht.');
    await tabTo(page, 'Teken af en sluit je dienst');
    await press('Enter');
    await says('Afgetekend.');
    expect(faults).toEqual([]);
    await shoot(page, 'shift-by-keyboard');
  });
});
