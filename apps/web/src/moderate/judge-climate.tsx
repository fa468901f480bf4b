import { useState } from 'react';
import { useClient } from 'urql';
import { JudgeClimateDocument } from '../generated/staff-documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { ClimateMark } from '../staff/severity-mark';
import { zones } from './climate-geometry';
import { JudgeDialog } from './judge-dialog';
import type { ReviewItem } from './use-review-item';

/** Says that a conversation goes otherwise than is shown. */
export function JudgeClimate({ thread, onJudged }: { thread: ReviewItem['thread']; onJudged: () => void }) {
  const t = useText();
  const client = useClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="linkbtn" onClick={() => setOpen(true)}>
        {t('judge.open')}
      </button>
      {isOpen && (
        <JudgeDialog
          title={t('judge.climate')}
          draft={`judge:${thread.id}`}
          lead={t('judge.climate.lead')}
          values={zones}
          now={thread.climate}
          show={(climate) => <ClimateMark climate={climate} />}
          ready={['judge.climate.reason.1', 'judge.climate.reason.2']}
          send={async (climate, reason) =>
            outcomeOf(
              await client.mutation(JudgeClimateDocument, { input: { threadId: thread.id, climate, reason } }),
              (data) => data.judgeClimate,
            )
          }
          onClose={() => setOpen(false)}
          onJudged={onJudged}
        />
      )}
    </>
  );
}
