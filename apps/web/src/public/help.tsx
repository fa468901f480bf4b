import { useText } from '../language/text';
import { Page, PageTitle } from '../parts/page';
import { HelpLineList } from '../rail/rail';

/** The help numbers as a page: works signed out and offline. */
export function Help() {
  const t = useText();
  return (
    <Page title={t('help.now')}>
      <div className="col stack">
        <PageTitle>{t('help.title')}</PageTitle>
        <p className="lead">{t('help.lead')}</p>
        <section className="lampcard">
          <HelpLineList />
          <p className="help__foot">{t('help.foot')}</p>
        </section>
        <p className="quiet">{t('help.meanwhile')}</p>
      </div>
    </Page>
  );
}
