import { Link } from 'wouter';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { CodeCard } from './code-card';
import type { MadeInvitation, OrganiserGroup } from './organiser-types';
import { codeAddress } from './join-address';
import type { PrintedInvitation } from './print-page';

interface Props {
  group: OrganiserGroup;
  made: MadeInvitation;
  onDone: () => void;
}

/** The invitation that was just made. The code is on this screen and nowhere else. */
export function InvitationMade({ group, made, onDone }: Props) {
  const t = useText();
  const moments = useMoments();
  const url = codeAddress('/join', made.code);
  const printed: PrintedInvitation = {
    code: made.code,
    url,
    expiresAt: made.expiresAt,
    group: group.name,
    organisation: group.organisationName,
  };
  const facts = { kind: t(`invite.${made.kind}`), when: moments.day(made.expiresAt) };
  return (
    <div className="panel stack" role="region" aria-labelledby="made-title">
      <div role="status">
        <h3 id="made-title">{t('invite.made')}</h3>
        <p className="quiet">{t('invite.made.once')}</p>
        <p className="meta">
          {made.kind === 'OPEN' ? t('invite.valid.uses', { ...facts, uses: made.usesLeft }) : t('invite.valid', facts)}
        </p>
      </div>
      <CodeCard code={made.code} url={url}>
        <Link className="btn btn--s" href={`/organise/groups/${group.id}/print`} state={printed}>
          <Icon name="note" size="s" />
          {t('invite.print')}
        </Link>
      </CodeCard>
      <p>
        <button type="button" className="btn btn--quiet btn--s" onClick={onDone}>
          {t('invite.done')}
        </button>
      </p>
    </div>
  );
}
