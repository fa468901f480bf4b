import { OrganisationPromptsDocument, type PromptPartsFragment } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';

export interface PromptLibrary {
  readonly prompts: readonly PromptPartsFragment[] | undefined;
  readonly failed: boolean;
  readonly ask: () => void;
}

/** The questions of an organisation's library; undefined until they are there. */
export function usePrompts(organisationId: string): PromptLibrary {
  const [{ data, error }, ask] = useQuery({ query: OrganisationPromptsDocument, requestPolicy: 'cache-and-network' });
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  return {
    prompts: position?.organisation.prompts ?? undefined,
    failed: error !== undefined && !data,
    ask: () => ask({ requestPolicy: 'network-only' }),
  };
}
