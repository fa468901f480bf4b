import type { ReactNode } from 'react';

interface Props<Value> {
  legend: string;
  /** Of the radio buttons, one in a form. */
  name: string;
  values: readonly Value[];
  chosen: Value | undefined;
  onChange: (value: Value) => void;
  show: (value: Value) => ReactNode;
  /** A line below each. */
  about?: (value: Value) => ReactNode;
  /** Two beside each other where there is room. */
  two?: boolean;
  /** What is wrong with the choice. */
  children?: ReactNode;
}

/** One of a few, each a large button with what it means. */
export function RadioChoice<Value extends string>(props: Props<Value>) {
  const { legend, name, values, chosen, onChange, show, about, two = false, children } = props;
  return (
    <fieldset>
      <legend className="label">{legend}</legend>
      <div className={two ? 'choice choice--two' : 'choice'}>
        {values.map((value) => {
          const more = about?.(value);
          return (
            <label key={value} className="opt">
              <input type="radio" name={name} checked={chosen === value} onChange={() => onChange(value)} />
              <span>{show(value)}</span>
              {more && <small>{more}</small>}
            </label>
          );
        })}
      </div>
      {children}
    </fieldset>
  );
}
