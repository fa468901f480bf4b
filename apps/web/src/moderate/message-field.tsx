import { AreaField } from '../parts/field';
import type { SteerFieldsProps } from './steer-fields-props';

type Props = Pick<SteerFieldsProps, 'draft' | 'change' | 'problemOf'> & { label: string; hint?: string };

/** The words that somebody will read: the members, or the one whom an action is about. */
export function MessageField({ draft, change, problemOf, label, hint }: Props) {
  return (
    <AreaField
      label={label}
      hint={hint}
      problem={problemOf('message', 'messageToMembers', 'messageToAuthor', 'messageToMember', 'returnPlan')}
      rows={4}
      value={draft.message}
      onChange={(event) => change({ message: event.target.value })}
      autoFocus
    />
  );
}
