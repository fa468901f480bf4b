import { randomUUID } from 'node:crypto';
import { LookAfterReadings } from '@kring/quality';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  reply,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(300_000);

describe('the quality of decisions, by hand', () => {
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let noor: StaffPerson;
  let bas: StaffPerson;
  let merel: Member;
  let vink: Member;
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    noor = await hire(kring, organisation, 'MODERATOR', 'Noor');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    vink = await join(kring, organisation, group, { nickname: 'Stille Vink' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  const open = async (person: { readonly token: string }, screen: 'phone' | 'desk'): Promise<Page> => {
    const opened = await openContext(browser, kring.url, screen, { token: person.token });
    faults.push(opened.faults);
    return opened.page;
  };
  /** The item of a story that a member flagged. */
  const flagged = async (title: string): Promise<string> => {
    const { post } = await tell(kring, merel, group, title, 'Ik slaap slecht en weet het niet meer.');
    await reply(kring, vink, post.thread.id, 'Houd vol, ik denk aan je.');
    const input = { clientKey: randomUUID(), postId: post.id, reason: 'TURNING_DARK', note: 'Het wordt donker.' };
    await mutate(kring, vink, 'flag', input, '... on Flag { id }');
    await kring.settle();
    const [item] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = '${post.thread.id}'`,
    );
    return item?.id ?? '';
  };

  it('a second person reads blind, then sees both, and the supervisor marks that they talked', async () => {
    const id = await flagged('Nachten zonder slaap');
    const claimed = await mutate<{ version: number }>(kring, imke, 'claimReviewItem', { id }, '... on ReviewItem { version }'); // prettier-ignore
    const decided = { id, version: claimed.version, decision: 'NO_ACTION', reasons: 'Er is steun genoeg.' };
    await mutate(kring, imke, 'resolveReviewItem', decided, '... on ReviewItem { id }');
    await kring.settle();
    await kring.app.get(LookAfterReadings).run(organisation.id);
    await kring.settle();

    for (const screen of ['phone', 'desk'] as const) {
      const page = await open(noor, screen);
      await page.goto(`${kring.url}/moderate/second-readings`);
      await page.getByRole('heading', { name: 'Nachten zonder slaap' }).waitFor();
      await looksWell(page, `second-readings-${screen}`);
      await page.getByRole('button', { name: /^Lees/ }).click();
      await page.getByText(/Het wordt donker/).waitFor();
      expect(await page.getByRole('list', { name: 'Berichten' }).getByRole('listitem').count()).toBeGreaterThan(1);
      expect(await page.getByText('Er is steun genoeg.').count()).toBe(0);
      expect(await page.getByText('Imke').count()).toBe(0);
      await looksWell(page, `second-reading-${screen}`);
      if (screen === 'phone') continue;
      await page.getByRole('button', { name: 'Geef je lezing' }).click();
      await page.getByText('Dit veld is nodig.').first().waitFor();
      await page.getByLabel('Beslissing').selectOption('SUPPORTED');
      await page.getByLabel('Hoe ernstig').selectOption('RED');
      await page.getByLabel('Waarom, in het kort').fill('Ik had eerst gebeld.');
      await page.getByRole('button', { name: 'Geef je lezing' }).click();
      await page.getByText('Er is steun genoeg.').waitFor();
      await page.getByText('Eerst, door Imke').waitFor();
      await looksWell(page, 'second-reading-both');
    }

    const page = await open(bas, 'desk');
    await page.goto(`${kring.url}/moderate/second-readings`);
    await page.getByRole('button', { name: 'We spraken hierover' }).click();
    await page.getByText(/^Besproken/).waitFor();
    await looksWell(page, 'second-readings-talked');
    await page.goto(`${kring.url}/moderate/quality`);
    await page
      .getByText(/Nog te weinig om iets te zeggen/)
      .first()
      .waitFor();
    await page.getByLabel(/Hoeveel van honderd/).fill('21');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByText('Kies een getal van 0 tot 20.').waitFor();
    await page.getByLabel(/Hoeveel van honderd/).fill('10');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByText('Bewaard.').waitFor();
    await looksWell(page, 'quality-desk');
  });

  it('shows how much two people agree, with its interval, when there is enough', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 24; index += 1) {
      const id = await flagged(`Reeks ${index}`);
      const claimed = await mutate<{ version: number }>(kring, imke, 'claimReviewItem', { id }, '... on ReviewItem { version }'); // prettier-ignore
      const decision = index % 2 === 0 ? 'NO_ACTION' : 'SUPPORTED';
      await mutate(kring, imke, 'resolveReviewItem', { id, version: claimed.version, decision, reasons: 'Gelezen.' }, '... on ReviewItem { id }'); // prettier-ignore
      ids.push(id);
    }
    await kring.settle();
    await rowsOf(kring.database.adminUrl, `DELETE FROM blind_reading_posts`);
    await rowsOf(kring.database.adminUrl, `DELETE FROM blind_readings`);
    await rowsOf(
      kring.database.adminUrl,
      `INSERT INTO blind_readings (organisation_id, id, review_item_id, decision_id, group_id, thread_id, took_part, state, drawn_at,
         expires_at, reader_id, given_at, kind, severity, reason)
       SELECT i.organisation_id, gen_random_uuid(), i.id, d.id, i.group_id, i.thread_id, '{}', 'GIVEN', now(), now(), d.staff_id, now(),
         CASE WHEN row_number() OVER (ORDER BY i.id) <= 6 THEN 'STEERED' ELSE d.kind END,
         CASE WHEN row_number() OVER (ORDER BY i.id) <= 6 THEN 'RED' ELSE 'AMBER' END, ''
       FROM review_items i JOIN decisions d ON d.review_item_id = i.id WHERE i.id = ANY ($1)`,
      [ids],
    );
    for (const screen of ['phone', 'desk'] as const) {
      const page = await open(bas, screen);
      await page.goto(`${kring.url}/moderate/quality`);
      await page
        .getByText(/^Kappa /)
        .first()
        .waitFor();
      await page.getByRole('cell', { name: '24' }).first().waitFor();
      await page.getByLabel('Periode').selectOption('4');
      await page
        .getByText(/^Kappa /)
        .first()
        .waitFor();
      await looksWell(page, `quality-${screen}-enough`);
    }
  });

  it('a colleague is asked on an item, sees it at once, answers there, and a note is taken back', async () => {
    const id = await flagged('Overleg');
    const colleague = await open(noor, 'desk');
    await colleague.goto(`${kring.url}/moderate`);
    await colleague
      .getByRole('heading', { name: 'Kies een gesprek' })
      .waitFor()
      .catch(() => undefined);
    const page = await open(imke, 'desk');
    await page.goto(`${kring.url}/moderate?item=${id}`);
    await page.getByRole('button', { name: 'Schrijf een notitie' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Notitie', { exact: true }).fill('Kijk jij mee?');
    await dialog.getByLabel('@Noor').check();
    await looksWell(page, 'note-asks');
    await dialog.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByText('@Noor').waitFor();

    await colleague.getByText(/Imke vraagt je iets over “Overleg”/).waitFor({ timeout: 10_000 });
    await looksWell(colleague, 'asked-of-me');
    await colleague.getByRole('button', { name: 'Ga erheen en antwoord' }).click();
    await colleague.getByRole('button', { name: 'Schrijf een notitie' }).click();
    await colleague.getByRole('dialog').getByLabel('Notitie', { exact: true }).fill('Ja, ik lees mee.');
    await colleague.getByRole('dialog').getByRole('button', { name: 'Bewaar' }).click();
    await page.getByText('Ja, ik lees mee.').waitFor();
    await colleague.getByText(/Imke vraagt je iets/).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Pas aan' }).click();
    await page.getByLabel('Notitie', { exact: true }).fill('Kijk jij even mee?');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await colleague.getByText('Kijk jij even mee?').waitFor();
    await page.getByRole('button', { name: 'Neem terug' }).click();
    await colleague.getByText('Kijk jij even mee?').waitFor({ state: 'detached' });
    expect(faults.flat()).toEqual([]);
  });
});
