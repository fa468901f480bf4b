import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  movingClock,
  mutate,
  type Organisation,
  type Person,
  refused,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
} from '@kring/testing';
import sharp from 'sharp';
import { ForgetPhotos } from '../../libs/stories/src/jobs/forget-photos';

jest.setTimeout(60_000);

interface SeenPhoto {
  readonly id: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alternativeText: string;
  readonly blurred: boolean;
}
interface Posted {
  readonly post: { id: string; state: string; photos: SeenPhoto[]; thread: { id: string } };
}
interface Answer {
  readonly photo?: { id: string; url: string; width: number; height: number };
  readonly problem?: { code: string; message: string; field: string | null };
}

const posted = `... on PostSubmitted { post { id state photos { id url width height alternativeText blurred } thread { id } } }`;
const day = 86_400_000;

/** A picture that is not of one colour, so that its file is as large as a photo's. */
async function picture(width: number, height: number): Promise<sharp.Sharp> {
  const data = randomBytes(Math.ceil(width / 8) * Math.ceil(height / 8) * 3);
  const small = { raw: { width: Math.ceil(width / 8), height: Math.ceil(height / 8), channels: 3 as const } };
  return sharp(await sharp(data, small).resize(width, height, { fit: 'fill' }).png().toBuffer());
}

describe('photos', () => {
  const clock = movingClock();
  const folder = mkdtempSync(path(tmpdir(), 'kring-photos-'));
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let newcomers: Group;
  let moderator: StaffPerson;
  let ans: Member;
  let bo: Member;
  let newcomer: Member;
  let stranger: Member;
  let otherStaff: StaffPerson;
  let jpeg: Buffer;

  beforeAll(async () => {
    kring = await startKring(
      { KRING_DATA: folder, KRING_PHOTO_MEGABYTES: '2', KRING_PHOTO_MEGAPIXELS: '20', KRING_NEWCOMER_POSTS: '1' },
      clock,
    );
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    newcomers = await makeGroup(kring, organisation, 'De Drempel', { moderationMode: 'NEWCOMERS' });
    ans = await join(kring, organisation, group);
    bo = await join(kring, organisation, group);
    newcomer = await join(kring, organisation, newcomers);
    const elsewhere = await foundOrganisation(kring, 'Huis Wilg');
    otherStaff = await hire(kring, elsewhere, 'MODERATOR', 'Otto');
    stranger = await join(kring, elsewhere, await makeGroup(kring, elsewhere, 'De Kade'));
    jpeg = await (
      await picture(2400, 1200)
    )
      .withExif({ IFD0: { Copyright: 'geheime-naam', Make: 'geheim-toestel' }, IFD3: { GPSLatitude: '50/1 51/1 0/1' } })
      .jpeg({ quality: 60 })
      .toBuffer();
  });
  afterAll(async () => {
    await kring.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function send(who: Person | null, groupId: string, body: Buffer, type = 'image/jpeg', language = 'nl') {
    const headers = { 'content-type': type, 'accept-language': language };
    const response = await fetch(`${kring.url}/photos?group=${groupId}`, {
      method: 'POST',
      headers: who ? { ...headers, authorization: `Bearer ${who.token}` } : headers,
      body: new Uint8Array(body),
    });
    return { status: response.status, ...((await response.json()) as Answer) };
  }
  async function sent(who: Person, groupId = group.id, body = jpeg): Promise<string> {
    const { photo, problem } = await send(who, groupId, body);
    if (!photo) throw new Error(problem?.code);
    return photo.id;
  }
  async function look(
    who: Person | null,
    id: string,
    size = '',
  ): Promise<{ status: number; bytes: Buffer; type: string }> {
    const headers: Record<string, string> = who ? { authorization: `Bearer ${who.token}` } : {};
    const response = await fetch(`${kring.url}/photos/${id}${size && `?size=${size}`}`, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, bytes, type: response.headers.get('content-type') ?? '' };
  }
  const statuses = async (id: string) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries({ ans, bo, moderator, newcomer, stranger, otherStaff, nobody: null }).map(
          async ([name, who]) => [name, (await look(who, id)).status],
        ),
      ),
    ) as Record<string, number>;
  const words = { title: 'Een dag', text: 'Vandaag ging het.' };
  const open = (who: Member, input: object, groupId = group.id) =>
    mutate<Posted>(kring, who, 'openThread', { clientKey: randomUUID(), groupId, ...words, ...input }, posted);
  const files = (id: string) =>
    readdirSync(path(folder, 'photos', organisation.id)).filter((name) => name.startsWith(id));
  const nothing = { ans: 404, bo: 404, moderator: 404, newcomer: 404, stranger: 404, otherStaff: 404, nobody: 401 };

  it('are seen by their sender only until they are posted, and then by whoever may read the post', async () => {
    const { status, photo } = await send(ans, group.id, jpeg);
    expect([status, photo?.width, photo?.height]).toEqual([201, 1600, 800]);
    const id = photo?.id ?? '';
    expect(await statuses(id)).toEqual({ ...nothing, ans: 200 });
    const { post } = await open(ans, { photoIds: [id], photoTexts: ['Een bank in de zon'] });
    expect(post).toMatchObject({
      state: 'VISIBLE',
      photos: [
        { id, url: `/photos/${id}`, width: 1600, height: 800, alternativeText: 'Een bank in de zon', blurred: false },
      ],
    });
    expect(await statuses(id)).toEqual({ ...nothing, ans: 200, bo: 200, moderator: 200 });
    const seen = await see<{ opener: { photos: SeenPhoto[] } }>(
      kring,
      bo,
      `query ($id: ID!) { thread(id: $id) { opener { photos { id alternativeText } } } }`,
      { id: post.thread.id },
    );
    expect(seen.opener.photos).toEqual([{ id, alternativeText: 'Een bank in de zon' }]);
  });

  it('keep nothing of the file that came: no name, no place, no device; four sizes, for this account only', async () => {
    expect((await sharp(jpeg).metadata()).exif?.toString('latin1')).toContain('geheime-naam');
    const id = await sent(ans);
    const sides: Record<string, number> = {};
    for (const size of ['small', 'medium', 'large', 'blur', '']) {
      const { bytes, type } = await look(ans, id, size);
      const { format, exif, xmp, iptc, width } = await sharp(bytes).metadata();
      expect([type, format, exif, xmp, iptc]).toEqual(['image/webp', 'webp', undefined, undefined, undefined]);
      expect(bytes.toString('latin1')).not.toMatch(/geheim/);
      sides[size] = width;
    }
    expect(sides).toEqual({ small: 320, medium: 800, large: 1600, blur: 24, '': 1600 });
    expect((await look(ans, id, 'huge')).status).toBe(404);
    for (const name of files(id)) {
      expect(statSync(path(folder, 'photos', organisation.id, name)).mode & 0o777).toBe(0o600);
    }
    expect(files(id)).toHaveLength(4);
  });

  it('are turned upright', async () => {
    const lying = await (await picture(600, 300)).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { photo } = await send(ans, group.id, lying);
    expect([photo?.width, photo?.height]).toEqual([300, 600]);
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string, number, string]>([
    ['words in the place of a photo', () => Buffer.from('geen foto '.repeat(50)), 'image/jpeg', 422, 'INVALID_INPUT'],
    ['nothing', () => Buffer.alloc(0), 'image/png', 422, 'INVALID_INPUT'],
    [
      'a drawing that could run a script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
      'image/png',
      422,
      'INVALID_INPUT',
    ],
    ['a film of pictures', async () => (await picture(80, 80)).gif().toBuffer(), 'image/png', 422, 'INVALID_INPUT'],
    ['a photo cut off half-way', () => jpeg.subarray(0, jpeg.length / 2), 'image/jpeg', 422, 'INVALID_INPUT'],
    [
      'a small file that is a huge picture',
      () =>
        sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#888' } })
          .png()
          .toBuffer(),
      'image/png',
      422,
      'INVALID_INPUT',
    ],
    [
      'a file that is too large',
      () => Buffer.concat([jpeg, randomBytes(3_000_000)]),
      'image/jpeg',
      413,
      'INVALID_INPUT',
    ],
  ])('refuse %s, kindly', async (_, make, type, status, code) => {
    const body = await make();
    const said = new Set<string>();
    for (const language of ['nl', 'fr', 'en']) {
      const answer = await send(ans, group.id, body, type, language);
      expect([answer.status, answer.problem?.code, answer.problem?.field]).toEqual([status, code, 'photo']);
      said.add(answer.problem?.message ?? '');
    }
    expect(said.size).toBe(3);
    expect((await send(bo, group.id, jpeg)).status).toBe(201);
  });

  it('refuse what is hidden behind a photo: only the picture is kept', async () => {
    const both = Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004 verborgen-bestand')]);
    const id = await sent(ans, group.id, both);
    expect((await look(ans, id)).bytes.toString('latin1')).not.toContain('verborgen-bestand');
  });

  it('are sent by members of the group only, who may write', async () => {
    expect((await send(null, group.id, jpeg)).status).toBe(401);
    for (const who of [stranger, newcomer, otherStaff])
      expect(await send(who, group.id, jpeg)).toMatchObject({
        status: 404,
        problem: { code: 'NOT_FOUND', field: 'group' },
      });
    expect(await send(ans, randomUUID(), jpeg)).toMatchObject({ status: 404 });
    expect(await send(ans, 'zomaar', jpeg)).toMatchObject({ status: 404 });
    expect((await send(ans, group.id, jpeg, 'image/svg+xml')).status).toBe(415);
    expect((await send(ans, group.id, jpeg, 'application/octet-stream')).status).toBe(415);
  });

  it('of somebody else, of another group, posted before or never sent are not there, and the words are not lost', async () => {
    const [mine, theirs, elsewhere] = [await sent(bo), await sent(ans), await sent(newcomer, newcomers.id)];
    const { post } = await open(ans, { photoIds: [theirs] });
    for (const [photoIds, field] of [
      [[theirs], 'photoIds.0'],
      [[mine, theirs], 'photoIds.1'],
      [[elsewhere], 'photoIds.0'],
      [[mine, mine], 'photoIds.1'],
      [[randomUUID()], 'photoIds.0'],
      [['x'], 'photoIds.0'],
    ] as const) {
      const input = { clientKey: randomUUID(), threadId: post.thread.id, text: 'Kijk.', photoIds };
      expect(await refused(kring, bo, 'reply', input)).toMatchObject({ code: 'INVALID_INPUT', field });
    }
    const five = { clientKey: randomUUID(), threadId: post.thread.id, text: 'Kijk.', photoIds: Array(5).fill(mine) };
    expect(await refused(kring, bo, 'reply', five)).toMatchObject({ field: 'photoIds' });
    const long = { ...five, photoIds: [mine], photoTexts: ['a'.repeat(301)] };
    expect(await refused(kring, bo, 'reply', long)).toMatchObject({ field: 'photoTexts.0' });
    // What was refused is still there to be posted, once, however often it is sent.
    const good = { ...long, clientKey: randomUUID(), photoTexts: ['Een boom'] };
    const first = await mutate<Posted>(kring, bo, 'reply', good, posted);
    expect(await mutate<Posted>(kring, bo, 'reply', good, posted)).toEqual(first);
    expect(first.post.photos).toMatchObject([{ id: mine, alternativeText: 'Een boom' }]);
  });

  it('wait for a moderator in a group of newcomers, and ask for one elsewhere', async () => {
    const told = await open(newcomer, {}, newcomers.id);
    await kring.settle();
    await mutate(kring, moderator, 'releasePost', { postId: told.post.id, reason: 'gelezen' });
    expect((await open(newcomer, {}, newcomers.id)).post.state).toBe('VISIBLE');
    const id = await sent(newcomer, newcomers.id);
    const waits = await open(newcomer, { photoIds: [id] }, newcomers.id);
    expect(waits.post.state).toBe('HELD');
    const reader = await join(kring, organisation, newcomers);
    expect([(await look(reader, id)).status, (await look(newcomer, id)).status]).toEqual([404, 200]);
    await kring.settle();
    const reasons = await rowsOf<{ reason: string }>(
      kring.database.adminUrl,
      `SELECT reason FROM review_items WHERE thread_id = '${waits.post.thread.id}'`,
    );
    expect(reasons).toEqual([{ reason: 'why.held_photo' }]);
    await mutate(kring, moderator, 'releasePost', { postId: waits.post.id, reason: 'gezien' });
    expect((await look(reader, id)).status).toBe(200);
    await mutate(kring, moderator, 'hidePost', {
      postId: waits.post.id,
      reason: 'toch niet',
      messageToAuthor: 'We hebben je foto even weggehaald.',
    });
    expect([(await look(reader, id)).status, (await look(newcomer, id)).status]).toEqual([404, 200]);
  });

  it('are read with what is said of them', async () => {
    const dark = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';
    const id = await sent(ans);
    const { post } = await open(ans, { photoIds: [id], photoTexts: [dark] });
    const [found] = await rowsOf<{ severity: string }>(
      kring.database.adminUrl,
      `SELECT severity FROM assessments WHERE post_id = '${post.id}'`,
    );
    expect(found?.severity).toBe('CRISIS');
  });

  it('go with their post, file and all, and with whoever leaves and wants to be forgotten', async () => {
    const id = await sent(ans);
    const { post } = await open(ans, { photoIds: [id], photoTexts: ['Een bank'] });
    await mutate(kring, ans, 'deletePost', { postId: post.id }, '... on Post { id state photos { id } }');
    expect(await statuses(id)).toEqual(nothing);
    await kring.settle();
    expect(files(id)).toEqual([]);
    const leaver = await join(kring, organisation, group);
    const [posted, loose] = [await sent(leaver), await sent(leaver)];
    await open(leaver, { photoIds: [posted] });
    await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true }, '... on Membership { state }');
    await kring.settle();
    expect([files(posted), (await look(moderator, posted)).status]).toEqual([[], 404]);
    await kring.app.get(ForgetPhotos).sweep(organisation.id);
    expect(files(loose)).toEqual([]);
  });

  it('sent twenty at once are made one after the other, and nothing else waits for them', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => join(kring, organisation, group)));
    const sending = people.flatMap((who) => Array.from({ length: 5 }, () => send(who, group.id, jpeg)));
    const from = Date.now();
    expect((await fetch(`${kring.url}/live`)).status).toBe(200);
    const answered = Date.now() - from;
    const all = (await Promise.all(sending)).map(({ status }) => status);
    expect([all.filter((one) => one === 201).length, answered < 1000]).toEqual([20, true]);
  });

  it('that come slower than they are taken in keep nobody else waiting, and are told to come back', async () => {
    const { hostname, port } = new URL(kring.url);
    const slow = Array.from({ length: 60 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(
        `POST /photos?group=${group.id} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${ans.token}\r\n` +
          `Content-Type: image/jpeg\r\nContent-Length: 500000\r\n\r\nabc`,
      );
      return socket;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await send(bo, group.id, jpeg)).toMatchObject({ status: 503, problem: { code: 'TOO_BUSY' } });
    expect((await open(bo, {})).post.state).toBe('VISIBLE');
    for (const socket of slow) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await send(bo, group.id, jpeg)).status).toBe(201);
  });

  it('that nobody posts are gone after a day, as is what a crash left; never more than twelve wait', async () => {
    const hoarder = await join(kring, organisation, group);
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) ids.push(await sent(hoarder));
    expect(await send(hoarder, group.id, jpeg)).toMatchObject({ status: 422, problem: { field: 'photo' } });
    const [kept = '', ...loose] = ids;
    await open(hoarder, { photoIds: [kept] });
    const own = path(folder, 'photos', organisation.id);
    const orphan = path(own, `${randomUUID()}-large.webp`);
    const half = path(own, `${randomUUID()}-small.webp.0a1b2c3d.half`);
    for (const file of [orphan, half]) {
      writeFileSync(file, 'x');
      utimesSync(file, new Date(Date.now() - 3 * day), new Date(Date.now() - 3 * day));
    }
    clock.forward(2 * 1440);
    await kring.app.get(ForgetPhotos).sweep(organisation.id);
    expect([existsSync(orphan), existsSync(half), files(kept).length]).toEqual([false, false, 4]);
    for (const id of loose) expect(files(id)).toEqual([]);
  });
});
