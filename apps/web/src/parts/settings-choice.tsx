import { chooseLanguage, languageNames, languages, useLanguage } from '../language/language';
import { useText } from '../language/text';
import { chooseTheme, themes, useTheme } from '../theme/theme';

/** One row of buttons: each language in its own words. */
export function LanguageChoice() {
  const t = useText();
  const chosen = useLanguage();
  return (
    <div className="chips" role="group" aria-label={t('language.choose')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className="chip"
          aria-pressed={language === chosen}
          onClick={() => chooseLanguage(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </div>
  );
}

/** One row of buttons: as the device, light, dark. */
export function ThemeChoice() {
  const t = useText();
  const chosen = useTheme();
  return (
    <div className="chips" role="group" aria-label={t('theme.choose')}>
      {themes.map((theme) => (
        <button
          key={theme}
          type="button"
          className="chip"
          aria-pressed={theme === chosen}
          onClick={() => chooseTheme(theme)}
        >
          {t(`theme.${theme}`)}
        </button>
      ))}
    </div>
  );
}
