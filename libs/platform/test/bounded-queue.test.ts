import { BoundedQueue } from '@kring/platform';

/** Work that ends when told to. */
function held(): { run: () => Promise<string>; end: (fault?: Error) => void; readonly started: boolean } {
  let end: (fault?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (fault) => (fault ? reject(fault) : resolve('done'));
  });
  const work = { started: false, end, run: () => ((work.started = true), ended) };
  return work;
}

describe('a bounded queue', () => {
  it('runs a few together, lets a few wait, and refuses the rest at once', async () => {
    const queue = new BoundedQueue(2, 1);
    const works = [held(), held(), held(), held()];
    const answers = works.map((work) => queue.run(work.run));
    await Promise.resolve();
    expect(works.map((work) => work.started)).toEqual([true, true, false, false]);
    expect(await answers[3]).toBeNull();
    works[0]?.end();
    expect(await answers[0]).toBe('done');
    await Promise.resolve();
    expect(works[2]?.started).toBe(true);
    works[1]?.end();
    works[2]?.end();
    expect(await Promise.all(answers.slice(0, 3))).toEqual(['done', 'done', 'done']);
  });

  it('goes on in order after work that failed', async () => {
    const queue = new BoundedQueue(1, 10);
    const order: number[] = [];
    const works = [1, 2, 3, 4].map((number) =>
      queue.run(() => {
        order.push(number);
        return number === 2 ? Promise.reject(new Error('on purpose')) : Promise.resolve(number);
      }),
    );
    const settled = await Promise.allSettled(works);
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('loses no place, whatever came and failed before', async () => {
    const queue = new BoundedQueue(2, 100);
    let running = 0;
    let most = 0;
    const work = async (number: number): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, number % 3));
      running -= 1;
      if (number % 5 === 0) throw new Error('on purpose');
    };
    await Promise.allSettled(Array.from({ length: 60 }, (_, number) => queue.run(() => work(number))));
    expect([most, running]).toEqual([2, 0]);
    const [one, other] = [held(), held()];
    void queue.run(one.run);
    void queue.run(other.run);
    expect([one.started, other.started]).toEqual([true, true]);
    one.end();
    other.end();
  });
});
