import { useState } from 'react';
import type { AgeBand, Gender, ProblemPartsFragment } from '../generated/documents';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { problemAt } from '../parts/problem-note';
import type { JoinWords } from './join-words';

const ageBands = ['AGE_12_15', 'AGE_16_17', 'AGE_18_25'] as const satisfies readonly AgeBand[];
const genders = ['F', 'M', 'X'] as const satisfies readonly Gender[];

interface Props {
  words: JoinWords;
  problem: ProblemPartsFragment | undefined;
  onChange: (part: Partial<JoinWords>) => void;
}

/** Step two: a name and a sentence to come back with; two questions that may stay empty. */
export function JoinAccountFields({ words, problem, onChange }: Props) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Field
        label={t('signIn.name')}
        hint={t('join.signInNameHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        minLength={3}
        maxLength={40}
        required
        value={words.signInName}
        onChange={(event) => onChange({ signInName: event.target.value })}
        problem={problemAt(problem, 'signInName')}
      />
      <Field
        label={t('signIn.passphrase')}
        hint={t('join.passphraseHint')}
        name="new-password"
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        minLength={10}
        maxLength={200}
        required
        value={words.passphrase}
        onChange={(event) => onChange({ passphrase: event.target.value })}
        problem={problemAt(problem, 'passphrase')}
        beside={
          <button type="button" className="btn" aria-pressed={shown} onClick={() => setShown(!shown)}>
            <Icon name="eye" />
            {t('join.show')}
          </button>
        }
      />
      <details className="disclose">
        <summary>
          <Icon name="next" />
          {t('join.optional')}
        </summary>
        <div className="stack">
          <p className="meta">{t('join.optionalWords')}</p>
          <fieldset>
            <legend className="label">{t('join.age')}</legend>
            <div className="chips">
              {ageBands.map((band) => (
                <label key={band} className="chip">
                  <input
                    type="radio"
                    name="age"
                    checked={words.ageBand === band}
                    onChange={() => onChange({ ageBand: band })}
                  />
                  {t(`age.${band}`)}
                </label>
              ))}
              <label className="chip">
                <input
                  type="radio"
                  name="age"
                  checked={words.ageBand === ''}
                  onChange={() => onChange({ ageBand: '' })}
                />
                {t('join.noAnswer')}
              </label>
            </div>
          </fieldset>
          <fieldset>
            <legend className="label">{t('join.gender')}</legend>
            <div className="chips">
              {genders.map((gender) => (
                <label key={gender} className="chip">
                  <input
                    type="radio"
                    name="gender"
                    checked={words.gender === gender}
                    onChange={() => onChange({ gender })}
                  />
                  {t(`gender.${gender}`)}
                </label>
              ))}
              <label className="chip">
                <input
                  type="radio"
                  name="gender"
                  checked={words.gender === ''}
                  onChange={() => onChange({ gender: '' })}
                />
                {t('join.noAnswer')}
              </label>
            </div>
          </fieldset>
        </div>
      </details>
    </>
  );
}
