import { foundOrganisation, invite, makeGroup, type RunningKring, startKring } from '@kring/testing';

jest.setTimeout(60_000);

describe('behind a proxy', () => {
  /** Whether an invitation is shown to somebody on a device of their own, who comes from there by what is claimed. */
  async function isShown(kring: RunningKring, code: string, from: string): Promise<boolean> {
    const response = await fetch(`${kring.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({
        query: 'query ($code: String!) { invitation(code: $code) { groupName } }',
        variables: { code },
      }),
    });
    return ((await response.json()) as { data: { invitation: unknown } }).data.invitation !== null;
  }

  async function usedUpBy(kring: RunningKring, from: (count: number) => string): Promise<void> {
    for (let count = 0; count < 320; count += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, one) => isShown(kring, 'AAAA-BBBB-CCCC-DDDD', from(count + one))),
      );
  }

  it.each([
    ['that is trusted, people have an address each, and what they claim before it is nothing', '127.0.0.1', true],
    ['that nobody named, what a request claims of its address is nothing', 'none', false],
  ])('%s', async (_what, KRING_TRUSTED_PROXIES, isTrusted) => {
    const kring = await startKring({ KRING_TRUSTED_PROXIES });
    try {
      const house = await foundOrganisation(kring, 'Huis');
      const code = await invite(kring, house, await makeGroup(kring, house, 'Groep'));
      expect(await isShown(kring, code, '203.0.113.7')).toBe(true);
      // The proxy adds the address that it sees, last; whatever stands before it was sent by the visitor.
      await usedUpBy(kring, (count) => `198.51.100.${count % 250}, 203.0.113.7`);
      expect(await isShown(kring, code, '203.0.113.7')).toBe(false);
      expect(await isShown(kring, code, '203.0.113.8')).toBe(isTrusted);
    } finally {
      await kring.stop();
    }
  });
});
