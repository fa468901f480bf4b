import { foundOrganisation, hire, rowsOf, type RunningKring, type StaffPerson, startKring } from '@kring/testing';
import type { Browser } from 'playwright-core';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(300_000);

describe('a practice thread, from start to comment', () => {
  let now = Date.now();
  let kring: RunningKring;
  let browser: Browser;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;

  beforeAll(async () => {
    kring = await startKring({}, { now: () => new Date(now) });
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('is played, steered, commented on while it runs, ended and looked back on', async () => {
    const deskSide = await openContext(browser, kring.url, 'desk', { token: moderator.token });
    const leadSide = await openContext(browser, kring.url, 'desk', { token: supervisor.token });
    const [desk, lead] = [deskSide.page, leadSide.page];
    const story = (minutes: number): void => void (now += (minutes * 60_000) / 2);
    const sign = 'Oefening: niemand van deze mensen bestaat';

    await desk.goto('/moderate/practice');
    await desk.getByRole('heading', { name: 'Niet genoeg' }).waitFor();
    await looksWell(desk, 'practice-list-1280');
    await desk.getByRole('button', { name: /^Begin.*Niet genoeg/ }).click();
    await desk.getByRole('button', { name: '2 keer zo snel' }).waitFor();
    await looksWell(desk, 'practice-start-1280');
    await desk.getByRole('button', { name: 'Begin de oefening' }).click();
    await desk.getByText(sign).waitFor();
    await desk.getByText('Minuut 0 van 35').waitFor();

    // What came in shows its beginning until it is opened; the next post comes by itself.
    await desk.getByRole('button', { name: /^Lees.*Halve Maan/ }).click();
    // Words may be marked, one by one.
    await desk.locator('[data-post=p1]').getByText('voelen', { exact: false }).first().waitFor();
    story(5);
    await desk.getByRole('button', { name: /^Lees.*Grijze Steen/ }).waitFor();
    expect(await desk.locator('[data-post=p2]').innerText()).not.toContain('strenger dan jij');
    await desk.getByRole('button', { name: /^Lees wat binnenkwam/ }).click();
    await desk.locator('[data-post=p2] .sig').first().waitFor();
    await desk
      .getByRole('img', { name: /klimaat/i })
      .first()
      .waitFor();
    await looksWell(desk, 'practice-run-1280');

    // Who is it? And a note, with a reason.
    await desk
      .getByRole('button', { name: /Grijze Steen/ })
      .last()
      .click();
    await desk.getByRole('menuitem', { name: 'Wie is Grijze Steen?' }).click();
    await desk.getByText('Kreeg al eens een bericht terug om cijfers.').waitFor();
    await desk.getByRole('button', { name: 'Sluiten', exact: true }).click();
    await desk.getByRole('button', { name: 'Gidsbriefje' }).click();
    await desk.getByRole('button', { name: 'Zet het briefje' }).click();
    await desk.getByText('Dit veld is nodig.').first().waitFor();
    await desk.getByLabel('Wat wil je zeggen?').fill('Ik lees mee. Wat hielp jullie vandaag, al was het klein?');
    await desk.getByRole('textbox', { name: 'Reden' }).fill('Ze vergelijken zich.');
    await looksWell(desk, 'practice-note-1280');
    await desk.getByRole('button', { name: 'Zet het briefje' }).click();
    await desk.getByRole('list', { name: 'Wat je deed' }).getByText('Gidsbriefje').waitFor();

    // A supervisor looks on and says something; the trainee reads it without asking.
    await lead.goto('/moderate/practice/team');
    await lead.getByText('Imke').first().waitFor();
    await looksWell(lead, 'practice-team-1280');
    await lead.getByRole('link', { name: /Niet genoeg/ }).click();
    await lead.getByText('Imke is nu bezig.').waitFor();
    await lead.getByText(sign).waitFor();
    await lead.getByText('Ze vergelijken zich.').waitFor();
    await lead
      .getByRole('button', { name: /Zeg hier iets bij/ })
      .last()
      .click();
    await lead.getByLabel('Zeg iets over deze stap').fill('Mooi op tijd.');
    await lead.getByRole('button', { name: 'Plaats' }).first().click();
    await lead.getByText('Mooi op tijd.').first().waitFor();
    await looksWell(lead, 'practice-live-1280');
    await desk.getByText('Mooi op tijd.').waitFor();

    // It is stopped, the page is opened anew, and nothing is lost.
    await desk.getByRole('button', { name: 'Zet stil' }).click();
    await desk.getByText(/^Stilgezet op minuut/).waitFor();
    story(60);
    await desk.reload();
    await desk.getByText(/^Stilgezet op minuut [56] /).waitFor();
    await desk.getByText('Ik lees mee. Wat hielp jullie vandaag, al was het klein?').first().waitFor();
    await desk.getByRole('button', { name: 'Ga verder' }).click();
    await desk.getByText(/^Minuut [56] van 35/).waitFor();
    story(30);
    await desk.getByText('Het verhaal is voorbij.').waitFor();
    await desk.getByRole('button', { name: /^Lees wat binnenkwam/ }).click();
    await desk.locator('[data-post=c3] .dpost__raw').waitFor();
    expect(await desk.locator('body').innerText()).not.toContain('Wie het eerst toegeeft');
    await desk.setViewportSize({ width: 360, height: 780 });
    await looksWell(desk, 'practice-run-360');
    await desk.setViewportSize({ width: 1280, height: 800 });
    await desk.getByRole('button', { name: 'Rond af' }).click();
    await desk.getByText('Gestuurd', { exact: true }).click();
    await desk.getByLabel('Waarom?').fill('Het ging weer over wat helpt.');
    await looksWell(desk, 'practice-resolve-1280');
    await desk.getByRole('button', { name: 'Rond af en kijk terug' }).click();

    // What mattered, what an experienced moderator looks at, and an answer.
    await desk.getByText('Waar een ervaren moderator naar kijkt').waitFor();
    await desk.getByText('Je was er voor het een wedstrijd werd.').waitFor();
    await desk.getByText(sign).waitFor();
    await looksWell(desk, 'practice-back-1280');
    await desk.getByLabel('Antwoord of vraag iets').fill('Dank je. Ik twijfelde of het niet te vroeg was.');
    await desk.getByRole('button', { name: 'Plaats' }).click();
    await lead.getByText('Ik twijfelde of het niet te vroeg was.').waitFor({ timeout: 20_000 });
    await desk.setViewportSize({ width: 360, height: 780 });
    await looksWell(desk, 'practice-back-360');
    await lead.goto('/moderate/practice/team');
    await lead.getByText('Wacht op jouw woord').waitFor();
    expect(await rowsOf(kring.database.adminUrl, 'SELECT id FROM review_items')).toEqual([]);
    expect([...deskSide.faults, ...leadSide.faults]).toEqual([]);
  });
});
