import { Link } from 'wouter';
import { useText } from '../language/text';
import { Page, PageTitle } from '../parts/page';

/** Not there, or not yours: the same words for both, so that nothing can be found out. */
export function NotFound() {
  const t = useText();
  return (
    <Page title={t('notFound.title')}>
      <div className="col stack">
        <PageTitle>{t('notFound.title')}</PageTitle>
        <p className="lead">{t('notFound.words')}</p>
        <p>
          <Link className="btn" href="/">
            {t('notFound.home')}
          </Link>
        </p>
      </div>
    </Page>
  );
}
