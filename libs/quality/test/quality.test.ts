import { qualityOf as qualityOfKinds } from '../src/domain/quality';

const pair = (groupId: string, count: number, more: object = {}) => ({
  ...({
    groupId,
    count,
    firstKind: 'NO_ACTION',
    kind: 'NO_ACTION',
    firstSeverity: 'AMBER',
    severity: 'AMBER',
  } as const),
  ...more,
});

const kinds = ['NO_ACTION', 'HIDDEN'] as const;
const qualityOf = (counted: Parameters<typeof qualityOfKinds<(typeof kinds)[number]>>[0], groupId: string | null) =>
  qualityOfKinds(counted, kinds, groupId);

describe('figures of quality', () => {
  it('tell nothing that points at somebody', () => {
    const few = qualityOf([pair('a', 3), pair('a', 1, { kind: 'HIDDEN' })], null);
    expect(few).toMatchObject({ pairs: null, kind: { alike: null, different: null, refusal: 'TOO_FEW' } });
    const almost = qualityOf([pair('a', 17), pair('a', 2, { kind: 'HIDDEN' })], null);
    expect(almost).toMatchObject({ pairs: 19, kind: { alike: null, different: null, agreement: null } });
  });

  it('say how much two people agree, by kind and by severity', () => {
    const half = [
      pair('a', 10),
      pair('a', 10, { firstKind: 'HIDDEN', kind: 'HIDDEN', firstSeverity: 'RED', severity: 'RED' }),
      pair('a', 5, { kind: 'HIDDEN', severity: 'RED' }),
    ];
    const { kind, severity, pairs } = qualityOf(half, null);
    expect({ pairs, alike: kind.alike, different: kind.different }).toEqual({ pairs: 25, alike: 20, different: 5 });
    expect(kind.agreement?.kappa).toBeCloseTo(0.6154, 3);
    expect(severity.agreement?.kappa).toBeCloseTo(0.6154, 3);
    expect(qualityOf([pair('a', 30)], null).kind.refusal).toBe('ALL_THE_SAME');
  });

  it('look at a group alone only when there is enough of it and of the others', () => {
    const counted = [pair('big', 25), pair('small', 8), pair('other', 7)];
    expect(qualityOf(counted, null).groupIds).toEqual(['big']);
    expect(qualityOf(counted, 'big').pairs).toBe(25);
    expect(qualityOf(counted, 'small').pairs).toBeNull();
    expect(qualityOf([pair('big', 25), pair('small', 3)], null).groupIds).toEqual([]);
    expect(qualityOf([pair('only', 25)], 'only').pairs).toBe(25);
  });

  it('tell no groups beside each other whose rest would point at somebody', () => {
    const counted = [pair('a', 20), pair('b', 21), pair('c', 2)];
    expect(qualityOf(counted, null)).toMatchObject({ pairs: 43, groupIds: ['b'] });
    expect(qualityOf(counted, 'a').pairs).toBeNull();
    expect(qualityOf([pair('a', 20), pair('b', 21), pair('c', 5)], null).groupIds).toEqual(['b', 'a']);
    expect(qualityOf([pair('a', 20), pair('b', 21)], null).groupIds).toEqual(['b', 'a']);
  });
});
