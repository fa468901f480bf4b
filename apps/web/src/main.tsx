import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/ground.css';
import './styles/parts.css';
import './styles/member.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { ViewerDocument } from './generated/documents';
import { connect } from './graphql/client';
import { loadMessages } from './language/catalogue';
import { currentLanguage } from './language/language';
import { LanguageProvider } from './language/language-provider';
import { loadPages } from './pages';

const language = currentLanguage();
document.documentElement.lang = language;

// Who is signed in is asked for while the words are still on their way.
const connection = connect(language);
void connection.client.query(ViewerDocument, {}).toPromise();

async function start(): Promise<void> {
  const [messages] = await Promise.all([loadMessages(language), loadPages(location.pathname)]);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the client.');
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider first={{ language, messages }}>
        <App connection={connection} />
      </LanguageProvider>
    </StrictMode>,
  );
}

// Not awaited here: what is loaded may import from this very file, and would wait for it in turn.
void start();

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  const register = () => {
    // Without it the client works, only not offline: nothing to bother anybody with.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
