import { useId } from 'react';
import { useText } from '../language/text';
import { beginningOf } from '../parts/words';

/** The rules of a charter that a decision can rest on. */
export interface Charter {
  readonly version: number;
  readonly rules: readonly string[];
}

interface Props {
  charter: Charter;
  /** The place of a rule, or empty for none of them. */
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
}

/** What the server wants of a choice. */
export function ruleOf(charter: Charter, value: string): { version: number; number: number } | null {
  return value === '' ? null : { version: charter.version, number: Number(value) };
}

/** Which agreement of the group a decision rests on: its author reads it. */
export function RuleChoice({ charter, value, onChange, problem }: Props) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {t('rule.label')}
      </label>
      <select
        id={id}
        className="select"
        value={value}
        aria-describedby={`${id}-h`}
        aria-invalid={problem ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('rule.none')}</option>
        {charter.rules.map((rule, place) => (
          <option key={place} value={place}>
            {beginningOf(rule, 90)}
          </option>
        ))}
      </select>
      {problem && <span className="err">{problem}</span>}
      <span className="hint" id={`${id}-h`}>
        {t('rule.hint')}
      </span>
    </div>
  );
}
