import { DirectoryOfHelplinesDocument, type TemplatePurpose } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import type { Known } from '../staff/blanks';
import { MessageArea } from './message-area';
import { isTemplateKind } from './steer-kinds';
import type { SteerFieldsProps } from './steer-fields-props';

/** What templates are filled in with; in practice there are none, for nobody is written to. */
export type MessageParts = Pick<SteerFieldsProps, 'draft'> &
  Partial<Pick<SteerFieldsProps, 'kind' | 'posts' | 'thread' | 'organisationId' | 'endsAt'>>;
type Props = MessageParts & Pick<SteerFieldsProps, 'change' | 'problemOf'> & { label: string; hint?: string };

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
export function useMessageParts({ kind, draft, posts = [], thread, organisationId, endsAt = null }: MessageParts) {
  const [{ data }] = useQuery({ query: DirectoryOfHelplinesDocument, pause: !draft.helpline });
  const author = posts.find(({ id }) => id === draft.postId)?.author;
  const line = data?.helplines.find(({ slug }) => slug === draft.helpline);
  const known: Omit<Known, 'date'> & { until: Date | null } = {
    until: endsAt,
    ...(thread ? { group: thread.group.name } : {}),
    ...(author && author.isModerator !== true ? { nickname: author.nickname } : {}),
    ...(line ? { helpline: line.phone && line.phone !== line.name ? `${line.name} (${line.phone})` : line.name } : {}),
  };
  const purpose: TemplatePurpose | undefined = thread && kind && isTemplateKind(kind) ? kind : undefined;
  return { known, ...(purpose && organisationId ? { templates: { organisationId, purpose } } : {}) };
}
