import { Reading } from '../src/graphql/reading';

describe('reading what may change meanwhile', () => {
  /** Reads that end when they are told to, and when each began. */
  const slow = () => {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const read = (name: string) => () => {
      begun.push(name);
      return new Promise<void>((end) => ends.push(end));
    };
    const endNext = async () => {
      ends.shift()?.();
      await new Promise((done) => setTimeout(done));
    };
    return { begun, read, endNext };
  };

  it('reads once more, and only once, when it was asked meanwhile', async () => {
    const { begun, read, endNext } = slow();
    const reading = new Reading();
    const first = reading.ask('a', read('a'));
    void reading.ask('a', read('a'));
    void reading.ask('a', read('a'));
    let isOver = false;
    void first.then(() => (isOver = true));
    await endNext();
    expect(begun).toEqual(['a', 'a']);
    expect(isOver).toBe(false);
    await endNext();
    expect(begun).toEqual(['a', 'a']);
    expect(isOver).toBe(true);
    expect(reading.isUnderWay('a')).toBe(false);
    void reading.ask('a', read('a'));
    expect(begun).toHaveLength(3);
  });

  it('waits for nothing when something else is asked for, and leaves what was asked before', async () => {
    const { begun, read, endNext } = slow();
    const reading = new Reading();
    void reading.ask('a', read('a'));
    void reading.ask('a', read('a'));
    void reading.ask('b', read('b'));
    expect(begun).toEqual(['a', 'b']);
    await endNext();
    expect(begun).toEqual(['a', 'b']);
    expect(reading.isUnderWay('b')).toBe(true);
    await endNext();
    expect(reading.isUnderWay('b')).toBe(false);
  });

  it('can be asked again after a reading that failed', async () => {
    const reading = new Reading();
    await expect(reading.ask('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    let isRead = false;
    await reading.ask('a', () => {
      isRead = true;
      return Promise.resolve();
    });
    expect(isRead).toBe(true);
  });
});
