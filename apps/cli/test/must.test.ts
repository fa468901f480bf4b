import { must, mustWhereSeen } from '../src/demo/must';

const refused = (code: string) => ({ ok: false as const, problem: { code } });

describe('a demo that does not fit the rules', () => {
  it('says so, and passes over what nobody sees', () => {
    expect(() => must(refused('NOT_FOUND'), 'thread')).toThrow('the demo does not fit: thread: NOT_FOUND');
    expect(() => mustWhereSeen(refused('NOT_ALLOWED'), 'flag')).toThrow('NOT_ALLOWED');
    expect(() => mustWhereSeen(refused('NOT_FOUND'), 'flag')).not.toThrow();
  });
});
