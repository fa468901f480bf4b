import { OrganisationTemplatesDocument, type TemplatePartsFragment } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';

export interface TemplateLibrary {
  readonly templates: readonly TemplatePartsFragment[] | undefined;
  readonly failed: boolean;
  readonly ask: () => void;
}

/** The message templates of an organisation; undefined until they are there. */
export function useTemplates(organisationId: string, isWanted = true): TemplateLibrary {
  const [{ data, error }, ask] = useQuery({
    query: OrganisationTemplatesDocument,
    requestPolicy: 'cache-and-network',
    pause: !isWanted,
  });
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  return {
    templates: position?.organisation.messageTemplates ?? undefined,
    failed: error !== undefined && !data,
    ask: () => ask({ requestPolicy: 'network-only' }),
  };
}
