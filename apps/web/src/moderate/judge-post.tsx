import { useClient } from 'urql';
import { type DeskPostPartsFragment, JudgePostDocument, type Severity } from '../generated/staff-documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { SeverityMark } from '../staff/severity-mark';
import { JudgeDialog } from './judge-dialog';

const severities = ['GREEN', 'AMBER', 'RED', 'CRISIS'] as const satisfies readonly Severity[];

interface Props {
  post: DeskPostPartsFragment;
  onJudged: () => void;
  onClose: () => void;
}

/** Says that a post is more or less serious than is shown. */
export function JudgePost({ post, onJudged, onClose }: Props) {
  const t = useText();
  const client = useClient();
  return (
    <JudgeDialog
      title={t('judge.post')}
      draft={`judge:${post.id}`}
      lead={t('judge.post.lead')}
      values={severities}
      now={post.assessment?.severity}
      show={(severity) => <SeverityMark severity={severity} />}
      ready={['judge.post.reason.1', 'judge.post.reason.2']}
      send={async (severity, reason) =>
        outcomeOf(
          await client.mutation(JudgePostDocument, { input: { postId: post.id, severity, reason } }),
          (data) => data.judgePost,
        )
      }
      onClose={onClose}
      onJudged={onJudged}
    />
  );
}
