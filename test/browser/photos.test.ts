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
import sharp from 'sharp';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(180_000);

describe('a photo', () => {
  let kring: RunningKring;
  let browser: Browser;
  let moderator: StaffPerson;
  let group: Group;
  let merel: Member;
  let golf: Member;
  let thread = '';
  let photo: Buffer;

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    golf = await join(kring, organisation, group, { nickname: 'Kleine Golf' });
    thread = (await tell(kring, golf, group, 'Wat zie jij vandaag?', 'Stuur eens iets moois.')).post.thread.id;
    const create = { width: 3000, height: 2000, channels: 3 as const, background: '#5e7262' };
    photo = await sharp({ create })
      .withExif({ IFD0: { Make: 'geheim-toestel' } })
      .jpeg()
      .toBuffer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
    page.locator('input[type=file]').setInputFiles(files);
  const jpeg = () => ({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo });

  it('is sent from a phone with its words, survives a page that is closed, and is seen by the group', async () => {
    const mine = await openContext(browser, kring.url, 'phone', { token: merel.token });
    const theirs = await openContext(browser, kring.url, 'phone', { token: golf.token });
    const [page, other] = [mine.page, theirs.page];
    const bodies: number[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/photos?')) bodies.push(request.postDataBuffer()?.length ?? 0);
    });
    await other.goto(`/threads/${thread}`);
    await page.goto(`/threads/${thread}`);
    await page.locator('textarea').fill('Dit zag ik.');
    await choose(page, jpeg());
    await page.getByLabel('Wat staat er op?').fill('Een groen veld');
    await page.getByText(/Bewaard op dit toestel/).waitFor();
    await looksWell(page, 'photo-draft-360');
    await page.waitForTimeout(1200);
    await page.reload();
    expect(await page.getByLabel('Wat staat er op?').inputValue()).toBe('Een groen veld');
    await page.getByRole('button', { name: 'Plaats mijn antwoord' }).click();
    // The other one, who has the thread open, sees it come.
    const seen = other.getByRole('img', { name: 'Een groen veld' });
    await seen.waitFor();
    await seen.scrollIntoViewIfNeeded();
    await seen.evaluate((one) => (one as unknown as { decode(): Promise<void> }).decode());
    await looksWell(other, 'photo-posted-360');
    // Made smaller on the phone itself: it never sent the file as it was.
    expect(bodies).toHaveLength(1);
    expect([...mine.faults, ...theirs.faults]).toEqual([]);
    await mine.context.close();
    await theirs.context.close();
  });

  it('that cannot be read is said so beside the words, which are posted without it', async () => {
    const { page, context } = await openContext(browser, kring.url, 'phone', { token: golf.token });
    await page.goto(`/threads/${thread}`);
    await page.locator('textarea').fill('Mooi!');
    await choose(page, { name: 'brief.png', mimeType: 'image/png', buffer: Buffer.from('geen foto') });
    await page.getByText('Dit kunnen we niet als foto lezen.').waitFor();
    // Sending the same file again cannot help.
    expect(await page.getByRole('button', { name: 'Opnieuw proberen' }).count()).toBe(0);
    await looksWell(page, 'photo-refused-360');
    await page.setViewportSize({ width: 1280, height: 900 });
    await looksWell(page, 'photo-refused-1280');
    // Its words are not squeezed into the column of a picture.
    expect((await page.getByText('Dit kunnen we niet als foto lezen.').boundingBox())?.width).toBeGreaterThan(300);
    expect(await page.getByRole('button', { name: 'Plaats mijn antwoord' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Zonder deze foto' }).click();
    await page.getByRole('button', { name: 'Plaats mijn antwoord' }).click();
    await page.getByText('Je antwoord staat erbij.').waitFor();
    await context.close();
  });

  it.each(['desk', 'phone'] as const)(
    'stays covered on a %s, and is not fetched, until a moderator asks',
    async (screen) => {
      await kring.settle();
      const [item] = await rowsOf<{ id: string; reason: string }>(
        kring.database.adminUrl,
        `SELECT id, reason FROM review_items WHERE thread_id = '${thread}'`,
      );
      expect(item?.reason).toBe('why.photo');
      const { page, context, faults } = await openContext(browser, kring.url, screen, { token: moderator.token });
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/photos/')) asked.push(request.url());
      });
      await page.goto(`/moderate?item=${item?.id}`);
      await page.getByText('Foto, nog afgedekt').filter({ visible: true }).waitFor();
      await page.getByText('Volgens de schrijver: Een groen veld').waitFor();
      await looksWell(page, `photo-covered-${screen}`);
      expect([asked, await page.locator('.dphoto img').count()]).toEqual([[], 0]);
      const show = page.getByRole('button', { name: 'Toon foto' });
      await show.focus();
      await page.keyboard.press('Enter');
      const shown = page.getByRole('img', { name: 'Een groen veld' });
      await shown.waitFor();
      expect(await shown.evaluate((one) => getComputedStyle(one).filter)).toBe('grayscale(1)');
      // The keyboard stays where it was.
      await page.keyboard.press('Enter');
      await page.locator('.dphoto img:not(.pic--grey)').waitFor();
      await page.getByRole('button', { name: 'In grijs' }).waitFor();
      await looksWell(page, `photo-shown-${screen}`);
      await page.getByRole('button', { name: 'Dek weer af' }).click();
      await page.getByText('Foto, nog afgedekt').waitFor();
      expect(asked.length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
      await context.close();
    },
  );
});
