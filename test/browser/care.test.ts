import { foundOrganisation, hire, join, makeGroup, mutate, type Organisation, type RunningKring, type StaffPerson, startKring, tell } from '@kring/testing'; // prettier-ignore
import type { Browser, Page } from 'playwright-core';
import { looksWell, openBrowser, openContext, type Screen } from './browser';

jest.setTimeout(300_000);

describe('care for moderators', () => {
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let bas: StaffPerson;
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    const group = await makeGroup(kring, organisation, 'De Luwte');
    const merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    for (const title of ['Eerste nacht', 'Tweede nacht', 'Derde nacht'])
      await tell(kring, merel, group, title, 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.');
    await tell(kring, merel, group, 'Somber', 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.');
    const budget = { organisationId: organisation.id, severe: 2, sameTheme: 50 };
    await mutate(kring, bas, 'setExposureBudget', budget, '... on CareDesk { isSpent }');
    await kring.settle();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  const as = async (person: { readonly token: string }, screen: Screen, path: string): Promise<Page> => {
    const opened = await openContext(browser, kring.url, screen, { token: person.token });
    faults.push(opened.faults);
    await opened.page.goto(path);
    return opened.page;
  };
  const opens = async (page: Page, title: string): Promise<void> => {
    await page.getByRole('link', { name: new RegExp(title) }).first().click(); // prettier-ignore
    await page.getByRole('heading', { name: title }).waitFor();
  };

  it('covers what is grave until it is asked for, and a budget runs out: lighter work is offered, a crisis may be taken', async () => {
    const desk = await as(imke, 'desk', '/moderate');
    await opens(desk, 'Eerste nacht');
    const cover = desk.getByRole('button', { name: 'Bedekt. Toon' }).first();
    await cover.waitFor();
    expect(await desk.locator('.talk').innerText()).not.toContain('alles klaargelegd');
    expect(await desk.getByText(/Zwaar gelezen/).count()).toBe(0);
    await looksWell(desk, 'care-covered-1280');
    await cover.click();
    await desk.locator('.talk').getByText(/alles klaargelegd/).first().waitFor(); // prettier-ignore
    await desk.getByText('Zwaar gelezen deze dienst: 1 van 2').waitFor();
    await opens(desk, 'Tweede nacht');
    await desk.getByRole('button', { name: 'Bedekt. Toon' }).first().click();
    await desk.getByText('Het is genoeg voor deze dienst.').waitFor();
    await looksWell(desk, 'care-spent-1280');
    await desk.getByRole('button', { name: 'Toon lichter werk' }).click();
    await desk.getByRole('link', { name: /Somber/ }).waitFor();
    await desk.getByRole('link', { name: /Derde nacht/ }).waitFor({ state: 'detached' });
    await desk.getByText('Filter', { exact: false }).first().click();
    await desk.getByRole('button', { name: 'Wis keuze' }).click();
    await opens(desk, 'Derde nacht');
    await desk.keyboard.press('c');
    await desk.getByText('Jij leest dit').waitFor();
  });

  it('asks a colleague to read along with one key, who answers, and the team sees it', async () => {
    const desk = await as(imke, 'desk', '/moderate');
    const other = await as(joris, 'phone', '/moderate');
    await opens(desk, 'Somber');
    await desk.keyboard.press('w');
    await desk.getByLabel('Wie vraag je?').selectOption({ label: 'Joris' });
    await desk.getByLabel(/Een paar woorden/).fill('Ik twijfel of dit kan wachten.');
    await looksWell(desk, 'care-ask-1280');
    await desk.getByRole('button', { name: 'Vraag het' }).click();
    await desk.getByText('Gevraagd aan Joris.').first().waitFor();
    await other.getByText('Imke vraagt of je mee leest.').waitFor();
    await looksWell(other, 'care-asked-360');
    await other.getByRole('button', { name: 'Antwoord' }).click();
    await other.getByRole('button', { name: 'Verstuur' }).click();
    await other.getByText('Dit veld is nodig.').waitFor();
    await other.getByLabel('Wat denk je ervan?').fill('Ik zou er vandaag nog een briefje zetten.');
    await other.getByRole('button', { name: 'Verstuur' }).click();
    await other.getByText('Imke vraagt of je mee leest.').waitFor({ state: 'detached' });
    await desk.reload();
    await desk.getByText('Ik zou er vandaag nog een briefje zetten.').first().waitFor();
    await looksWell(desk, 'care-along-1280');
  });

  it('keeps choices and talks on a page of one’s own; who leads sees how much work there was', async () => {
    const phone = await as(imke, 'phone', '/moderate/care');
    await phone.getByRole('button', { name: 'Ik wil praten' }).click();
    await phone.getByLabel('Wie vraag je?').selectOption({ label: 'Bas' });
    await phone.getByRole('button', { name: 'Vraag het' }).click();
    await phone.getByText('Je vroeg Bas om te praten.').waitFor();
    await phone.getByRole('button', { name: 'zelfdoding' }).click();
    await phone.getByText('Bewaard.').waitFor();
    await looksWell(phone, 'care-page-360');
    await phone.goto('/moderate');
    await phone.getByText('Een thema dat je liever aan een collega laat.').first().waitFor();
    expect(await phone.getByText('Imke wil graag met je praten.').count()).toBe(0);
    await looksWell(phone, 'care-avoided-360');
    const lead = await as(bas, 'desk', '/moderate/care');
    await lead.getByText('Imke wil graag met je praten.').waitFor();
    await lead.getByText('Hoeveel werk er was').waitFor();
    await lead.getByRole('row', { name: /Diensten minder dan vijf/ }).first().waitFor(); // prettier-ignore
    await lead.getByLabel('Gesprekken die rood of een crisis zijn').fill('x');
    await lead.getByRole('button', { name: 'Bewaren' }).click();
    await lead.getByText('Kies een getal van 1 tot 100.').waitFor();
    await looksWell(lead, 'care-lead-1280');
    expect(faults.flat()).toEqual([]);
  });
});
