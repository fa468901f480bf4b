import { useId } from 'react';
import { WhoIsThereDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';

interface Colleague {
  readonly id: string;
  readonly displayName: string;
}

/** Who is on duty beside the viewer, for the groups named (none: any); undefined until it is known. */
export function useColleagues(organisationId: string, groupId?: string): readonly Colleague[] | undefined {
  const [{ data }] = useQuery({ query: WhoIsThereDocument, requestPolicy: 'network-only' });
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  if (!position) return undefined;
  return (position.organisation.duties ?? [])
    .filter(({ id }) => id !== position.duty?.id)
    .filter(({ groupIds }) => !groupId || groupIds.length === 0 || groupIds.includes(groupId))
    .map(({ by }) => by);
}

interface Props {
  label: string;
  /** What stands for nobody, where nobody can be chosen. */
  nobody?: string;
  colleagues: readonly Colleague[];
  chosen: string;
  problem?: string | undefined;
  onChange: (id: string) => void;
}

/** One of the people who are there now. */
export function ColleagueChoice({ label, nobody, colleagues, chosen, problem, onChange }: Props) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="select" value={chosen} onChange={(event) => onChange(event.target.value)}>
        <option value="">{nobody ?? t('passOn.choose')}</option>
        {colleagues.map((one) => (
          <option key={one.id} value={one.id}>
            {one.displayName}
          </option>
        ))}
      </select>
      {problem && <span className="err">{problem}</span>}
    </div>
  );
}
