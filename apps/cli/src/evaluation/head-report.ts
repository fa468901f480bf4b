import { severityRank, type Compared, type LearnedHead, type Read, type Unseen, unseenKinds } from '@kring/safety';
import { lowerBound } from '@kring/kernel';
import { hardNegatives } from './figures';

const unseenNames: Readonly<Record<Unseen, string>> = {
  WRITER: 'Sentences of writers that the model had not met',
  WRITER_AND_ABOUT: 'Sentences of writers and of functionalities that the model had not met',
};

/** What the heads add, as Markdown: each figure without and with, on sentences that the model had not seen. */
export function headReport(heads: readonly LearnedHead[]): string {
  return heads
    .flatMap(({ weights, compared }) => [
      `### ${weights.language}: ${weights.rows} sentences, ${weights.features.length} features`,
      '',
      ...raiseLines(weights),
      '',
      ...unseenKinds.flatMap((unseen) => [`${unseenNames[unseen]}:`, '', ...table(compared[unseen]), '']),
    ])
    .join('\n');
}

function raiseLines({ raise, holdFrom }: LearnedHead['weights']): string[] {
  const levels = Object.entries(raise).map(
    ([level, to]) => `- raises to ${level} from a probability of ${to.from.toFixed(2)}: ${to.categories.join(', ')}`,
  );
  return [
    ...(levels.length === 0 ? ['- raises nothing: it did not earn its place'] : levels),
    holdFrom === null ? '- holds nothing by itself' : `- holds from a probability of ${holdFrom.toFixed(2)}`,
  ];
}

interface Line {
  readonly name: string;
  readonly among: (one: Compared, read: Read) => boolean;
  readonly isRight: (one: Compared, read: Read) => boolean;
}

const reaches = ({ sentence }: Compared, { severity }: Read): boolean => severityRank(severity) >= severityRank(sentence.severity); // prettier-ignore
const isNotOverCalled = ({ sentence }: Compared, { severity }: Read): boolean => severityRank(severity) <= severityRank(sentence.atMost ?? sentence.severity); // prettier-ignore
const about = (...names: readonly string[]) => (one: Compared) => names.includes(one.sentence.about); // prettier-ignore

const lines: readonly Line[] = [
  { name: 'explicit intent at its severity', among: about('explicit_intent'), isRight: reaches },
  { name: 'implicit intent at its severity', among: about('implicit_intent'), isRight: reaches },
  ...(['CRISIS', 'RED', 'AMBER'] as const).map((severity): Line => ({
    name: `${severity} at its severity`,
    among: ({ sentence }) => sentence.severity === severity,
    isRight: reaches,
  })),
  { name: 'GREEN left alone', among: ({ sentence }) => sentence.severity === 'GREEN', isRight: isNotOverCalled },
  { name: 'hard negatives not over-called', among: about(...hardNegatives), isRight: isNotOverCalled },
  { name: 'supportive replies not over-called', among: about('supportive_reply'), isRight: isNotOverCalled },
  {
    name: 'held, of what must be held',
    among: ({ sentence }) => sentence.hold === true,
    isRight: (_, { hold }) => hold,
  },
  {
    name: 'rightly held, of what is held',
    among: (_, { hold }) => hold,
    isRight: ({ sentence }) => sentence.hold !== false,
  },
];

function table(compared: readonly Compared[]): string[] {
  return [
    '| figure | by rules alone | with the head |',
    '|---|---|---|',
    ...lines.map(({ name, among, isRight }) => {
      const cells = (['without', 'with'] as const).map((side) => {
        const all = compared.filter((one) => among(one, one[side]));
        const right = all.filter((one) => isRight(one, one[side]));
        return `${(right.length / Math.max(1, all.length)).toFixed(3)} (${right.length} of ${all.length}; ≥ ${lowerBound(right.length, all.length).toFixed(3)})`;
      });
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
  ];
}
