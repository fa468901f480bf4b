import {
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  makeGroup,
  type Member,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser, BrowserContext, Page, Route, WebSocketRoute } from 'playwright-core';
import { openBrowser, openContext } from './browser';

jest.setTimeout(180_000);

const dark = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';

describe('with a bad connection', () => {
  let kring: RunningKring;
  let browser: Browser;
  let group: Group;
  let merel: Member;
  let moderator: StaffPerson;
  let thread = '';
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  let sockets: WebSocketRoute[];

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    const golf = await join(kring, organisation, group, { nickname: 'Kleine Golf' });
    const code = await invite(kring, organisation, group, 'OPEN');
    for (const nickname of ['Verre Zwaluw', 'Stille Duin', 'Late Bries'])
      await join(kring, organisation, group, { nickname, code });
    thread = (await tell(kring, golf, group, 'Wie slaapt er nog?', 'Drie uur geslapen.')).post.thread.id;
    browser = await openBrowser();
  });
  beforeEach(async () => {
    ({ context, page, faults } = await openContext(browser, kring.url, 'phone', { token: merel.token }));
    sockets = [];
    await page.routeWebSocket('**/graphql', (socket) => {
      socket.connectToServer();
      sockets.push(socket);
    });
    await page.goto(`/threads/${thread}`);
    await page.locator('textarea').waitFor();
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  const written = () => page.locator('textarea').inputValue();
  const posted = async (text: string): Promise<number> => {
    const found = await rowsOf<{ count: number }>(
      kring.database.adminUrl,
      `SELECT count(*)::int AS count FROM posts WHERE text = $1`,
      [text],
    );
    return found[0]?.count ?? 0;
  };
  /** What happens to replies on their way, until `unroute`. */
  const onReply = (how: (route: Route) => Promise<void>) =>
    page.route('**/graphql', (route) =>
      route.request().postData()?.includes('mutation Reply') ? how(route) : route.fallback(),
    );
  const sendOffline = async (text: string) => {
    await context.setOffline(true);
    await page.locator('textarea').fill(text);
    await page.getByRole('button', { name: 'Versturen zodra het kan' }).click();
    await page.getByText('Zodra er verbinding is', { exact: false }).or(page.locator('.savedline')).first().waitFor();
  };

  it('help comes once for what was sent by itself, and who goes on is let go', async () => {
    // Its group was looked at before, so that the way back is there without a connection.
    await page.getByRole('link', { name: 'De Luwte' }).first().click();
    await page.getByText('Wie slaapt er nog?').first().click();
    await sendOffline(dark);
    await page.getByRole('link', { name: 'De Luwte' }).first().click();
    await page.locator('textarea').waitFor({ state: 'detached' });
    await context.setOffline(false);
    await page.getByText('Praat nu met iemand').waitFor();
    await page.getByRole('button', { name: 'Verder naar het gesprek' }).click();
    await page.getByText('Praat nu met iemand').waitFor({ state: 'detached' });
    await page.waitForTimeout(1500);
    expect(await page.getByText('Praat nu met iemand').count()).toBe(0);
    expect(await posted(dark)).toBe(1);
  });

  it('what is written while waiting words go by themselves is kept', async () => {
    await sendOffline('Ik ben er nog.');
    let letGo = (): void => undefined;
    const underWay = new Promise<void>((reached) => {
      void onReply(async (route) => {
        reached();
        await new Promise<void>((resolve) => (letGo = resolve));
        await route.fallback();
      });
    });
    await context.setOffline(false);
    await underWay;
    await page.locator('textarea').fill('Ik ben er nog. En ik wil nog iets zeggen.');
    await page.waitForTimeout(1500);
    letGo();
    await page.getByText('Je antwoord staat erbij.').waitFor();
    expect(await written()).toBe('Ik ben er nog. En ik wil nog iets zeggen.');
    await page.waitForTimeout(1500);
    await page.reload();
    await page.locator('textarea').waitFor();
    expect(await written()).toBe('Ik ben er nog. En ik wil nog iets zeggen.');
    expect(await posted('Ik ben er nog.')).toBe(1);
    await page.locator('textarea').fill('');
    await page.waitForTimeout(1500);
  });

  it.each([
    [
      'fails on our side',
      {
        status: 200,
        contentType: 'application/json',
        body: '{"data":null,"errors":[{"message":"x","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
      },
    ],
    ['is refused on the way', { status: 403, contentType: 'text/html', body: '<p>no</p>' }],
  ])('what went by itself and %s says so, and can be sent again', async (how, answer) => {
    const text = `Nog wakker: ${how}.`;
    await sendOffline(text);
    await onReply((route) => route.fulfill(answer));
    await context.setOffline(false);
    await page.getByText('Dat lukte niet.').waitFor();
    expect(await written()).toBe(text);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.getByText('Je antwoord staat erbij.').waitFor();
    expect(await posted(text)).toBe(1);
  });

  it('a question who somebody is that fails takes nothing off the screen', async () => {
    await page.locator('textarea').fill('Half geschreven');
    let asked = 0;
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('query Viewer')) return route.fallback();
      asked += 1;
      return route.fulfill({ status: 503, contentType: 'application/json', body: '{"errors":[{"message":"busy"}]}' });
    });
    // Rights that changed, or an api that ends, close the live connection; who comes back asks who they are.
    for (const socket of sockets) await socket.close({ code: 4205 });
    for (let wait = 0; wait < 40 && asked === 0; wait += 1) await page.waitForTimeout(500);
    expect(asked).toBeGreaterThan(0);
    await page.waitForTimeout(500);
    expect(await written()).toBe('Half geschreven');
    await page.getByText('Drie uur geslapen.').waitFor();
  });

  it('what a moderator has on the screen stays when it cannot be looked at again', async () => {
    const desk = await openContext(browser, kring.url, 'phone', { token: moderator.token });
    await desk.page.goto('/moderate/admissions');
    await desk.page.getByText('Late Bries').waitFor();
    let refused = 0;
    let isAnswered = false;
    await desk.page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('query AdmissionRequests')) return route.fallback();
      refused += 1;
      if (!isAnswered) return route.abort();
      const error = { message: 'wrong', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
      return route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify({ errors: [error] }) });
    });
    // Nothing comes back, and then something went wrong at the server.
    for (const name of ['Verre Zwaluw', 'Stille Duin']) {
      refused = 0;
      isAnswered = name === 'Stille Duin';
      await desk.page.getByRole('button', { name: `Laat binnen: ${name}` }).click();
      await desk.page.getByText(`${name} hoort er nu bij.`).waitFor();
      for (let wait = 0; wait < 40 && refused === 0; wait += 1) await desk.page.waitForTimeout(250);
      expect(refused).toBeGreaterThan(0);
      await desk.page.waitForTimeout(500);
      await desk.page.getByText('Late Bries').waitFor();
    }
    await desk.page.unroute('**/graphql');
    await desk.page.getByRole('button', { name: 'Laat binnen: Late Bries' }).click();
    await desk.page.getByText('Niemand', { exact: false }).first().waitFor();
    expect(await desk.page.getByRole('button', { name: /Laat binnen/ }).count()).toBe(0);
    expect(desk.faults).toEqual([]);
    await desk.context.close();
  });

  it('a change of a post that is half written is still there after the page was closed, and the keyboard stays in place', async () => {
    await page.locator('textarea').fill('Eerste versie.');
    await page.getByRole('button', { name: 'Plaats mijn antwoord' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Je antwoord staat erbij.').waitFor();
    const focused = () => page.evaluate<string>(`document.activeElement.textContent`);
    expect(await focused()).toBe('Plaats mijn antwoord');
    const mine = page.locator('li.post').last();
    await mine.getByRole('button', { name: 'Aanpassen' }).click();
    await mine.locator('textarea').fill('Tweede versie, half');
    await page.reload();
    await mine.getByRole('button', { name: 'Aanpassen' }).click();
    expect(await mine.locator('textarea').inputValue()).toBe('Tweede versie, half');
    await mine.getByRole('button', { name: 'Laat het zoals het was' }).click();
    expect(await focused()).toBe('Aanpassen');
    await mine.getByRole('button', { name: 'Aanpassen' }).click();
    expect(await mine.locator('textarea').inputValue()).toBe('Eerste versie.');
  });
});
