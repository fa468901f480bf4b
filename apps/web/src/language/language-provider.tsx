import { type ReactNode, createElement, useEffect, useState } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { type Messages, loadMessages } from './catalogue';
import { type Language, locales, useLanguage } from './language';

const richText = { b: (chunks: ReactNode[]) => createElement('b', null, ...chunks) };

// A missing word is a bug that the catalogue test finds; people see the id rather than a broken page.
function reportMissingWords(error: Error): void {
  // eslint-disable-next-line no-console -- the only place where a developer would see it
  console.error(error.message);
}

interface Loaded {
  language: Language;
  messages: Messages;
}

function Catalogue({ loaded, children }: { loaded: Loaded; children: ReactNode }) {
  return (
    <IntlProvider
      locale={locales[loaded.language]}
      messages={loaded.messages}
      defaultRichTextElements={richText}
      onError={reportMissingWords}
    >
      {children}
    </IntlProvider>
  );
}

/** Keeps the words of the chosen language at hand. `first` is what was loaded before the first render. */
export function LanguageProvider({ first, children }: { first: Loaded; children: ReactNode }) {
  const language = useLanguage();
  const [loaded, setLoaded] = useState(first);
  useEffect(() => {
    let wanted = true;
    void loadMessages(language).then((messages) => {
      if (wanted) setLoaded({ language, messages });
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  return <Catalogue loaded={loaded}>{children}</Catalogue>;
}

/** Adds the words of the staff spaces; renders nothing until they are there. */
export function StaffWords({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const intl = useIntl();
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let wanted = true;
    void loadMessages(language, 'staff').then((messages) => {
      if (wanted) setLoaded({ language, messages });
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  if (!loaded) return null;
  const messages = { ...(intl.messages as Messages), ...loaded.messages };
  return <Catalogue loaded={{ language: loaded.language, messages }}>{children}</Catalogue>;
}
