import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { useLocation } from 'wouter';
import {
  AskForAsideDocument,
  type AsideDeskPartsFragment,
  OpenAsideDocument,
  ReferralLinesDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { blanksIn, stopAtBlank } from '../staff/blanks';
import { useDraft } from '../staff/use-draft';
import { MessageArea } from './message-area';
import { ReasonField } from './reason-field';

/** With whom: the author of a post, a member, or whoever a colleague asked for. */
export interface AsideWish {
  readonly name: string;
  readonly postId?: string;
  readonly membershipId?: string;
  readonly requestId?: string;
}

interface Props {
  wish: AsideWish;
  organisationId: string;
  groupName?: string | undefined;
  colleagues: AsideDeskPartsFragment['colleagues'];
  onClose: () => void;
  onAsked: () => void;
}

const me = 'me';

/** The first words to one member, or a colleague who is asked to write them. */
export function OpenAsideDialog({ wish, organisationId, groupName, colleagues, onClose, onAsked }: Props) {
  const t = useText();
  const client = useClient();
  const [, navigate] = useLocation();
  const key = wish.requestId ?? wish.postId ?? wish.membershipId ?? '';
  const [reason, setReason, forgetReason] = useDraft(`aside-reason:${key}`, '');
  const [text, setText, forgetText] = useDraft(`aside-text:${key}`, '');
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [who, setWho] = useState(me);
  const [helpline, setHelpline] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const isAsked = wish.requestId !== undefined;
  const isMe = who === me;
  const needsReason = !isAsked;
  const isOpen = blanksIn(text).length > 0;
  const required = (value: string) => (tried && !value.trim() ? t('staff.required') : undefined);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (stopAtBlank(event.currentTarget)) return;
    if (busy || (needsReason && !reason.trim()) || (isMe && !text.trim())) return;
    setBusy(true);
    const { postId = null, membershipId = null, requestId = null } = wish;
    const shared = { clientKey, postId, membershipId, reason: reason.trim() };
    const result: Outcome<{ id: string }> = isMe
      ? outcomeOf(
          await client.mutation(OpenAsideDocument, {
            input: { ...shared, requestId, text: text.trim(), helpline: helpline || null },
          }),
          (data) => data.openAside,
        )
      : outcomeOf(
          await client.mutation(AskForAsideDocument, { input: { ...shared, staffId: who } }),
          (data) => data.askForAside,
        );
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'problem') setClientKey(crypto.randomUUID());
    if (result.kind !== 'done') return;
    forgetReason();
    forgetText();
    onClose();
    if (isMe) navigate(`/moderate/asides/${result.done.id}`);
    else onAsked();
  }

  return (
    <Dialog title={t('asides.open', { name: wish.name })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{t('asides.open.lead', { name: wish.name })}</p>
        {problem && !['text', 'reason'].includes(problem.field ?? '') && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        {!isAsked && colleagues.length > 0 && (
          <label className="field">
            <span className="label">{t('asides.open.who')}</span>
            <select className="select" value={who} onChange={(event) => setWho(event.target.value)}>
              <option value={me}>{t('asides.open.me')}</option>
              {colleagues.map(({ id, displayName }) => (
                <option key={id} value={id}>
                  {displayName}
                </option>
              ))}
            </select>
          </label>
        )}
        {needsReason && (
          <ReasonField
            label={t('asides.open.reason')}
            value={reason}
            onChange={setReason}
            ready={['asides.reason.1', 'asides.reason.2', 'asides.reason.3']}
            problem={problemAt(problem, 'reason') ?? required(reason)}
          />
        )}
        {isMe && (
          <>
            <MessageArea
              label={t('asides.open.text', { name: wish.name })}
              hint={t('asides.open.text.hint')}
              rows={4}
              value={text}
              problem={
                problemAt(problem, 'text') ?? required(text) ?? (tried && isOpen ? t('templates.blank') : undefined)
              }
              onChange={setText}
              templates={{ organisationId, purpose: 'ASIDE' }}
              known={{ nickname: wish.name, ...(groupName ? { group: groupName } : {}) }}
            />
            <ReferralChoice value={helpline} onChange={setHelpline} />
          </>
        )}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t(isMe ? 'asides.open.go' : 'asides.open.ask')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** A helpline to send along, or none. */
export function ReferralChoice({ value, onChange }: { value: string; onChange: (slug: string) => void }) {
  const t = useText();
  const [{ data }] = useQuery({ query: ReferralLinesDocument });
  return (
    <label className="field">
      <span className="label">{t('asides.referral')}</span>
      <select className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('asides.referral.none')}</option>
        {(data?.helplines ?? []).map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
