import { randomUUID } from 'node:crypto';
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

const hurtful = 'Jij bent een mislukkeling en niemand hier wil jou nog lezen.';
const anew = 'Ik voelde me niet gehoord gisteren. Dat ligt niet aan jou, ik had pijn.';
const message = 'Dit kan iemand raken. Vertel liever wat het met jou deed.';
const answer = 'Hier staat niets dat kwetst. Het had niet weg gemoeten.';

describe('what happens to my post, by hand', () => {
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let merel: Member;
  let golf: Member;
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    group = await makeGroup(kring, organisation, 'De Luwte', {
      charter: '**Wat we doen.**\n- We vertellen over onszelf.\n- We kwetsen niemand.\n- Wat hier staat, blijft hier.',
    });
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    golf = await join(kring, organisation, group, { nickname: 'Kleine Golf' });
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
  const itemOf = async (threadId: string, kind: string): Promise<string> => {
    await kring.settle();
    const [item] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = '${threadId}' AND kind = '${kind}' AND state <> 'RESOLVED'`,
    );
    return item?.id ?? '';
  };

  it('a post that was given back is written again and placed', async () => {
    const { post } = await tell(kring, golf, group, 'Na de vakantie', 'Ik vond het moeilijk om terug te komen.');
    const threadId = post.thread.id;
    await reply(kring, merel, threadId, hurtful);
    const young = await open(merel, 'phone');
    await young.goto(`/threads/${threadId}`);
    await young.getByText('Wacht op een moderator.').waitFor();

    const desk = await open(imke, 'desk');
    await desk.goto(`/moderate?item=${await itemOf(threadId, 'THREAD')}`);
    await desk.getByRole('button', { name: 'Ik neem dit' }).click();
    await desk.getByRole('button', { name: 'Afronden' }).filter({ visible: true }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('Teruggegeven', { exact: true }).click();
    await dialog.getByLabel('Waarom?').fill('Kwetsend voor een ander.');
    await dialog.getByLabel('Wat leest de schrijver?').fill(message);
    await dialog.getByLabel('Welke afspraak van de groep?').selectOption({ label: 'We kwetsen niemand.' });
    await looksWell(desk, 'give-back-1280');
    await dialog.getByRole('button', { name: 'Rond af' }).click();

    // Their own screen says so by itself, keeps the words, and says what might land badly in them.
    await young.getByText(message).first().waitFor();
    await young.getByText('Waarom, en wat jij kan doen').click();
    await young.getByText('We kwetsen niemand.').waitFor();
    await looksWell(young, 'returned-360');
    await young.getByRole('button', { name: 'Schrijf het opnieuw' }).click();
    const box = young.getByLabel('Jouw woorden');
    expect(await box.inputValue()).toBe(hurtful);
    await young.locator('.check__quote').first().waitFor();
    await looksWell(young, 'rewrite-360');
    await young.getByRole('button', { name: 'Stuur opnieuw' }).click();
    await young.getByText('Je woorden zijn nog dezelfde.').waitFor();
    await box.fill(anew);
    await young.getByRole('button', { name: 'Stuur opnieuw' }).click();
    await young.getByText('Je nieuwe versie staat in de groep.').waitFor();
    await looksWell(young, 'placed-360');

    const other = await open(golf, 'phone');
    await other.goto(`/threads/${threadId}`);
    await other.getByText(anew).waitFor();
    expect(await other.locator('body').innerText()).not.toContain('mislukkeling');

    // A moderator reads both beside each other.
    await desk.goto(`/moderate?item=${await itemOf(threadId, 'THREAD')}`);
    await desk.getByText('Zo werd het teruggegeven').waitFor();
    await desk.getByText(hurtful).waitFor();
    await desk.getByText('De nieuwe versie', { exact: true }).scrollIntoViewIfNeeded();
    await looksWell(desk, 'pair-1280');
    const small = await open(imke, 'phone');
    await small.goto(`/moderate?item=${await itemOf(threadId, 'THREAD')}`);
    await small.getByText('De nieuwe versie', { exact: true }).scrollIntoViewIfNeeded();
    await looksWell(small, 'pair-360');
    expect(faults.flat()).toEqual([]);
  });

  it('an appeal goes from the button of a member to another moderator, and back', async () => {
    const { post } = await tell(kring, golf, group, 'Morgen', 'Ik zie op tegen morgen.');
    const threadId = post.thread.id;
    await reply(kring, merel, threadId, 'Ik ga morgen wandelen met de hond. Ga je mee in gedachten?');
    const desk = await open(imke, 'desk');
    await desk.goto('/moderate');

    // Somebody flagged it, so that it stands in the queue; Imke hides it.
    const young = await open(merel, 'phone');
    await young.goto(`/threads/${threadId}`);
    await young.getByText('wandelen met de hond').waitFor();
    const peer = await open(golf, 'phone');
    await peer.goto(`/threads/${threadId}`);
    await peer.getByText('wandelen met de hond').waitFor();
    await hideByHand(desk, threadId);

    await young.getByText('Dit staat niet meer in de groep.').waitFor();
    await young.getByText('Waarom, en wat jij kan doen').click();
    await young.getByRole('button', { name: 'Laat iemand anders kijken' }).click();
    await young.getByLabel('Wil je er iets bij zeggen?').fill('Ik bedoelde niets kwaads.');
    await looksWell(young, 'appeal-ask-360');
    await young.getByRole('button', { name: 'Vraag het' }).click();
    await young.getByText('Iemand anders gaat kijken.').waitFor();
    await looksWell(young, 'appeal-open-360');

    // Who decided first sees that it is not for them.
    const item = await itemOf(threadId, 'APPEAL');
    await desk.goto(`/moderate?item=${item}`);
    await desk.getByText('Voor iemand anders', { exact: true }).waitFor();
    expect(await desk.getByRole('button', { name: 'Ik neem dit' }).count()).toBe(0);
    await looksWell(desk, 'appeal-not-you-1280');

    const second = await open(joris, 'desk');
    await second.goto(`/moderate?item=${item}`);
    await second.getByText('Ik bedoelde niets kwaads.').first().waitFor();
    await second.getByRole('button', { name: 'Ik neem dit' }).click();
    await looksWell(second, 'appeal-item-1280');
    await second.getByRole('button', { name: 'Beslis' }).filter({ visible: true }).first().click();
    const dialog = second.getByRole('dialog');
    await dialog.getByText('De beslissing wordt teruggenomen').click();
    await dialog.getByLabel('Waarom?').fill(answer);
    await looksWell(second, 'appeal-decide-1280');
    await dialog.getByRole('button', { name: 'Bevestig' }).click();
    await second.getByText('Beslist. Het lid en je collega weten het.').first().waitFor();

    // The member and the first moderator are told by themselves; the group sees the post again.
    await young.getByText('Iemand anders keek, en de beslissing is teruggenomen.').waitFor();
    await young.getByText(answer).waitFor();
    await looksWell(young, 'appeal-told-360');
    await desk.getByText(/Joris keek opnieuw naar jouw beslissing/).waitFor();
    await looksWell(desk, 'appeal-told-1280');
    await desk.getByRole('button', { name: 'Gelezen' }).click();
    await desk.getByText(/Joris keek opnieuw naar jouw beslissing/).waitFor({ state: 'hidden' });
    await peer.getByText('wandelen met de hond').waitFor();

    // In one's own space it can be read any time, and there is news of it.
    await young.goto('/groups');
    await young.getByText('Er is iets nieuws over jou of een bericht van jou.').waitFor();
    await looksWell(young, 'decision-news-360');
    await young.getByRole('link', { name: 'Lees ze' }).click();
    await young.getByRole('heading', { name: 'Beslissingen over jou' }).waitFor();
    await young.getByText(answer).waitFor();
    await looksWell(young, 'decisions-360');
    const wide = await open(merel, 'desk');
    await wide.goto('/me/decisions');
    await wide.getByText(answer).waitFor();
    await looksWell(wide, 'decisions-1280');
    await young.goto('/groups');
    await young.getByText('De Luwte').first().waitFor();
    await young.waitForLoadState('networkidle');
    expect(await young.getByText('Er is iets nieuws over jou of een bericht van jou.').count()).toBe(0);
    expect(faults.flat()).toEqual([]);
  });

  async function hideByHand(desk: Page, threadId: string): Promise<void> {
    await mutate(kring, golf, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' });
    await desk.goto(`/moderate?item=${await itemOf(threadId, 'THREAD')}`);
    await desk.getByText('wandelen met de hond').waitFor();
    await desk.getByRole('button', { name: /^Bericht verbergen/ }).click();
    await desk.getByLabel('Welk bericht?').selectOption({ index: 1 });
    await desk.getByLabel('Welke afspraak van de groep?').selectOption({ label: 'Wat hier staat, blijft hier.' });
    await desk.getByLabel('Reden', { exact: true }).fill('Het ging over iets anders.');
    await looksWell(desk, 'hide-1280');
    await desk.getByRole('button', { name: 'Verberg', exact: true }).click();
  }
});
