import { lowerBound, upperBound } from '@kring/kernel';

// From the tables of exact one-sided 95 % bounds: 1 - .05^(1/n) for none of n, .05^(1/n) for all of n.
it.each([
  [0, 10, 0],
  [10, 10, 0.05 ** (1 / 10)],
  [28, 28, 0.05 ** (1 / 28)],
  [8, 10, 0.4931],
  [50, 100, 0.4137],
])('leaves at least so much possible for %i of %i', (right, all, bound) => {
  expect(lowerBound(right, all)).toBeCloseTo(bound, 3);
});

it('leaves at most so much possible', () => {
  expect(upperBound(0, 28)).toBeCloseTo(1 - 0.05 ** (1 / 28), 4);
  expect(upperBound(2, 9)).toBeCloseTo(0.5497, 3);
});

it('says nothing where there is nothing to go by', () => {
  expect([lowerBound(0, 0), upperBound(0, 0)]).toEqual([0, 1]);
});
