import { type NumberedSignal, markPassages, numberSignals } from '../src/moderate/mark-passages';

const signal = (
  number: number,
  severity: NumberedSignal['signal']['severity'],
  ...passages: [number, number][]
): NumberedSignal => ({
  number,
  signal: {
    __typename: 'Signal',
    category: 'secrecy',
    explanation: '',
    rule: `r-${number}`,
    severity,
    passages: passages.map(([start, end]) => ({ __typename: 'Passage', start, end })),
  },
});

const shape = (text: string, ...signals: NumberedSignal[]) =>
  markPassages(text, signals).map(({ text: part, severity, endsHere }) => [part, severity, endsHere.join()]);

describe('marking passages', () => {
  it('leaves a text without signals whole', () => {
    expect(shape('Goed plan.')).toEqual([['Goed plan.', null, '']]);
  });

  it('marks a passage in its place and numbers it at its end', () => {
    expect(shape('ab cd ef', signal(1, 'AMBER', [3, 5]))).toEqual([
      ['ab ', null, ''],
      ['cd', 'AMBER', '1'],
      [' ef', null, ''],
    ]);
  });

  it('shows the gravest severity where passages overlap, and each number at its own end', () => {
    expect(shape('abcdefgh', signal(1, 'AMBER', [0, 5]), signal(2, 'RED', [3, 8]))).toEqual([
      ['abc', 'AMBER', ''],
      ['de', 'RED', '1'],
      ['fgh', 'RED', '2'],
    ]);
  });

  it('puts two numbers at one end in order, each once', () => {
    expect(shape('abcd', signal(2, 'RED', [0, 4], [2, 4]), signal(1, 'GREEN', [1, 4])).at(-1)).toEqual([
      'cd',
      'RED',
      '1,2',
    ]);
  });

  it('counts in UTF-16 code units, as the service does', () => {
    const text = '🙂 zeg niets';
    expect(shape(text, signal(1, 'RED', [3, 6]))[1]).toEqual(['zeg', 'RED', '1']);
  });

  it('keeps every character and drops what lies outside the text', () => {
    const parts = markPassages('kort', [signal(1, 'RED', [2, 99]), signal(2, 'AMBER', [50, 60], [1, 1])]);
    expect(parts.map(({ text }) => text).join('')).toBe('kort');
    expect(parts.flatMap(({ endsHere }) => endsHere)).toEqual([1]);
  });

  it('numbers what points at words, in reading order, and not what is said of the whole', () => {
    const signals = [signal(9, 'RED', [0, 2]), signal(9, 'GREEN'), signal(9, 'AMBER', [3, 4])].map((one) => one.signal);
    const assessment = { signals } as NonNullable<Parameters<typeof numberSignals>[0][number]['assessment']>;
    const numbered = numberSignals([
      { id: 'a', assessment },
      { id: 'b', assessment: null },
      { id: 'c', assessment },
    ]);
    const numbersOf = (id: string) => numbered.get(id)?.map(({ number }) => number);
    expect([numbersOf('a'), numbersOf('b'), numbersOf('c')]).toEqual([[1, null, 2], [], [3, null, 4]]);
    expect(markPassages('kort', numbered.get('a') ?? []).flatMap(({ endsHere }) => endsHere)).toEqual([1, 2]);
  });
});
