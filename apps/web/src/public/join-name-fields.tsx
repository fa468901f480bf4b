import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { NicknameSuggestionsDocument, type ProblemPartsFragment } from '../generated/documents';
import { useText } from '../language/text';
import { Drawing, drawings, usualDye } from '../parts/drawing';
import { Field } from '../parts/field';
import { problemAt } from '../parts/problem-note';
import type { JoinWords } from './join-words';

interface Props {
  words: JoinWords;
  problem: ProblemPartsFragment | undefined;
  onChange: (part: Partial<JoinWords>) => void;
}

/** Names nobody has to think up; asks for more when they run out. */
function useSuggestions(): () => Promise<string | undefined> {
  const client = useClient();
  const waiting = useRef<string[]>([]);
  return async () => {
    if (waiting.current.length === 0) {
      const answer = await client.query(NicknameSuggestionsDocument, { count: 8 }, { requestPolicy: 'network-only' });
      waiting.current = [...(answer.data?.nicknameSuggestions ?? [])];
    }
    return waiting.current.shift();
  };
}

/** Step one: a name for this group, a drawing, and yes to the agreements. */
export function JoinNameFields({ words, problem, onChange }: Props) {
  const t = useText();
  const suggest = useSuggestions();
  const empty = words.nickname === '';
  const avatar = `${words.drawing}:${usualDye[words.drawing]}`;

  function another() {
    void suggest().then((nickname) => {
      if (nickname) onChange({ nickname });
    });
  }
  // Once, so that the field never stands empty with nothing to go on; whoever empties it may leave it so.
  useEffect(() => {
    if (empty) another();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the step appears
  }, []);

  return (
    <>
      <Field
        label={t('join.nickname')}
        hint={t('join.nicknameHint')}
        autoComplete="off"
        minLength={2}
        maxLength={30}
        required
        value={words.nickname}
        onChange={(event) => onChange({ nickname: event.target.value })}
        problem={problemAt(problem, 'nickname')}
        beside={
          <button type="button" className="btn" onClick={another}>
            {t('join.another')}
          </button>
        }
      />
      <fieldset>
        <legend className="label">{t('join.drawing')}</legend>
        <div className="avgrid">
          {drawings.map((drawing) => (
            <label key={drawing} className="avopt">
              <input
                type="radio"
                name="drawing"
                checked={words.drawing === drawing}
                onChange={() => onChange({ drawing })}
              />
              <Drawing avatar={`${drawing}:${usualDye[drawing]}`} pick />
              <span className="sr">{t(`drawing.${drawing}`)}</span>
            </label>
          ))}
        </div>
        <p className="chosen">
          <Drawing avatar={avatar} size="s" />
          <span>
            <b>{words.nickname}</b> <span className="quiet">{t('join.seenAs')}</span>
          </span>
        </p>
      </fieldset>
      <label className="opt">
        <input
          type="checkbox"
          required
          checked={words.agreed}
          onChange={(event) => onChange({ agreed: event.target.checked })}
        />
        <span>{t('join.agree')}</span>
      </label>
    </>
  );
}
