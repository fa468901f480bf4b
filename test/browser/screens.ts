import { randomUUID } from 'node:crypto';
import {
  foundOrganisation,
  hire,
  invite,
  join,
  makeGroup,
  type Member,
  mutate,
  reply,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openContext, shoot, sideways, violations } from './browser';

jest.setTimeout(300_000);

interface Screen {
  readonly name: string;
  readonly path: () => string;
  readonly who: () => string | undefined;
  /** Words that stand on the screen when it is whole. */
  readonly words: RegExp;
  /** What is done on it before it is looked at. */
  readonly act?: (page: Page) => Promise<void>;
}

/** Every screen at one size, light and dark: nothing that axe finds, nothing sideways. Each size is a file of its own, to run beside the other. */
export function lookAtScreens(size: 'phone' | 'desk'): void {
  describe(`every screen on a ${size}`, () => {
    let kring: RunningKring;
    let browser: Browser;
    let moderator: StaffPerson;
    let supervisor: StaffPerson;
    let item = '';
    let appealItem = '';
    let aside = '';
    let practice = '';
    let practised = '';
    let organiser: string;
    let members: Member[];
    let group = '';
    let thread = '';
    let code = '';
    let staffCode = '';

    beforeAll(async () => {
      kring = await startKring();
      const organisation = await foundOrganisation(kring, 'Huis Linde');
      organiser = organisation.organiser.token;
      moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
      supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
      const made = await makeGroup(kring, organisation, 'De Luwte');
      group = made.id;
      members = [];
      for (const nickname of ['Vroege Merel', 'Kleine Golf']) {
        members.push(await join(kring, organisation, made, { nickname }));
      }
      code = await invite(kring, organisation, made, 'OPEN');
      await join(kring, organisation, made, { nickname: 'Verre Zwaluw', code });
      staffCode = 'ABCD-ABCD-ABCD-ABCD';
      const [merel, golf] = members as [Member, Member];
      const told = await tell(kring, merel, made, 'Wie slaapt er nog?', 'Drie uur geslapen. Hoe doen jullie dat?');
      thread = told.post.thread.id;
      await reply(kring, golf, thread, 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.');
      await reply(kring, golf, thread, 'Ik wil er vannacht een einde aan maken.');
      await kring.settle();
      const [open] = await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM review_items`);
      item = open?.id ?? '';
      const fine = await reply(kring, golf, thread, 'Morgen ga ik wandelen met de hond.');
      await mutate(kring, moderator, 'hidePost', {
        ...{
          postId: fine.post?.id,
          reason: 'Ging over iets anders.',
          messageToAuthor: 'We houden dit gesprek bij slapen.',
        },
      });
      const hidden = await see<{ statements: { id: string }[] }>(kring, golf, `{ viewer { statements { id } } }`);
      const statementId = hidden.statements[0]?.id;
      await mutate(kring, golf, 'appeal', {
        clientKey: randomUUID(),
        statementId,
        words: 'Wandelen helpt mij slapen.',
      });
      await kring.settle();
      const [asked] = await rowsOf<{ id: string }>(
        kring.database.adminUrl,
        `SELECT id FROM review_items WHERE kind = 'APPEAL'`,
      );
      appealItem = asked?.id ?? '';
      await talkApart(merel, golf);
      practice = await practise(organisation.id);
      practised = await practise(organisation.id);
      await step('resolvePractice', { runId: practised, decision: 'SUPPORTED', reasons: 'Zij is bij haar zus.' });
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await kring?.stop();
    });

    /** Somebody who talks with a moderator, and somebody who is watched over. */
    async function talkApart(talks: Member, watched: Member): Promise<void> {
      const first = {
        membershipId: talks.membershipId,
        reason: 'Zij klonk moe.',
        text: 'Dag. Ik schrijf je morgen opnieuw.',
      };
      const opened = await mutate<{ id: string; messages: { id: string }[] }>(kring, moderator, 'openAside', { ...first, clientKey: randomUUID(), helpline: 'awel' }, '... on Aside { id messages { id } }'); // prettier-ignore
      aside = opened.id;
      const dueAt = new Date(Date.now() + 86_400_000).toISOString();
      await mutate(kring, moderator, 'makePromise', { clientKey: randomUUID(), messageId: opened.messages[0]?.id, sentence: 'Ik schrijf je morgen opnieuw.', dueAt }, '... on AsidePromise { id }'); // prettier-ignore
      await mutate(kring, talks, 'writeInAside', { clientKey: randomUUID(), asideId: aside, text: 'Dank je.' }, '... on AsideWritten { said { id } }'); // prettier-ignore
      const over = {
        membershipId: watched.membershipId,
        reason: 'De laatste berichten waren zwaar.',
        nextContactAt: dueAt,
      };
      const watch = await mutate<{ id: string; version: number }>(kring, moderator, 'watchOver', { ...over, clientKey: randomUUID() }, '... on Watch { id version }'); // prettier-ignore
      await mutate(kring, moderator, 'changeWatch', { watchId: watch.id, version: watch.version, note: 'Slaapt bij haar zus.' }, '... on Watch { id }'); // prettier-ignore
      await rowsOf(kring.database.adminUrl, `UPDATE watches SET next_contact_at = now() - interval '1 hour'`);
      await kring.settle();
    }

    const step = (name: string, input: object): Promise<{ id: string; steps: { id: string }[] }> =>
      mutate(kring, moderator, name, { clientKey: randomUUID(), ...input }, '... on PracticeRun { id steps { id } }');

    /** A practice thread in which somebody needs help now, ten minutes on, with a word of a supervisor. */
    async function practise(organisationId: string): Promise<string> {
      const { id: runId } = await step('startPractice', {
        ...{ organisationId, thread: 'in-need-now', language: 'nl', speed: 1 },
      });
      const goOn = (minutes: number) =>
        rowsOf(kring.database.adminUrl, `UPDATE practice_runs SET ran_ms = ${minutes * 60_000} WHERE id = '${runId}'`);
      await goOn(9);
      await step('lookInPractice', { runId, what: 'POSTS', posts: ['p1', 'p2', 'p3', 'p5'] });
      await step('steerPractice', {
        runId,
        kind: 'OPEN_ASIDE',
        post: 'p5',
        text: 'Ben je nu veilig?',
        reason: 'Crisis.',
      });
      const { steps } = await step('steerPractice', { runId, kind: 'SLOW_MODE', minutes: 5, reason: 'Even rust.' });
      await goOn(12);
      const said = {
        clientKey: randomUUID(),
        runId,
        stepId: steps.at(-1)?.id,
        text: 'Goed dat je eerst haar schreef.',
      };
      await mutate(kring, supervisor, 'commentOnPractice', said, '... on PracticeRun { id }');
      return runId;
    }

    const member = () => members[0]?.token;
    const screens: Screen[] = [
      { name: 'welcome', path: () => '/', who: () => undefined, words: /Meld je aan/ },
      { name: 'recover', path: () => '/recover', who: () => undefined, words: /herstelcode/ },
      { name: 'join', path: () => `/join#${code}`, who: () => undefined, words: /Welkom in De Luwte/ },
      { name: 'help', path: () => '/help', who: () => undefined, words: /1813/ },
      {
        name: 'not-found',
        path: () => '/threads/018f2f2e-0000-7000-8000-000000000000',
        who: member,
        words: /Niet gevonden/,
      },
      { name: 'groups', path: () => '/groups', who: member, words: /De Luwte/ },
      { name: 'group', path: () => `/groups/${group}`, who: member, words: /Wie slaapt er nog/ },
      { name: 'thread', path: () => `/threads/${thread}`, who: member, words: /Hoe doen jullie dat/ },
      { name: 'write', path: () => `/groups/${group}/write`, who: member, words: /Wat wil je vertellen/ },
      { name: 'me', path: () => '/me', who: member, words: /Afmelden/ },
      { name: 'decisions', path: () => '/me/decisions', who: () => members[1]?.token, words: /Verborgen, vandaag/ },
      { name: 'decisions-none', path: () => '/me/decisions', who: member, words: /Er is niets/ },
      {
        name: 'appeal',
        path: () => `/moderate?item=${appealItem}`,
        who: () => supervisor.token,
        words: /Wat het lid zegt/,
      },
      { name: 'desk', path: () => '/moderate', who: () => moderator.token, words: /Wie slaapt er nog/ },
      {
        name: 'desk-judge',
        path: () => `/moderate?item=${item}`,
        who: () => moderator.token,
        words: /Ik zie het anders/,
        act: async (page) => {
          await page.getByRole('button', { name: 'Ik zie het anders' }).filter({ visible: true }).first().click();
          await page.getByRole('dialog').getByText('Hoe zie jij het?').waitFor();
        },
      },
      {
        name: 'desk-parts',
        path: () => `/moderate?item=${item}`,
        who: () => moderator.token,
        words: /Ik zie het anders/,
        act: async (page) => {
          const tab = page.getByRole('button', { name: 'Sturen' }).filter({ visible: true });
          if (await tab.count()) await tab.first().click();
          await page.getByText('Onderdelen, één voor één').click();
          await page.locator('svg.part').first().scrollIntoViewIfNeeded();
        },
      },
      {
        name: 'desk-keys',
        path: () => '/moderate',
        who: () => moderator.token,
        words: /Wie slaapt er nog/,
        act: async (page) => {
          await page.keyboard.press('?');
          await page.getByText('Toetsen op het werkblad').waitFor();
        },
      },
      {
        name: 'desk-palette',
        path: () => '/moderate',
        who: () => moderator.token,
        words: /Wie slaapt er nog/,
        act: async (page) => {
          await page.keyboard.press('Control+k');
          await page.getByRole('menuitem').first().waitFor();
        },
      },
      ...(
        [
          ['QUIET_HOURS', /Vanaf/],
          ['REFRAME_PROMPT', /Welke vraag/],
          ['SLOW_MODE', /Voor wie/],
          ['MOVE_POSTS', /Welke antwoorden/],
          ['PAUSE_MEMBER', /hoe komt dit lid terug/],
          ['OFFER_REFERRAL', /Welke hulplijn/],
        ] as const
      ).map(([kind, words]): Screen => ({
        name: `desk-form-${kind.toLowerCase().replaceAll('_', '-')}`,
        path: () => `/moderate?item=${item}`,
        who: () => moderator.token,
        words: /Ik zie het anders/,
        act: async (page) => {
          const tab = page.getByRole('button', { name: 'Sturen' }).filter({ visible: true });
          if (await tab.count()) await tab.first().click();
          await page.locator(`#act-${kind}`).click();
          await page.locator('.steerform').getByText(words).first().waitFor();
        },
      })),
      { name: 'prompts', path: () => '/moderate/prompts', who: () => supervisor.token, words: /Voeg een vraag toe/ },
      { name: 'organise-prompts', path: () => '/organise/prompts', who: () => organiser, words: /Voeg een vraag toe/ },
      {
        name: 'templates',
        path: () => '/moderate/templates',
        who: () => supervisor.token,
        words: /Voeg een sjabloon toe/,
      },
      {
        name: 'organise-templates',
        path: () => '/organise/templates',
        who: () => organiser,
        words: /Voeg een sjabloon toe/,
        act: async (page) => {
          await page.getByRole('button', { name: 'Voeg een sjabloon toe' }).click();
          await page.getByLabel('Waarvoor').waitFor();
        },
      },
      {
        name: 'guidelines',
        path: () => '/moderate/guidelines',
        who: () => supervisor.token,
        words: /Afscheid/,
        act: async (page) => {
          await page.locator('summary', { hasText: 'Afscheid' }).click();
          await page.getByRole('button', { name: 'Pas aan Afscheid' }).click();
          await page.getByLabel('Vermijd').waitFor();
        },
      },
      ...(['Richtlijnen', 'Persoon'] as const).map((side): Screen => ({
        name: `desk-side-${side.toLowerCase()}`,
        path: () => `/moderate?item=${item}`,
        who: () => moderator.token,
        words: /Ik zie het anders/,
        act: async (page) => {
          const tab = page.getByRole('button', { name: 'Sturen' }).filter({ visible: true });
          if (await tab.count()) await tab.first().click();
          await page.getByRole('button', { name: side }).click();
          await page.getByText(side === 'Persoon' ? 'Alleen deze groep telt.' : 'Alle richtlijnen').waitFor();
          if (side === 'Richtlijnen') await page.locator('.steer summary').first().click();
        },
      })),
      { name: 'learning', path: () => '/moderate/learning', who: () => supervisor.token, words: /Wat gemist wordt/ },
      {
        name: 'figures',
        path: () => '/moderate/figures',
        who: () => supervisor.token,
        words: /Wat er volgde op sturen/,
      },
      {
        name: 'second-readings',
        path: () => '/moderate/second-readings',
        who: () => moderator.token,
        words: /opnieuw te lezen/,
      },
      { name: 'quality', path: () => '/moderate/quality', who: () => supervisor.token, words: /Eens over de ernst/ },
      { name: 'rota', path: () => '/moderate/rota', who: () => supervisor.token, words: /Vaste en losse diensten/ },
      { name: 'rota-read', path: () => '/moderate/rota', who: () => moderator.token, words: /Vaste en losse diensten/ },
      {
        name: 'hand-over',
        path: () => '/moderate/hand-over',
        who: () => moderator.token,
        words: /Wat overgedragen is/,
      },
      {
        name: 'organise-figures',
        path: () => '/organise/figures',
        who: () => organiser,
        words: /Wat er volgde op sturen/,
      },
      { name: 'organise-rota', path: () => '/organise/rota', who: () => organiser, words: /Vaste en losse diensten/ },
      {
        name: 'write-check',
        path: () => `/groups/${group}/write`,
        who: member,
        words: /Wat wil je vertellen/,
        act: async (page) => {
          await page.getByLabel('Wat wil je vertellen').fill('Schrijf me op 0470 00 00 00, dan praten we daar verder.');
          await page.getByRole('button', { name: 'Komt dit goed over?' }).click();
          await page.getByText(/kan iemand jou of een ander/).waitFor();
        },
      },
      { name: 'admissions', path: () => '/moderate/admissions', who: () => moderator.token, words: /Verre Zwaluw/ },
      { name: 'aside', path: () => `/asides/${aside}`, who: member, words: /Dit is tussen jou en Imke/ },
      {
        name: 'asides',
        path: () => '/moderate/asides',
        who: () => moderator.token,
        words: /Ik schrijf je morgen opnieuw/,
      },
      { name: 'aside-talk', path: () => `/moderate/asides/${aside}`, who: () => moderator.token, words: /Dank je\./ },
      { name: 'aside-look', path: () => `/moderate/asides/${aside}`, who: () => supervisor.token, words: /Kijk mee/ },
      { name: 'watching', path: () => '/moderate/watching', who: () => moderator.token, words: /Slaapt bij haar zus/ },
      {
        name: 'watch-change',
        path: () => '/moderate/watching',
        who: () => moderator.token,
        words: /Slaapt bij haar zus/,
        act: async (page) => {
          await page.getByRole('button', { name: 'Noteer of geef door' }).click();
          await page.getByLabel('Wat gebeurde er?').waitFor();
        },
      },
      { name: 'care', path: () => '/moderate/care', who: () => supervisor.token, words: /Hoeveel werk er was/ },
      {
        name: 'practice',
        path: () => '/moderate/practice',
        who: () => moderator.token,
        words: /Iemand zei er iets over/,
      },
      {
        name: 'practice-run',
        path: () => `/moderate/practice/runs/${practice}`,
        who: () => moderator.token,
        words: /Goed dat je eerst haar schreef/,
      },
      {
        name: 'practice-note',
        path: () => `/moderate/practice/runs/${practice}`,
        who: () => moderator.token,
        words: /Goed dat je eerst haar schreef/,
        act: async (page) => {
          await page.getByRole('button', { name: 'Hulplijn aanbieden' }).click();
          await page.getByLabel('Reden').waitFor();
        },
      },
      {
        name: 'practice-back',
        path: () => `/moderate/practice/runs/${practised}`,
        who: () => moderator.token,
        words: /Waar een ervaren moderator naar kijkt/,
      },
      {
        name: 'practice-live',
        path: () => `/moderate/practice/runs/${practice}`,
        who: () => supervisor.token,
        words: /Imke is nu bezig/,
      },
      { name: 'practice-team', path: () => '/moderate/practice/team', who: () => supervisor.token, words: /1 van 5/ },
      { name: 'organise', path: () => '/organise', who: () => organiser, words: /De Luwte/ },
      {
        name: 'organise-group',
        path: () => `/organise/groups/${group}`,
        who: () => organiser,
        words: /Gemaakte uitnodigingen/,
        act: (page) => page.getByText('Hoe berichten gelezen worden').scrollIntoViewIfNeeded(),
      },
      { name: 'organise-new', path: () => '/organise/groups/new', who: () => organiser, words: /Naam van de groep/ },
      { name: 'team', path: () => '/organise/team', who: () => organiser, words: /Imke/ },
      { name: 'staff-join', path: () => `/staff/join#${staffCode}`, who: () => undefined, words: /werkt niet/ },
    ];

    // On the narrowest screen, where long words of another language break things first.
    if (size === 'phone')
      it.each(screens.filter(({ act }) => !act))('$name, in French and in English', async ({ name, path, who }) => {
        const token = who();
        for (const locale of ['fr-BE', 'en-GB'] as const) {
          const { context, page, faults } = await openContext(browser, kring.url, size, {
            locale,
            ...(token ? { token } : {}),
          });
          await page.goto(path());
          await page.locator('main h1, main h2').filter({ visible: true }).first().waitFor();
          await page.waitForLoadState('networkidle');
          await shoot(page, `${name}-${size}-${locale.slice(0, 2)}`);
          const text = await page.locator('body').innerText();
          expect({
            locale,
            language: await page.evaluate(() => globalThis.document.documentElement.lang),
            // What has no words in a language shows the name of its message.
            nameless: /^[a-z]+(?:\.[a-zA-Z]+)+$/m.exec(text)?.[0],
            sideways: await sideways(page),
            faults,
          }).toEqual({ locale, language: locale.slice(0, 2), nameless: undefined, sideways: 0, faults: [] });
          await context.close();
        }
      });

    it.each(screens)('$name, light and dark', async ({ name, path, who, words, act }) => {
      const token = who();
      const { context, page, faults } = await openContext(browser, kring.url, size, token ? { token } : {});
      await page.goto(path());
      await page.getByText(words).filter({ visible: true }).first().waitFor();
      await act?.(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // Colours change by transitions, and what is inherited one level of the page after the other.
        await page.waitForFunction(() => globalThis.document.getAnimations().length === 0);
        const found = await violations(page);
        await shoot(page, `${name}-${size}-${colorScheme}`); // last: drawings take their new colours a moment later
        expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
      }
      expect(await sideways(page)).toBe(0);
      expect(faults).toEqual([]);
      await context.close();
    });
  });
}
