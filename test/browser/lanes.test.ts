import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  type Organisation,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser } from 'playwright-core';
import { looksWell, openBrowser, openContext, shoot, violations } from './browser';

jest.setTimeout(300_000);

describe('lanes, saved views and figures, by hand', () => {
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;
  let here: Group;
  let there: Group;
  let merel: Member;
  let vink: Member;

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    here = await makeGroup(kring, organisation, 'De Luwte', { moderationMode: 'PRE' });
    there = await makeGroup(kring, organisation, 'Aan de overkant');
    merel = await join(kring, organisation, here, { nickname: 'Merel' });
    vink = await join(kring, organisation, there, { nickname: 'Vink' });
    await tell(kring, merel, here, 'Mijn eerste verhaal', 'Dag allemaal, ik ben nieuw hier.');
    await tell(kring, vink, there, 'Wie is er nog wakker?', 'Ik ga er vannacht een einde aan maken.');
    await kring.settle();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('keeps a view, shares it, and opens it by keyboard; no crisis is hidden by it', async () => {
    const leadSide = await openContext(browser, kring.url, 'desk', { token: supervisor.token });
    const lead = leadSide.page;
    await lead.goto('/moderate');
    await lead.getByText('Wie is er nog wakker?').waitFor();
    await lead.getByRole('button', { name: 'Blijft liggen' }).click();
    await lead.getByRole('heading', { name: /^Blijft het langst liggen/ }).waitFor();
    await shoot(lead, 'lanes-untouched-1280');
    await lead.getByText('Filter', { exact: true }).click();
    await lead.getByRole('checkbox', { name: 'De Luwte' }).check();
    await lead.getByRole('button', { name: 'Bericht wacht' }).click();
    await lead.getByText('Er wacht een crisis buiten deze keuze.').waitFor();
    await lead.getByText('Mijn eerste verhaal').waitFor();
    await looksWell(lead, 'lanes-filter-1280');
    await lead.getByRole('button', { name: 'Bewaar deze blik' }).click();
    await lead.getByLabel('Naam').fill('Wacht in De Luwte');
    await lead.getByRole('checkbox', { name: /Deel met het team/ }).check();
    await looksWell(lead, 'lanes-keep-1280');
    await lead.getByRole('button', { name: 'Bewaar', exact: true }).click();
    await lead.getByText('De blik is bewaard.').waitFor();

    const side = await openContext(browser, kring.url, 'desk', { token: moderator.token });
    const desk = side.page;
    await desk.goto('/moderate');
    await desk.getByText('Wie is er nog wakker?').waitFor();
    await desk.locator('body').press('v');
    await desk.getByRole('menuitem', { name: /Wacht in De Luwte/ }).waitFor();
    await looksWell(desk, 'lanes-views-1280');
    await desk.keyboard.type('luwte');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('Enter');
    await desk.getByText('Er wacht een crisis buiten deze keuze.').waitFor();
    expect(
      await desk.getByRole('combobox', { name: 'Blik op de wachtrij' }).locator('option:checked').innerText(),
    ).toBe('Wacht in De Luwte (team)');
    await desk.getByRole('button', { name: 'Toon alles' }).first().click();
    await desk.getByText('Wie is er nog wakker?').waitFor();
    await Promise.all([leadSide, side].map(({ context }) => context.close()));
  });

  it('begins a duty for some groups, and shows all others with one tap', async () => {
    const side = await openContext(browser, kring.url, 'desk', { token: moderator.token });
    const desk = side.page;
    await desk.goto('/moderate');
    await desk.getByText('Wie is er nog wakker?').waitFor();
    await desk.getByText('Voor alle groepen', { exact: true }).click();
    const strip = desk.getByRole('region', { name: 'Je dienst' });
    await strip.getByRole('checkbox', { name: 'De Luwte' }).check();
    await strip.getByRole('button', { name: 'Begin je dienst' }).click();
    await desk.getByText('Je ziet de groepen van je dienst.').waitFor();
    await desk.getByText('Wie is er nog wakker?').waitFor({ state: 'hidden' });
    await looksWell(desk, 'lanes-duty-1280');
    await desk.getByRole('button', { name: 'Toon alle groepen' }).click();
    await desk.getByText('Wie is er nog wakker?').waitFor();
    await side.context.close();
  });

  it('tells what came after steering, with a table behind it, and lets a supervisor choose when to look again', async () => {
    const [one] = await rowsOf<{ threadId: string; staffId: string }>(
      kring.database.adminUrl,
      `SELECT r.thread_id AS "threadId", s.id AS "staffId" FROM review_items r, staff s WHERE s.display_name = 'Imke' LIMIT 1`,
    );
    await rowsOf(
      kring.database.adminUrl,
      `WITH done AS (INSERT INTO interventions (organisation_id, id, thread_id, group_id, kind, staff_id, reason, climate_before, at)
         SELECT $1, gen_random_uuid(), $2, $3, 'SLOW_MODE', $4, 'x', 'TURNING', now() - interval '9 days' FROM generate_series(1, 34) RETURNING id, at)
       INSERT INTO intervention_rechecks (organisation_id, intervention_id, climate, score, at)
         SELECT $1, id, CASE WHEN row_number() OVER () <= 22 THEN 'NEUTRAL' ELSE 'REINFORCING' END, 0, at + interval '2 hours' FROM done`,
      [organisation.id, one?.threadId, there.id, one?.staffId],
    );
    for (const size of ['desk', 'phone'] as const) {
      const side = await openContext(browser, kring.url, size, { token: supervisor.token });
      const { page } = side;
      await page.goto('/moderate/figures');
      await page.getByRole('heading', { name: 'Rustig tempo' }).waitFor();
      await page.getByText('Lichter: ongeveer 20').waitFor();
      await page.getByText('Zwaarder: ongeveer 10').waitFor();
      await page.getByText('Als tabel').click();
      await page.getByRole('row', { name: 'Kantelt Neutraal ongeveer 20' }).waitFor();
      await looksWell(page, `figures-${size}`);
      await page.getByRole('combobox', { name: 'Groep' }).selectOption({ label: 'De Luwte' });
      await page.getByText('Er is nog te weinig om te tellen').waitFor();
      await page.getByRole('radio', { name: /Allebei/ }).check();
      await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
      await page.getByText('Bewaard.').waitFor();
      await side.context.close();
    }
    const side = await openContext(browser, kring.url, 'desk', { token: organisation.organiser.token });
    await side.page.goto('/organise/figures');
    await side.page.getByText('Lichter: ongeveer 20').waitFor();
    expect(await side.page.getByText('Wanneer kijken we opnieuw?').count()).toBe(0);
    expect(await violations(side.page)).toEqual([]);
    await side.context.close();
  });
});
