import {
  foundOrganisation,
  hire,
  join,
  type Member,
  oneTimeCode,
  type Organisation,
  passphrase,
  reply,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
} from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { looksWell, openBrowser, openContext, shoot } from './browser';

jest.setTimeout(300_000);

const title = 'Wie slaapt er nog?';
const note =
  'Dank om eerlijk te zijn over de nachten. Slecht slapen is geen wedstrijd. Wie ’s nachts iemand zoekt: 106 neemt altijd op.';

async function signInAsStaff(page: Page, staff: StaffPerson): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Aanmeldnaam').fill(staff.signInName);
  await page.getByLabel('Wachtzin', { exact: true }).fill(staff.passphrase);
  await page.getByRole('button', { name: 'Meld je aan' }).click();
  // A code works once; the one of now was used when the account was made.
  await page.getByLabel('Code van je app').fill(oneTimeCode(staff.secret, Date.now() + 30_000));
  await page.getByRole('button', { name: 'Meld je aan' }).click();
}

describe('the main job, by hand, in three browsers', () => {
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let moderator: StaffPerson;
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring({ KRING_RECHECK_MINUTES: '60' });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('goes from an empty house to a thread that was steered', async () => {
    const organiserSide = await openContext(browser, kring.url, 'desk');
    const memberSide = await openContext(browser, kring.url, 'phone');
    const moderatorSide = await openContext(browser, kring.url, 'desk');
    faults.push(organiserSide.faults, memberSide.faults, moderatorSide.faults);

    // The organiser makes a group and an invitation.
    const organiser = organiserSide.page;
    await signInAsStaff(organiser, organisation.organiser);
    await organiser.waitForURL('**/organise');
    await organiser.getByRole('link', { name: 'Nieuwe groep' }).click();
    await organiser.getByLabel('Naam van de groep').fill('De Luwte');
    await organiser.getByLabel('Voor wie is ze?').fill('Voor wie veel piekert, 16 tot 25 jaar.');
    await organiser.getByRole('button', { name: 'Verder' }).click();
    await organiser.getByRole('button', { name: 'Nederlands' }).click();
    expect((await organiser.getByLabel('Afspraken van de groep').inputValue()).length).toBeGreaterThan(40);
    await organiser.getByRole('button', { name: 'Verder' }).click();
    await organiser.getByText('Meteen zichtbaar').click();
    await organiser.getByRole('button', { name: 'Maak de groep' }).click();
    await organiser.getByRole('heading', { name: 'De Luwte' }).waitFor();
    await organiser.getByText('Voor één persoon').click();
    await organiser.getByRole('button', { name: 'Maak de uitnodiging' }).click();
    await organiser.getByText('De uitnodiging is klaar').waitFor();
    const link = /\/join#[0-9A-Z-]{19}/.exec(await organiser.locator('body').innerText())?.[0];
    expect(link).toBeDefined();
    await looksWell(organiser, 'organise-invitation-1280');

    // The moderator looks at a queue in which nothing waits.
    const desk = moderatorSide.page;
    await signInAsStaff(desk, moderator);
    await desk.waitForURL('**/moderate**');
    await desk.getByText('Niets wacht.').first().waitFor();

    // A young person joins by the link and tells a story.
    const young = memberSide.page;
    await young.goto(link ?? '');
    await young.getByRole('heading', { name: 'Welkom in De Luwte' }).waitFor();
    await looksWell(young, 'join-360');
    await young.getByLabel('Naam in de groep').fill('Grijze Steen');
    await young.getByText('Ik las de afspraken en doe mee').click();
    await young.getByRole('button', { name: 'Verder naar je wachtzin' }).click();
    await young.getByLabel('Aanmeldnaam').fill('steen 17');
    await young.getByLabel('Wachtzin', { exact: true }).fill(passphrase);
    await young.getByRole('button', { name: 'Doe mee' }).click();
    await young.getByText('Bewaar deze codes nu.').waitFor();
    await young.getByText('Ik heb ze bewaard').click();
    await young.getByText('Hier is het nog stil.').waitFor();
    await shoot(young, 'group-empty-360');
    await young.getByRole('link', { name: 'Schrijf een verhaal' }).click();
    await young.getByLabel('Titel').fill(title);
    await young
      .getByLabel('Wat wil je vertellen?')
      .fill('Drie uur geslapen. Overdag doe ik alsof. Hoe doen jullie dat?');
    await looksWell(young, 'write-360');
    await young.getByRole('button', { name: 'Plaats mijn verhaal' }).click();
    await young.getByRole('heading', { name: title }).waitFor();
    const threadId = /threads\/([0-9a-f-]{36})/.exec(young.url())?.[1] ?? '';
    expect(threadId).not.toBe('');

    // Others answer, and the thread turns; the open queue shows it by itself.
    const [group] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM groups WHERE name = 'De Luwte'`,
    );
    const others: Member[] = [];
    for (const nickname of ['Kleine Golf', 'Stille Varen']) {
      others.push(await join(kring, organisation, { id: group?.id ?? '', name: 'De Luwte' }, { nickname }));
    }
    const [golf, varen] = others as [Member, Member];
    await reply(kring, golf, threadId, 'Drie uur is nog veel. Bij mij is het nog erger dan bij jullie allemaal.');
    await reply(
      kring,
      varen,
      threadId,
      'Het wordt toch nooit meer beter. Ik zie geen uitweg meer, voor niemand van ons.',
    );
    await reply(kring, golf, threadId, 'Niets helpt. Alles is hopeloos en het heeft allemaal geen zin meer.');
    await reply(kring, varen, threadId, 'Ik geef het op. Niemand kan ons nog helpen.');
    await desk
      .getByRole('link', { name: new RegExp(title.replace('?', '\\?')) })
      .first()
      .waitFor({ timeout: 15_000 });
    await young.getByText('Niemand kan ons nog helpen.').waitFor();

    // The moderator claims it, pins a guide note and sets slow mode.
    await desk
      .getByRole('link', { name: new RegExp(title.replace('?', '\\?')) })
      .first()
      .click();
    await desk.getByRole('button', { name: 'Ik neem dit' }).click();
    await desk.getByText('Jij leest dit').waitFor();
    await looksWell(desk, 'desk-item-1280');
    await desk.getByRole('button', { name: /^Gidsbriefje/ }).click();
    await desk.getByLabel('Wat wil je zeggen?').fill(note);
    await desk.getByLabel('Reden', { exact: true }).fill('De antwoorden worden donkerder.');
    await looksWell(desk, 'desk-note-1280');
    await desk.getByRole('button', { name: 'Zet het briefje' }).click();
    await desk.getByText('Je gidsbriefje staat er.').waitFor();
    await desk.getByRole('button', { name: /^Rustig tempo/ }).click();
    await desk.getByLabel('Reden', { exact: true }).fill('Het ging hier snel.');
    await desk.getByRole('button', { name: 'Zet rustig tempo aan' }).click();
    await desk.getByText('Rustig tempo staat aan.').waitFor();
    await shoot(desk, 'desk-steered-1280');

    // The member sees both, by themselves, and is slowed.
    await young.getByText('Dank om eerlijk te zijn over de nachten.').waitFor();
    await young.getByText('Rustig tempo.').waitFor();
    await looksWell(young, 'thread-steered-360');
    // Young wrote the story minutes ago at most, so slow mode makes them wait, and says until when.
    await young.getByText(/Jij weer/).waitFor();
    const box = young.getByRole('textbox', { name: 'Jouw antwoord' });
    await box.fill('Dat wist ik niet, dat dat gewoon mag.');
    expect(await young.getByRole('button', { name: /^Plaatsen kan/ }).isEnabled()).toBe(false);
    await young.reload();
    await box.waitFor();
    expect(await box.inputValue()).toBe('Dat wist ik niet, dat dat gewoon mag.');

    // The climate afterwards is recorded: the second look is brought forward, as an hour is long for a test.
    await rowsOf(kring.database.adminUrl, `UPDATE pgboss.job SET start_after = now() WHERE name = 'recheck-climate'`);
    let rechecks: { climate: string }[] = [];
    for (
      const end = Date.now() + 20_000;
      rechecks.length < 2 && Date.now() < end;
      await new Promise((resolve) => setTimeout(resolve, 250))
    ) {
      rechecks = await rowsOf(kring.database.adminUrl, `SELECT climate FROM intervention_rechecks`);
    }
    expect(rechecks.length).toBe(2);
    expect(faults.flat()).toEqual([]);
  });
});
