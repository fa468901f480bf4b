import { Link } from 'wouter';
import { useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Words } from '../parts/words';
import { useDeskTimes } from '../staff/desk-times';
import { GuidelineWords } from '../staff/guideline-words';
import { SeverityMark } from '../staff/severity-mark';
import { useGuidelines } from '../staff/use-guidelines';
import { itemAddress } from './queue-entry';
import type { ReviewItem } from './use-review-item';

/** What helps to decide: guidelines for what the item is about, the agreements of the group, how the team decided before. */
export function GuidancePane({ item }: { item: ReviewItem }) {
  const t = useText();
  const { charter, name } = item.thread.group;
  return (
    <>
      <Guidelines item={item} />
      <section aria-labelledby="charter-heading">
        <h3 id="charter-heading">{t('guidance.charter')}</h3>
        <details className="disclose">
          <summary>
            <Icon name="next" />
            {t('desk.item.charter', { group: name, version: charter.version })}
          </summary>
          <div className="stack-s decisions">
            <Words text={charter.text} />
          </div>
        </details>
      </section>
      <SimilarDecisions item={item} />
    </>
  );
}

function Guidelines({ item }: { item: ReviewItem }) {
  const t = useText();
  const { moments } = useDeskTimes();
  const { guidelines, failed, ask } = useGuidelines(item.thread.group.organisationId, useLanguage());
  const here = item.topics.flatMap((topic) => guidelines?.find((one) => one.topic === topic) ?? []);
  return (
    <section aria-labelledby="guidelines-heading">
      <h2 id="guidelines-heading" tabIndex={-1} data-side-heading="">
        {t('guidelines.title')}
      </h2>
      {failed && (
        <p className="row">
          {t('guidance.failed')}
          <button type="button" className="btn btn--s" onClick={ask}>
            {t('failure.retry')}
          </button>
        </p>
      )}
      {!guidelines && !failed && <Loading words={t('guidelines.loading')} />}
      {guidelines && here.length === 0 && <p className="quiet">{t('guidance.noTopic')}</p>}
      {here.map((one) => {
        const last = one.history[0];
        return (
          <details key={one.topic} className="disclose">
            <summary>
              <Icon name="next" />
              {one.title}
            </summary>
            <div className="decisions stack-s">
              <GuidelineWords words={one} />
              {!one.isShipped && last && (
                <p className="meta">
                  {t('guidelines.byUs', { name: last.by?.displayName ?? '', when: moments.past(last.at) })}
                </p>
              )}
            </div>
          </details>
        );
      })}
      <p>
        <Link className="btn btn--s" href="/moderate/guidelines">
          {t('guidance.all')}
        </Link>
      </p>
    </section>
  );
}

function SimilarDecisions({ item }: { item: ReviewItem }) {
  const t = useText();
  const { moments } = useDeskTimes();
  return (
    <section aria-labelledby="similar-heading">
      <h3 id="similar-heading">{t('guidance.similar')}</h3>
      {item.similarDecisions.length === 0 && <p className="quiet">{t('guidance.similar.none')}</p>}
      <ul className="similar">
        {item.similarDecisions.map((one) => (
          <li key={one.id}>
            <p className="row">
              <SeverityMark severity={one.severity} />
              <b>{t(`decision.${one.kind}`)}</b>
              {one.isOverturned && <span className="tag">{t('guidance.overturned')}</span>}
            </p>
            <p>{one.reasons}</p>
            <p className="meta">
              {t(one.isSameGroup ? 'guidance.here' : 'guidance.elsewhere', {
                name: one.by.displayName,
                when: moments.past(one.at),
              })}
              {one.itemId && (
                <>
                  {' '}
                  <Link href={itemAddress(one.itemId)}>
                    {t('guidance.open')}
                    <span className="sr">
                      {' '}
                      {t(`decision.${one.kind}`)}, {moments.past(one.at)}
                    </span>
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
