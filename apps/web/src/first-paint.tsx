import { renderToStaticMarkup } from 'react-dom/server';
import { Router } from 'wouter';
import { loadMessages } from './language/catalogue';
import { currentLanguage } from './language/language';
import { LanguageProvider } from './language/language-provider';
import { useText } from './language/text';
import { Loading } from './parts/loading';
import { Page } from './parts/page';
import { Sprite } from './parts/sprite';
import { Help } from './public/help';
import { WelcomeWords } from './public/welcome';
import { Rail } from './rail/rail';

/** What is painted before the client has loaded: the front door, the help page, or the frame of any other page. */
export const firstPaints = ['front', 'help', 'frame'] as const;
export type FirstPaint = (typeof firstPaints)[number];

const paths: Record<FirstPaint, string> = { front: '/', help: '/help', frame: '/groups' };

function First({ paint }: { paint: FirstPaint }) {
  const t = useText();
  if (paint === 'help') return <Help />;
  return (
    <Page title={t('app.name')}>
      {paint === 'front' ? (
        <div className="two two--even joinpage">
          <WelcomeWords />
        </div>
      ) : (
        <div className="col">
          <Loading words={t('loading.page')} />
        </div>
      )}
    </Page>
  );
}

/** The markup that stands in the page until the client takes its place, in the language of `navigator`. Runs while building. */
export async function firstMarkup(paint: FirstPaint): Promise<string> {
  const language = currentLanguage();
  const messages = await loadMessages(language);
  const render = (node: React.ReactNode): string =>
    renderToStaticMarkup(
      <LanguageProvider first={{ language, messages }}>
        <Router ssrPath={paths[paint]}>{node}</Router>
      </LanguageProvider>,
    );
  const page = render(
    <>
      <First paint={paint} />
      <Rail />
    </>,
  );
  return `${drawingsOf(page, render(<Sprite />))}${page}`;
}

/** Of all drawings those that a page points at. */
function drawingsOf(page: string, sprite: string): string {
  return sprite.replace(/<symbol id="([^"]+)".*?<\/symbol>/gs, (symbol: string, id: string) =>
    page.includes(`#${id}"`) ? symbol : '',
  );
}
