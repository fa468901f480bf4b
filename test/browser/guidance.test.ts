import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(300_000);

/** What is selected in the field that has the focus. */
const selected = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const field = globalThis.document.activeElement as unknown as {
      value?: string;
      selectionStart?: number;
      selectionEnd?: number;
    } | null;
    return field?.value?.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0) ?? '';
  });

describe('guidance at hand', () => {
  let kring: RunningKring;
  let browser: Browser;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;
  let group: Group;
  let merel: Member;
  let item = '';
  let thread = '';

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    group = await makeGroup(kring, organisation, 'De Luwte');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    const told = await tell(
      kring,
      merel,
      group,
      'Wie slaapt er nog?',
      'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.',
    );
    thread = told.post.thread.id;
    await kring.settle();
    const rows = await rowsOf<{ id: string }>(kring.database.adminUrl, 'SELECT id FROM review_items');
    item = rows[0]?.id ?? '';
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('is read beside the item, and a template goes out only when its blank is filled', async () => {
    const deskSide = await openContext(browser, kring.url, 'desk', { token: moderator.token });
    const phoneSide = await openContext(browser, kring.url, 'phone', { token: merel.token });
    const [desk, phone] = [deskSide.page, phoneSide.page];
    await desk.goto(`/moderate?item=${item}`);
    await desk.getByRole('heading', { name: 'Wie slaapt er nog?' }).waitFor();

    // By one key, with the queue and the conversation still there; the focus goes along.
    await desk.keyboard.press('g');
    await desk.getByRole('heading', { name: 'Richtlijnen' }).waitFor();
    expect(await desk.evaluate(() => globalThis.document.activeElement?.textContent)).toBe('Richtlijnen');
    await desk
      .locator('.steer summary')
      .filter({ hasText: /zelfdoding|Hopeloosheid/ })
      .first()
      .waitFor();
    const first = desk.locator('.steer summary').first();
    expect(await first.innerText()).toMatch(/zelfdoding|Hopeloosheid/);
    await first.click();
    await desk.getByText('Wat helpt').first().waitFor();
    await desk.getByText('Nog niets dat hierop lijkt.').waitFor();
    await desk.getByText('Afspraken van De Luwte, versie 1').click();
    expect(await desk.locator('.queue').isVisible()).toBe(true);
    expect(await desk.locator('.dpost').first().isVisible()).toBe(true);
    await looksWell(desk, 'guidance-1280');

    await desk.keyboard.press('m');
    await desk.getByText('In de groep sinds vandaag.').waitFor();
    await desk.getByText('Alleen deze groep telt.').waitFor();
    await looksWell(desk, 'person-1280');

    // The same key again goes back to the steps.
    await desk.keyboard.press('m');
    await desk.locator('#act-GUIDE_NOTE').waitFor();
    await desk.keyboard.press('n');
    await desk.getByRole('button', { name: 'Begin met een sjabloon' }).click();
    await looksWell(desk, 'templates-1280');
    await desk.getByRole('button', { name: /^Er is hulp dichtbij/ }).click();
    const field = desk.getByLabel('Wat wil je zeggen?');
    expect(await field.inputValue()).toContain('{hulplijn} luistert');
    expect(await selected(desk)).toBe('{hulplijn}');

    // It cannot go out as it is; the focus goes to what is open.
    await desk.getByLabel('Reden').fill('Hulp dichtbij brengen.');
    await desk.getByRole('button', { name: 'Zet het briefje' }).click();
    await desk.getByText('Er staat nog een open plek.').waitFor();
    expect(await selected(desk)).toBe('{hulplijn}');
    await looksWell(desk, 'template-stopped-1280');
    expect(await rowsOf(kring.database.adminUrl, 'SELECT id FROM interventions')).toEqual([]);
    await desk.getByLabel('Vul een hulplijn in').selectOption({ label: 'Awel, 102' });
    expect(await field.inputValue()).toContain('Awel (102) luistert');
    await desk.getByRole('button', { name: 'Zet het briefje' }).click();
    await desk.getByText('Je gidsbriefje staat er.').waitFor();

    await phone.goto(`/threads/${thread}`);
    await phone.getByText('Awel (102) luistert, en je hoeft niet te weten wat je gaat zeggen.').waitFor();

    // What is known is filled in by itself: the name of whom it is about, and until when.
    await desk.locator('#act-HOLD_MEMBER').click();
    await desk.getByRole('button', { name: 'Begin met een sjabloon' }).click();
    await desk.getByRole('button', { name: /^We lezen eerst mee/ }).click();
    const message = desk.getByLabel('Wat leest dit lid?');
    expect(await message.inputValue()).toMatch(/^Dag Vroege Merel\. Tot \p{L}+ \d+ \p{L}+/u);
    expect(await selected(desk)).toBe('{waarom, in gewone woorden}');
    await desk.keyboard.type('we even willen meelezen');
    expect(await message.inputValue()).toContain('omdat we even willen meelezen.');
    await desk.getByRole('button', { name: 'Zet terug wat er stond' }).click();
    expect(await message.inputValue()).not.toContain('Vroege Merel');

    // On a phone a form stands alone; behind it is the same pane.
    await desk.setViewportSize({ width: 360, height: 780 });
    await desk.getByRole('button', { name: 'Annuleer' }).click();
    await desk.getByRole('button', { name: 'Richtlijnen' }).click();
    await desk.getByText('Alle richtlijnen').waitFor();
    await looksWell(desk, 'guidance-360');
    expect([...deskSide.faults, ...phoneSide.faults]).toEqual([]);
  });

  it('is worded by a supervisor, and stands in those words beside the item', async () => {
    const leadSide = await openContext(browser, kring.url, 'desk', { token: supervisor.token });
    const deskSide = await openContext(browser, kring.url, 'desk', { token: moderator.token });
    const [lead, desk] = [leadSide.page, deskSide.page];
    await lead.goto('/moderate/guidelines');
    await lead.locator('summary', { hasText: 'Hopeloosheid' }).click();
    await lead.getByRole('button', { name: 'Pas aan Hopeloosheid' }).click();
    await lead.getByLabel('Wat helpt').fill('Bij ons: bel eerst Bas, en blijf erbij.');
    await looksWell(lead, 'guideline-form-1280');
    await lead.getByRole('button', { name: 'Bewaar' }).click();
    await lead.getByText('Bij ons: bel eerst Bas, en blijf erbij.').first().waitFor();

    await lead.goto('/moderate/templates');
    await lead.getByRole('button', { name: 'Voeg een sjabloon toe' }).click();
    await lead.getByLabel('Naam').fill('Van ons huis');
    await lead.getByLabel('Tekst').fill('Fijn dat je er bent, {bijnaam van iemand}.');
    await lead.getByRole('button', { name: 'Bewaar' }).click();
    await lead.locator('b').filter({ hasText: 'Van ons huis' }).waitFor();
    await looksWell(lead, 'templates-page-1280');

    await desk.goto(`/moderate?item=${item}`);
    await desk.getByRole('button', { name: 'Richtlijnen' }).click();
    await desk.locator('.steer summary', { hasText: 'Hopeloosheid' }).click();
    await desk.getByText('Bij ons: bel eerst Bas, en blijf erbij.').waitFor();
    await desk.getByText(/^In jullie woorden, door Bas/).waitFor();
    await desk.getByRole('link', { name: 'Alle richtlijnen' }).click();
    await desk.getByRole('heading', { name: 'Richtlijnen', level: 1 }).waitFor();
    expect(await desk.getByRole('button', { name: /^Pas aan/ }).count()).toBe(0);

    await lead.goto('/moderate/guidelines');
    await lead.locator('summary', { hasText: 'Hopeloosheid' }).click();
    await lead.getByRole('button', { name: 'Terug naar de woorden van Kring Hopeloosheid' }).click();
    await lead.getByText('Blijf bij het gevoel').waitFor();
    expect([...leadSide.faults, ...deskSide.faults]).toEqual([]);
  });
});
