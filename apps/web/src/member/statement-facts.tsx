import { type ReactNode } from 'react';
import type { StatementPartsFragment } from '../generated/documents';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Words } from '../parts/words';

interface Props {
  statement: StatementPartsFragment;
  /** The moderator's words stand above it already. */
  isTold?: boolean;
}

/** Why somebody decided something about me or my post: what, by which agreement, with which software, by whom. Never a name. */
export function StatementFacts({ statement, isTold = false }: Props) {
  const t = useText();
  const moments = useMoments();
  const { kind, fate, at, endsAt, byRole, facts, charterRule, software, noticed } = statement;
  const named = noticed.join(', ');
  return (
    <dl className="facts">
      <Fact name={t('reasons.what')}>
        <p>{t(`reasons.what.${kind}`, { when: moments.past(at) })}</p>
        {endsAt && fate === 'STANDS' && <p>{t('reasons.until', { when: moments.coming(endsAt) })}</p>}
        <p>{t(`reasons.who.${byRole === 'SUPERVISOR' ? 'SUPERVISOR' : 'MODERATOR'}`)}</p>
      </Fact>
      {facts && !isTold && (
        <Fact name={t('reasons.facts')}>
          <Words text={facts} />
        </Fact>
      )}
      <Fact name={t('reasons.rule')}>
        <p>{charterRule ? <q>{charterRule}</q> : t('reasons.rule.none')}</p>
      </Fact>
      <Fact name={t('reasons.software')}>
        <p>{t(`reasons.software.${software}`)}</p>
        {named && <p>{t('reasons.noticed', { named })}</p>}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
