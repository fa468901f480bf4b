import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type DecisionKind, type DeskPostPartsFragment, ResolveReviewItemDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField } from '../parts/field';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import { beginningOf } from '../parts/words';
import { blanksIn, stopAtBlank } from '../staff/blanks';
import { InSight } from '../staff/in-sight';
import { useDraft } from '../staff/use-draft';
import { MessageArea } from './message-area';
import { RuleChoice, ruleOf } from './rule-choice';
import type { ReviewItem } from './use-review-item';

interface Props {
  item: ReviewItem;
  posts: readonly DeskPostPartsFragment[];
  onClose: () => void;
  /** The item was newer than what was read: asks for it again. */
  onStale: () => Promise<void>;
  onResolved: () => void;
}

/** How the item of a thread can end. */
type ThreadDecision = Exclude<DecisionKind, 'UPHELD' | 'OVERTURNED'>;

interface Draft {
  readonly decision: ThreadDecision | undefined;
  readonly reasons: string;
  readonly message: string;
  readonly rule: string;
  readonly postIds: readonly string[] | undefined;
}

const ordinary: readonly ThreadDecision[] = ['NO_ACTION', 'SUPPORTED', 'STEERED'];
const aboutHeld: readonly ThreadDecision[] = ['RELEASED', 'RETURNED', 'HIDDEN'];
const toAuthor: readonly ThreadDecision[] = ['RETURNED', 'HIDDEN'];

/** The posts a decision can be about: what waits, and for the firmer ones what stands out. */
function candidates(decision: ThreadDecision | undefined, posts: readonly DeskPostPartsFragment[]) {
  if (!decision || !aboutHeld.includes(decision)) return [];
  return posts.filter(({ state, author, assessment }) => {
    if (state === 'HELD') return true;
    const standsOut = assessment !== null && assessment.severity !== 'GREEN';
    return decision !== 'RELEASED' && state === 'VISIBLE' && author?.isModerator !== true && standsOut;
  });
}

/**
 * How it ended: a decision, its reasons, and what an author is told. The version that was read goes with it; when that is
 * old, the item is read again and every word stays.
 */
export function ResolveDialog({ item, posts, onClose, onStale, onResolved }: Props) {
  const t = useText();
  const [{ fetching }, resolve] = useMutation(ResolveReviewItemDocument);
  const [draft, setDraft, forget] = useDraft<Draft>(`resolve:${item.id}`, {
    decision: undefined,
    reasons: '',
    message: '',
    rule: '',
    postIds: undefined,
  });
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { decision, reasons, message } = draft;
  const { charter } = item.thread.group;
  const choices = [
    ...ordinary,
    ...(candidates('HIDDEN', posts).length > 0 ? aboutHeld : []),
    'ESCALATED' as const,
  ].filter((kind) => kind !== 'RELEASED' || candidates('RELEASED', posts).length > 0);
  const able = candidates(decision, posts);
  const chosen = able.filter(({ id, state }) => draft.postIds?.includes(id) ?? state === 'HELD');
  const names = [...new Set(chosen.flatMap(({ author }) => (author ? [author.nickname] : [])))];
  const needsMessage = decision !== undefined && toAuthor.includes(decision);
  const needsPosts = decision !== undefined && aboutHeld.includes(decision);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const isStale = problem?.code === 'STALE';
  const lacks = {
    decision: decision === undefined,
    reasons: !reasons.trim(),
    message: needsMessage && (!message.trim() || blanksIn(message).length > 0),
    posts: needsPosts && chosen.length === 0,
  };

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (fetching) return;
    setTried(true);
    setOutcome(undefined);
    if (stopAtBlank(event.currentTarget)) return;
    if (decision === undefined || lacks.reasons || lacks.message || lacks.posts) return;
    const answer = await resolve({
      input: {
        id: item.id,
        version: item.version,
        decision,
        reasons: reasons.trim(),
        ...(needsMessage ? { messageToAuthor: message.trim(), charterRule: ruleOf(charter, draft.rule) } : {}),
        ...(needsPosts ? { postIds: chosen.map(({ id }) => id) } : {}),
      },
    });
    const result = outcomeOf(answer, (data) => data.resolveReviewItem);
    setOutcome(result);
    if (result.kind === 'problem' && result.problem.code === 'STALE') await onStale();
    if (result.kind !== 'done') return;
    forget();
    onResolved();
  };

  return (
    <Dialog title={t('desk.resolve.title')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <RadioChoice
          legend={t('desk.resolve.decision')}
          name="decision"
          values={choices}
          chosen={decision}
          onChange={(kind) => setDraft({ ...draft, decision: kind, postIds: undefined })}
          show={(kind) => t(`decision.${kind}`)}
          about={(kind) => t(`decision.${kind}.text`)}
          two
        >
          {tried && lacks.decision && <span className="err">{t('staff.required')}</span>}
        </RadioChoice>
        {needsPosts && (
          <PostChoices
            posts={able}
            chosen={chosen.map(({ id }) => id)}
            onChange={(postIds) => setDraft({ ...draft, postIds })}
            problem={tried && lacks.posts ? t('desk.resolve.posts.none') : undefined}
          />
        )}
        <AreaField
          label={t('desk.resolve.reasons')}
          hint={t('desk.resolve.reasons.hint')}
          problem={problemAt(problem, 'reasons') ?? (tried && lacks.reasons ? t('staff.required') : undefined)}
          rows={3}
          value={reasons}
          onChange={(event) => setDraft({ ...draft, reasons: event.target.value })}
        />
        {needsMessage && (
          <MessageArea
            label={t('desk.resolve.message')}
            hint={t('desk.resolve.message.hint')}
            problem={
              problemAt(problem, 'messageToAuthor') ??
              (tried && lacks.message ? t(message.trim() ? 'templates.blank' : 'staff.required') : undefined)
            }
            rows={4}
            value={message}
            onChange={(words) => setDraft({ ...draft, message: words })}
            templates={{
              organisationId: item.thread.group.organisationId,
              purpose: decision === 'HIDDEN' ? 'HIDE_POST' : 'RETURN_POST',
            }}
            known={{ group: item.thread.group.name, ...(names.length === 1 ? { nickname: names[0] } : {}) }}
          />
        )}
        {needsMessage && (
          <RuleChoice
            charter={charter}
            value={draft.rule}
            onChange={(rule) => setDraft({ ...draft, rule })}
            problem={problemAt(problem, 'charterRule')}
          />
        )}
        {outcome && outcome.kind !== 'done' && (
          <InSight>
            {isStale && (
              <Note icon="alert" live="alert">
                <p>
                  <Say id="desk.resolve.stale" />
                </p>
              </Note>
            )}
            {problem && !isStale && <ProblemNote problem={problem} />}
            {outcome.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
          </InSight>
        )}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={fetching}>
            {t('desk.resolve.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

interface PostChoicesProps {
  posts: readonly DeskPostPartsFragment[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  problem: string | undefined;
}

function PostChoices({ posts, chosen, onChange, problem }: PostChoicesProps) {
  const t = useText();
  const moments = useMoments();
  return (
    <fieldset>
      <legend className="label">{t('desk.resolve.posts')}</legend>
      <div className="choice">
        {posts.map((post) => (
          <label key={post.id} className="opt">
            <input
              type="checkbox"
              checked={chosen.includes(post.id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, post.id] : chosen.filter((id) => id !== post.id))
              }
            />
            <span>
              {t('steer.post.option', {
                name: post.author?.nickname ?? t('desk.post.gone'),
                clock: moments.clock(post.createdAt),
                start: beginningOf(post.text, 80),
              })}
            </span>
          </label>
        ))}
      </div>
      {problem && <span className="err">{problem}</span>}
    </fieldset>
  );
}
