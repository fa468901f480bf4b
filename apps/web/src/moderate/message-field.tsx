import { useQuery } from 'urql';
import { DirectoryOfHelplinesDocument, type TemplatePurpose } from '../generated/staff-documents';
import type { Known } from '../staff/blanks';
import { MessageArea } from './message-area';
import { isTemplateKind } from './steer-kinds';
import type { SteerFieldsProps } from './steer-fields-props';

type Props = SteerFieldsProps & { label: string; hint?: string };

/** The words that somebody will read: the members, or the one whom an action is about. */
export function MessageField({ label, hint, ...props }: Props) {
  const { draft, change, problemOf } = props;
  const given = useMessageParts(props);
  return (
    <MessageArea
      label={label}
      hint={hint}
      problem={problemOf('message', 'messageToMembers', 'messageToAuthor', 'messageToMember', 'returnPlan')}
      rows={4}
      value={draft.message}
      onChange={(message) => change({ message })}
      autoFocus
      {...given}
    />
  );
}

/** The templates of an action, and what is known to fill them in with. */
export function useMessageParts({ kind, draft, posts, thread, organisationId, endsAt }: SteerFieldsProps) {
  const [{ data }] = useQuery({ query: DirectoryOfHelplinesDocument, pause: !draft.helpline });
  const author = posts.find(({ id }) => id === draft.postId)?.author;
  const line = data?.helplines.find(({ slug }) => slug === draft.helpline);
  const known: Omit<Known, 'date'> & { until: Date | null } = {
    group: thread.group.name,
    until: endsAt,
    ...(author && !author.isModerator ? { nickname: author.nickname } : {}),
    ...(line ? { helpline: line.phone && line.phone !== line.name ? `${line.name} (${line.phone})` : line.name } : {}),
  };
  const purpose: TemplatePurpose | undefined = isTemplateKind(kind) ? kind : undefined;
  return { known, ...(purpose ? { templates: { organisationId, purpose } } : {}) };
}
