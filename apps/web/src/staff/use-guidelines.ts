import { type GuidelinePartsFragment, GuidelinesDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import type { Language } from '../language/language';

export interface GuidelineBook {
  readonly guidelines: readonly GuidelinePartsFragment[] | undefined;
  readonly failed: boolean;
  readonly ask: () => void;
}

/** The guidelines of an organisation in one language, the gravest topic first; undefined until they are there. */
export function useGuidelines(organisationId: string, language: Language): GuidelineBook {
  const [{ data, error }, ask] = useQuery({
    query: GuidelinesDocument,
    variables: { organisationId, language },
    requestPolicy: 'cache-and-network',
  });
  return {
    guidelines: data?.guidelines ?? undefined,
    failed: error !== undefined && !data,
    ask: () => ask({ requestPolicy: 'network-only' }),
  };
}
