import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/ground.css';
import './styles/parts.css';
import './styles/member.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { loadMessages } from './language/catalogue';
import { currentLanguage } from './language/language';
import { LanguageProvider } from './language/language-provider';

const language = currentLanguage();
document.documentElement.lang = language;

const messages = await loadMessages(language);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the client.');
createRoot(root).render(
  <StrictMode>
    <LanguageProvider first={{ language, messages }}>
      <App />
    </LanguageProvider>
  </StrictMode>,
);

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  const register = () => {
    // Without it the client works, only not offline: nothing to bother anybody with.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
