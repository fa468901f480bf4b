import { setTimeout as pause } from 'node:timers/promises';
import { WaitingLine } from '@kring/platform';

const limits = { together: 2, mayWait: 2, longestMs: 50 };

describe('a waiting line', () => {
  it('lets only so many in, only so many wait, and turns the rest away at once', async () => {
    const line = new WaitingLine({ ...limits, longestMs: 10_000 });
    const first = [await line.enter(), await line.enter()];
    const waiting = [line.enter(), line.enter()];
    expect([...first, await line.enter()]).toEqual([true, true, false]);
    expect(line.counts).toEqual({ running: 2, waiting: 2 });
    line.leave();
    line.leave();
    expect(await Promise.all(waiting)).toEqual([true, true]);
    line.leave();
    line.leave();
    expect(line.counts).toEqual({ running: 0, waiting: 0 });
  });

  it('lets those in first who came first', async () => {
    const line = new WaitingLine({ ...limits, together: 1, longestMs: 10_000 });
    await line.enter();
    const order: number[] = [];
    const waiting = [1, 2].map((number) => line.enter().then(() => order.push(number)));
    line.leave();
    await waiting[0];
    line.leave();
    await waiting[1];
    expect(order).toEqual([1, 2]);
  });

  it('turns away who waited too long, and gives their turn to nobody', async () => {
    const line = new WaitingLine({ ...limits, together: 1 });
    await line.enter();
    expect(await line.enter()).toBe(false);
    expect(line.counts).toEqual({ running: 1, waiting: 0 });
    line.leave();
    expect(line.counts).toEqual({ running: 0, waiting: 0 });
    expect(await line.enter()).toBe(true);
    await pause(60);
    expect(line.counts).toEqual({ running: 1, waiting: 0 });
  });
});
