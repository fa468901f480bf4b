import { useText } from '../language/text';
import { comeBack } from '../rail/quick-exit';

/** What stands here after a quick exit: nothing of Kring, until the person says they want to go on. */
export function LeftCover({ onReturn }: { onReturn: () => void }) {
  const t = useText();
  return (
    <main className="wrap cover">
      <h1 className="sr">{t('cover.title')}</h1>
      <button
        type="button"
        className="btn"
        onClick={() => {
          comeBack();
          onReturn();
        }}
      >
        {t('cover.goOn')}
      </button>
    </main>
  );
}
