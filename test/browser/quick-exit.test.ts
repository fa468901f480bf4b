import { foundOrganisation, join, makeGroup, type Member, type RunningKring, startKring, tell } from '@kring/testing';
import type { Browser } from 'playwright-core';
import { openBrowser, openContext } from './browser';

jest.setTimeout(120_000);

describe('the way out', () => {
  let kring: RunningKring;
  let browser: Browser;
  let merel: Member;
  let thread = '';

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    const group = await makeGroup(kring, organisation, 'De Luwte');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    const told = await tell(kring, merel, group, 'Wie slaapt er nog?', 'Drie uur geslapen. Hoe doen jullie dat?');
    thread = told.post.thread.id;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('leaves at once when Shift is pressed three times', async () => {
    const { context, page } = await openContext(browser, kring.url, 'phone', { token: merel.token });
    await context.route('https://**', (route) => route.fulfill({ body: 'elders', contentType: 'text/plain' }));
    await page.goto(`/threads/${thread}`);
    await page.getByText(/Hoe doen jullie dat/).waitFor();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    await page.waitForURL((address) => !address.href.startsWith(kring.url));
    await context.close();
  });
});
