import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { assess, explain, languages, severityRank, type Assessment } from '@kring/safety';
import { assessReading } from '../src/assess';
import { markPost } from '../src/climate/post-marks';
import { Head } from '../src/head/head';
import { HeadsInFolder, type HeadFinder } from '../src/head/head-for';
import { inBytes, readWeights, writeWeights, type HeadWeights } from '../src/head/weights';
import { library } from '../src/library';
import { calibrate, probability } from '../src/linear/calibration';
import { fitLogistic, marginOf, type SparseRow } from '../src/linear/logistic-regression';
import { featuresOfWords } from '../src/linear/text-features';
import { readPost } from '../src/reading/read-post';

/** A head that knows the words of one sentence and finds them serious: made for these tests, not learned. */
function headAbout(sentence: string): HeadWeights {
  const stream = streamOf(sentence);
  const features = Uint32Array.from([...featuresOfWords(stream).keys()].sort((one, other) => one - other));
  return {
    language: 'nl',
    sentences: 'none',
    rows: 1,
    targets: ['CRISIS', 'suicidal_intent'],
    biases: [-2, 0],
    calibrations: [
      { slope: 1, offset: 0 },
      { slope: 1, offset: 0 },
    ],
    raise: { CRISIS: { from: 0.8, categories: ['suicidal_intent'] } },
    holdFrom: null,
    names: {},
    features,
    ...inBytes(
      Float32Array.from({ length: features.length * 2 }, () => 1.5),
      ['CRISIS', 'suicidal_intent'],
    ),
  };
}

function streamOf(text: string): { words: string[]; sentences: number[] } {
  const pack = readPost(text, library(), 'nl').packs.find((one) => one.pack.language === 'nl');
  return pack?.stream ?? { words: [], sentences: [] };
}

function assessWith(text: string, heads: HeadFinder): Assessment {
  return assessReading(readPost(text, library(), 'nl'), library(), {}, heads);
}

const quiet = 'De blauwe trein rijdt morgen langs de brug naar het kleine station';
const head = new Head(headAbout(quiet));
const only: HeadFinder = (language) => (language === 'nl' ? head : undefined);

describe('a head', () => {
  it('raises what the rules left, with passages of the text that weighed most', () => {
    expect(assessWith(quiet, () => undefined).severity).toBe('GREEN');
    const raised = assessWith(quiet, only);
    expect(raised).toMatchObject({ severity: 'CRISIS', hold: false, checked: true });
    const [signal] = raised.signals;
    expect(signal).toMatchObject({ rule: 'nl-head-crisis', category: 'suicidal_intent' });
    for (const { start, end } of signal?.passages ?? []) expect(quiet.slice(start, end)).toMatch(/^\p{L}.*\p{L}$/u);
    expect(signal?.passages.length).toBeGreaterThan(0);
  });

  it('says nothing of words it does not know, nor of very short texts', () => {
    expect(assessWith('Onze kat slaapt vandaag weer op mijn wiskundeboek', only).severity).toBe('GREEN');
    expect(assessWith('Blauwe trein', only).severity).toBe('GREEN');
    expect(assessWith('Trein '.repeat(40), only).severity).toBe('GREEN');
  });

  it('holds what may harm others, and never distress alone', () => {
    const holding = (
      category: 'encouragement' | 'suicidal_ideation' | 'suicidal_intent',
      level: 'CRISIS' | 'RED' | 'AMBER' = 'RED',
    ): HeadFinder => {
      const made = headAbout(quiet);
      const one = new Head({
        ...{ ...made, targets: [level, category, 'HOLD'], biases: [0, 0, 0] },
        calibrations: [0, 0, 0].map((offset) => ({ slope: 1, offset })),
        raise: { [level]: { from: 0.8, categories: [category] } },
        holdFrom: 0.8,
        ...inBytes(
          Float32Array.from({ length: made.features.length * 3 }, () => 1.5),
          [level, category, 'HOLD'],
        ),
      });
      return (language) => (language === 'nl' ? one : undefined);
    };
    expect(assessWith(quiet, holding('encouragement'))).toMatchObject({ severity: 'RED', hold: true });
    expect(assessWith(quiet, holding('encouragement', 'AMBER'))).toMatchObject({ severity: 'AMBER', hold: true });
    expect(assessWith(quiet, holding('suicidal_ideation')).hold).toBe(false);
    // A plan waits for the minutes until it is read; what only sounds a little like one is distress.
    expect(assessWith(quiet, holding('suicidal_intent', 'CRISIS')).hold).toBe(true);
    expect(assessWith(quiet, holding('suicidal_intent', 'RED')).hold).toBe(false);
  });

  it('calls somebody to what it holds, though it raises it to no level', () => {
    const made = headAbout(quiet);
    const targets: HeadWeights['targets'] = ['HOLD', 'encouragement'];
    const one = new Head({
      ...{ ...made, targets, raise: {}, holdFrom: 0.8, biases: [0, 0] },
      ...inBytes(
        Float32Array.from({ length: made.features.length * 2 }, () => 1.5),
        targets,
      ),
    });
    const held = assessWith(quiet, (language) => (language === 'nl' ? one : undefined));
    expect(held).toMatchObject({ severity: 'AMBER', hold: true });
    expect(held.signals).toMatchObject([{ rule: 'nl-head-hold', category: 'encouragement', severity: 'AMBER' }]);
  });

  it('calls nothing a crisis of which it doubts that it needs anybody', () => {
    const made = headAbout(quiet);
    const doubting = (needs: number): HeadFinder => {
      const targets: HeadWeights['targets'] = ['CRISIS', 'AMBER', 'suicidal_intent'];
      const one = new Head({
        ...{ ...made, targets, biases: [0, needs, 0] },
        calibrations: targets.map(() => ({ slope: 1, offset: 0 })),
        ...inBytes(
          Float32Array.from({ length: made.features.length * 3 }, (_, at) => (at % 3 === 1 ? 0 : 1.5)),
          targets,
        ),
      });
      return (language) => (language === 'nl' ? one : undefined);
    };
    expect(assessWith(quiet, doubting(0.1)).severity).toBe('CRISIS');
    expect(assessWith(quiet, doubting(-0.1)).severity).toBe('GREEN');
  });

  it('names good news of any post, and what else a raised one is about, without raising anything by it', () => {
    const made = headAbout(quiet);
    const naming = (targets: HeadWeights['targets'], names: HeadWeights['names'], raise = made.raise): HeadFinder => {
      const one = new Head({
        ...{ ...made, targets, names, raise, biases: targets.map(() => 0) },
        calibrations: targets.map(() => ({ slope: 1, offset: 0 })),
        ...inBytes(
          Float32Array.from({ length: made.features.length * targets.length }, () => 1.5),
          targets,
        ),
      });
      return (language) => (language === 'nl' ? one : undefined);
    };
    const good = assessWith(quiet, naming(['CRISIS', 'support'], { support: 0.7 }, {}));
    expect(good).toMatchObject({ severity: 'GREEN', hold: false });
    expect(good.signals).toMatchObject([
      { rule: 'nl-head-good', category: 'support', severity: 'GREEN', passages: [] },
    ]);
    expect(assessWith(quiet, naming(['CRISIS', 'support'], {}, {})).signals).toEqual([]);
    const raised = assessWith(quiet, naming(['CRISIS', 'suicidal_intent', 'pact', 'goodbye'], { pact: 0.7 }));
    expect(raised.signals.map(({ category, severity }) => [category, severity])).toEqual([
      ['suicidal_intent', 'CRISIS'],
      ['pact', 'CRISIS'],
    ]);
  });

  it('knows what words mean that it never met: lists of the language, and two that stand near each other', () => {
    const lists = (word: string): readonly string[] => (word === 'trein' || word === 'bus' ? ['~ride'] : []);
    const stream = { words: ['de', 'bus', 'rijdt'], sentences: [0, 0, 0] };
    const features = featuresOfWords({ words: ['trein'], sentences: [0] }, lists);
    expect([...featuresOfWords(stream, lists).keys()].filter((hash) => features.has(hash))).not.toEqual([]);
    expect([...featuresOfWords(stream).keys()].filter((hash) => features.has(hash))).toEqual([]);
    const near = { words: ['trein', 'of', 'bus'], sentences: [0, 0, 0] };
    const apart = { words: ['trein', 'of', 'bus'], sentences: [0, 1, 1] };
    const others = (one: typeof near): number => featuresOfWords(one, lists).size;
    expect(others(near)).toBeGreaterThan(featuresOfWords(near).size + 1);
    expect(others(apart) - featuresOfWords(apart).size).toBe(1);
  });

  it('says nothing in a language that the text is not in, though it met its words', () => {
    const stranger: HeadFinder = (language) =>
      language === 'en' ? new Head({ ...headAbout(quiet), language }) : undefined;
    const both: HeadFinder = (language) => (language === 'nl' ? head : stranger(language));
    const short = 'De blauwe trein rijdt.';
    expect(assessWith(short, only).signals.map(({ rule }) => rule)).toContain('nl-head-crisis');
    const rules = assessWith(short, both).signals.map(({ rule }) => rule);
    expect(rules).toContain('nl-head-crisis');
    expect(rules.filter((rule) => rule.startsWith('en-'))).toEqual([]);
  });

  it('stays out of how a thread goes', () => {
    const assessment = assessWith(quiet, only);
    expect(assessment.severity).toBe('CRISIS');
    const marked = markPost({ author: 'a', role: 'member', minute: 0, text: quiet, assessment }, 'a', library());
    expect(marked).toMatchObject({ severity: 0, ownRisk: 0 });
    expect(marked.has('suicidal_intent')).toBe(false);
  });

  it('never lowers, whatever the text', () => {
    const word = fc.constantFrom(...quiet.split(' '), 'ik wil niet meer leven', 'niet', 'doei', '🙂', '.', 'я');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const text = words.join(' ');
        const alone = assessWith(text, () => undefined);
        const raised = assessWith(text, only);
        expect(severityRank(raised.severity)).toBeGreaterThanOrEqual(severityRank(alone.severity));
        expect(raised.hold || !alone.hold).toBe(true);
        expect(raised.signals).toEqual(expect.arrayContaining(alone.signals));
      }),
      { numRuns: 300 },
    );
  });

  it('is the sum of what it shows', () => {
    const stream = streamOf(quiet);
    const heard = head.hear(stream, []);
    const shown = head.contributions(heard, 'CRISIS').reduce((sum, { weight }) => sum + weight, 0);
    expect(shown - 2).toBeCloseTo(head.marginOf(heard, 0), 6);
  });

  it('finds one sentence in a long story, and points to it there', () => {
    const story = 'Op maandag gingen we naar de markt en kochten we appels. We aten ze op in het park. '.repeat(4);
    const made = headAbout(`${quiet}. ${story}`);
    const grave = featuresOfWords(streamOf(quiet));
    const weights = Float32Array.from({ length: made.features.length * 2 }, (_, at) =>
      grave.has(made.features[at >> 1] ?? 0) ? 1.5 : -0.1,
    );
    const knowing = new Head({ ...made, ...inBytes(weights, made.targets) });
    const both: HeadFinder = (language) => (language === 'nl' ? knowing : undefined);
    expect(assessWith(story, both).severity).toBe('GREEN');
    const raised = assessWith(`${story}${quiet}. ${story}`, both);
    expect(raised.severity).toBe('CRISIS');
    for (const { start, end } of raised.signals.find(({ rule }) => rule === 'nl-head-crisis')?.passages ?? []) {
      expect(start).toBeGreaterThanOrEqual(story.length);
      expect(end).toBeLessThanOrEqual(story.length + quiet.length);
    }
  });

  it('holds what is to be held in one stretch, also where another is graver, and whatever else the group does not hold', () => {
    const goodbye = 'De laatste groene boot vaart vanavond voorgoed weg uit de grijze haven';
    const story = 'Op maandag gingen we naar de markt en kochten we appels. We aten ze op in het park. '.repeat(4);
    const made = headAbout(`${quiet}. ${goodbye}. ${story}`);
    const targets: HeadWeights['targets'] = ['CRISIS', 'HOLD', 'encouragement', 'goodbye'];
    const [heldWords, graveWords] = [quiet, goodbye].map((one) => featuresOfWords(streamOf(one)));
    const weightOf = (hash: number, target: number): number => {
      if (heldWords?.has(hash)) return [-0.5, 1.5, 1.5, -0.5][target] ?? 0;
      return graveWords?.has(hash) ? ([1.5, 1.5, -0.5, 1.5][target] ?? 0) : -0.1;
    };
    const weights = Float32Array.from({ length: made.features.length * 4 }, (_, at) =>
      weightOf(made.features[at >> 2] ?? 0, at % 4),
    );
    const one = new Head({
      ...{ ...made, targets, biases: [-2, -2, 0, 0], holdFrom: 0.8 },
      calibrations: targets.map(() => ({ slope: 1, offset: 0 })),
      raise: { CRISIS: { from: 0.8, categories: ['goodbye'] } },
      ...inBytes(weights, targets),
    });
    const heads: HeadFinder = (language) => (language === 'nl' ? one : undefined);
    const read = (text: string, holdGoodbyes: boolean): Assessment =>
      assessReading(readPost(text, library(), 'nl'), library(), { holdGoodbyes }, heads);
    const graver = `${story}${goodbye}. ${story}`;
    expect(read(graver, true)).toMatchObject({ severity: 'CRISIS', hold: true });
    expect(read(graver, false)).toMatchObject({ severity: 'CRISIS', hold: false });
    expect(read(`${graver}${quiet}. ${story}`, false)).toMatchObject({ severity: 'CRISIS', hold: true });
  });

  it('hears what is said again and again once', () => {
    const once = head.hear(streamOf(`${quiet}. Rijdt hij?`), []);
    const often = head.hear(streamOf(`${quiet}. Rijdt hij? `.repeat(40)), []);
    expect(head.marginOf(often, 0)).toBeCloseTo(head.marginOf(once, 0), 9);
    const features = featuresOfWords(streamOf(`${quiet}. Rijdt hij?`));
    expect(featuresOfWords(streamOf(`${quiet}. Rijdt hij? `.repeat(40)))).toEqual(features);
    expect(head.hear(streamOf(quiet), []).length).not.toBeCloseTo(once.length, 3);
    // More different pairs than there is room for at first, and the first of them again at the end.
    const words = Array.from({ length: 3000 }, (_, at) => `w${'abcdefghij'[at % 10] ?? ''}${String(at)}x`);
    const long = { words, sentences: words.map(() => 0) };
    const again = { words: [...words, ...words.slice(0, 2)], sentences: [...long.sentences, 1, 1] };
    // Only that a sentence ends with the second word is new.
    expect(featuresOfWords(again).size - featuresOfWords(long).size).toBe(1);
  });

  it('explains itself in three languages', () => {
    for (const language of languages)
      for (const target of ['crisis', 'red', 'amber', 'hold', 'good'])
        expect(explain(`nl-head-${target}`, language)).not.toBe(explain('no such rule', language));
  });
});

describe('weights', () => {
  it('come back as they were written, to the byte', () => {
    const text = writeWeights(headAbout(quiet));
    expect(writeWeights(readWeights(text))).toBe(text);
  });

  it('keep what matters, leave out what says next to nothing, and are refused when a byte is missing', () => {
    const whole = headAbout(quiet);
    const weights = Float32Array.from(whole.weights, (_, at) => (at % 3 === 0 ? 0 : at % 2 === 0 ? -1 : 0.02));
    const read = readWeights(writeWeights({ ...whole, ...inBytes(weights, whole.targets) }));
    const readAt = (at: number): number => (read.weights[at] ?? NaN) * (read.scales[at % 2] ?? NaN);
    weights.forEach((weight, at) => {
      const isCategory = at % 2 === 1;
      if (isCategory && Math.abs(weight) < 0.05) expect(Math.abs(readAt(at))).toBeLessThanOrEqual(0.02);
      else expect(readAt(at)).toBeCloseTo(weight, 2);
    });
    const kept = JSON.parse(writeWeights(whole)) as { weights: string };
    for (const bytes of [-1, 1]) {
      const other = Buffer.from(kept.weights, 'base64');
      const changed = bytes < 0 ? other.subarray(0, -1) : Buffer.concat([other, Buffer.from([1])]);
      expect(() => readWeights(JSON.stringify({ ...kept, weights: changed.toString('base64') }))).toThrow('size');
    }
  });

  it('that are broken leave the rules alone, and the post is read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kring-head-'));
    try {
      const good = writeWeights(headAbout(quiet));
      for (const bad of ['', '{', 'null', '{"format":1}', good.slice(0, -40), good.replace('"nl"', '"fr"')]) {
        writeFileSync(join(folder, 'nl.json'), bad);
        const heads = new HeadsInFolder(() => folder);
        expect(assessWith('Ik wil niet meer leven, nooit meer.', heads.find)).toMatchObject({
          severity: 'RED',
          checked: true,
        });
        expect([...heads.problems.keys()]).toEqual(['nl']);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('learning', () => {
  const rows: SparseRow[] = Array.from({ length: 60 }, (_, at) => ({
    features: Int32Array.from([at % 3, 3]),
    values: Float32Array.from([1, 0.5]),
  }));
  const positive = rows.map((_, at) => at % 3 === 0);

  it('finds the feature that matters, and the same weights each time', () => {
    const model = fitLogistic(rows, positive, { size: 4, cost: 4 });
    expect(rows.every((row, at) => marginOf(row, model) > 0 === positive[at])).toBe(true);
    expect(fitLogistic(rows, positive, { size: 4, cost: 4 })).toEqual(model);
  });

  it('calibrates to the share that is true, and says only that share when margins mislead', () => {
    const margins = Array.from({ length: 400 }, (_, at) => (at % 4 < 2 ? 1 : -1));
    const truth = margins.map((margin, at) => (margin > 0 ? at % 8 !== 0 : at % 8 === 2));
    const share = (sign: number): number =>
      truth.filter((is, at) => is && margins[at] === sign).length / margins.filter((one) => one === sign).length;
    const calibration = calibrate(margins, truth);
    for (const sign of [1, -1]) expect(probability(sign, calibration)).toBeCloseTo(share(sign), 1);
    expect(
      calibrate(
        margins.map((margin) => -margin),
        truth,
      ).slope,
    ).toBe(0);
  });
});

it('can be switched off', () => {
  expect(assess(quiet, { language: 'nl', head: false }).signals).toEqual([]);
});
