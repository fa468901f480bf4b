import type { GuidelinePartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Words } from '../parts/words';

export const guidelineParts = ['look', 'helps', 'avoid', 'call'] as const;
export type GuidelineText = Pick<GuidelinePartsFragment, (typeof guidelineParts)[number]>;

/** What a guideline says, part by part; a part that is empty is left out. */
export function GuidelineWords({ words }: { words: GuidelineText }) {
  const t = useText();
  return (
    <dl className="guideline">
      {guidelineParts
        .filter((part) => words[part])
        .map((part) => (
          <div key={part}>
            <dt>{t(`guidelines.${part}`)}</dt>
            <dd>
              <Words text={words[part]} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
