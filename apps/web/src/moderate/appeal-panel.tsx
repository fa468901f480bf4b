import { useText } from '../language/text';
import { isAboutMe } from '../member/about-me';
import { Icon } from '../parts/icon';
import { Note } from '../parts/note';
import { Words } from '../parts/words';
import { useDeskTimes } from '../staff/desk-times';
import type { ReviewItem } from './use-review-item';

type Statement = NonNullable<ReviewItem['statement']>;

/** What somebody asks another person to look at: the words, the decision with its reasons, and what the member says. */
export function AppealPanel({ item, statement }: { item: ReviewItem; statement: Statement }) {
  const t = useText();
  const times = useDeskTimes();
  const { appeal, decidedBy, kind, at, byRole, words, facts, charterRule, software, noticed } = statement;
  const role = byRole === 'SUPERVISOR' ? 'SUPERVISOR' : 'MODERATOR';
  return (
    <section className="appeal stack-s" aria-label={t('looked.region')}>
      <p className="row">
        <span className="tag">
          <Icon name="hand" />
          {t('looked.tag')}
        </span>
        {appeal && item.state !== 'RESOLVED' && <span className="due">{times.due(item.dueAt).words}</span>}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('looked.member')}</dt>
          <dd>{appeal?.words ? <Words text={appeal.words} /> : <p>{t('looked.member.none')}</p>}</dd>
        </div>
        <div>
          <dt>{t(isAboutMe(kind) ? 'looked.post.member' : 'looked.post')}</dt>
          <dd>
            {words ? <blockquote className="flags__snapshot">{words}</blockquote> : <p>{t('looked.post.gone')}</p>}
          </dd>
        </div>
        <div>
          <dt>{t('looked.first')}</dt>
          <dd className="stack-s">
            <p>
              {t(`looked.first.${kind}`, {
                when: times.when(at),
                name: decidedBy?.displayName ?? '',
                role: t(`looked.role.${role}`),
              })}
            </p>
            {facts && <Words text={facts} />}
            <p className="meta">{charterRule ? t('looked.rule', { rule: charterRule }) : t('looked.rule.none')}</p>
            <p className="meta">
              {t(`looked.software.${software}`)} {noticed.join(', ')}
            </p>
          </dd>
        </div>
      </dl>
      {!item.mayTake && item.state !== 'RESOLVED' && (
        <Note icon="lock">
          <p>{t(kind === 'REMOVE_MEMBER' ? 'looked.notYou.removal' : 'looked.notYou')}</p>
        </Note>
      )}
      {appeal && appeal.state !== 'OPEN' && (
        <Note icon={appeal.state === 'OVERTURNED' ? 'check' : 'note'}>
          <p>
            <b>{t(`looked.${appeal.state}`)}</b>
          </p>
          {appeal.answer && <Words text={appeal.answer} />}
        </Note>
      )}
    </section>
  );
}
