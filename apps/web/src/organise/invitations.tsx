import { useState } from 'react';
import { useMutation } from 'urql';
import { RevokeInvitationDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useMoments, useNow } from '../language/moments';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { InvitationForm } from './invitation-form';
import { InvitationMade } from './invitation-made';
import type { MadeInvitation, OrganiserGroup } from './organiser-types';

type Summary = NonNullable<OrganiserGroup['invitations']>[number];

/** Making invitations, the one just made with its code, and those made before. */
export function Invitations({ group, onChanged }: { group: OrganiserGroup; onChanged: () => void }) {
  const t = useText();
  const now = useNow(60_000);
  const [made, setMade] = useState<MadeInvitation>();
  const [said, setSaid] = useState('');
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, revoke] = useMutation(RevokeInvitationDocument);
  const all = group.invitations ?? [];
  const isUsable = ({ usesLeft, revokedAt, expiresAt }: Summary) =>
    usesLeft > 0 && revokedAt === null && Date.parse(expiresAt) > now.getTime();
  const usable = all.filter(isUsable);
  const over = all.filter((one) => !isUsable(one));

  const takeBack = async (id: string) => {
    if (fetching) return;
    const result = outcomeOf(await revoke({ input: { id } }), (data) => data.revokeInvitation);
    setOutcome(result);
    if (result.kind !== 'done') return;
    setSaid(t('invite.revoked'));
    onChanged();
  };

  return (
    <section className="stack" aria-labelledby="invite-title">
      <h2 id="invite-title">{t('invite.title')}</h2>
      {made ? (
        <InvitationMade group={group} made={made} onDone={() => setMade(undefined)} />
      ) : (
        <InvitationForm
          groupId={group.id}
          onMade={(invitation) => {
            setMade(invitation);
            onChanged();
          }}
        />
      )}
      <h3>{t('invite.list')}</h3>
      <p className={said ? 'said' : 'sr'} role="status">
        {said}
      </p>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      {usable.length === 0 && <p className="quiet">{t('invite.list.empty')}</p>}
      {usable.length > 0 && (
        <ul className="sheet">
          {usable.map((one) => (
            <InvitationLine key={one.id} invitation={one} busy={fetching} onRevoke={() => void takeBack(one.id)} />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <details className="disclose">
          <summary>
            <Icon name="next" />
            {t('invite.list.over', { count: over.length })}
          </summary>
          <ul className="sheet">
            {over.map((one) => (
              <InvitationLine key={one.id} invitation={one} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface LineProps {
  invitation: Summary;
  busy?: boolean;
  onRevoke?: () => void;
}

function InvitationLine({ invitation, busy = false, onRevoke }: LineProps) {
  const t = useText();
  const moments = useMoments();
  const kind = t(`invite.list.kind.${invitation.kind}`);
  const when = moments.day(invitation.createdAt);
  const state = () => {
    if (invitation.revokedAt) return t('invite.list.revoked', { when: moments.day(invitation.revokedAt) });
    if (invitation.usesLeft === 0) return t('invite.list.used');
    if (!onRevoke) return t('invite.list.expired', { when: moments.day(invitation.expiresAt) });
    return t('invite.list.usable', { uses: invitation.usesLeft, when: moments.day(invitation.expiresAt) });
  };
  return (
    <li className="invline">
      <p>
        <b>
          {t('invite.list.kind')} {kind}
        </b>
        <span className="meta">
          {t('invite.list.made', { when })}, {state()}
        </span>
      </p>
      {onRevoke && (
        <button
          type="button"
          className="btn btn--s"
          aria-disabled={busy}
          aria-label={t('invite.revoke.of', { kind, when })}
          onClick={onRevoke}
        >
          {t('invite.revoke')}
        </button>
      )}
    </li>
  );
}
