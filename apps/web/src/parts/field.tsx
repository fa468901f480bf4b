import { type ComponentProps, type ReactNode, useEffect, useId } from 'react';
import { Icon } from './icon';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Words of a problem with this field. */
  problem?: string | undefined;
  /** What stands on the same line, a button say. */
  beside?: ReactNode;
}

type InputProps = FieldProps & Omit<ComponentProps<'input'>, 'id' | 'className'>;
type AreaProps = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>;

/** Ties a field to what is said about it; when a form was sent in vain, the focus goes to the first that is at fault. */
function useDescription(hint: ReactNode, problem: string | undefined, other: string | undefined) {
  const id = useId();
  useEffect(() => {
    if (!problem) return;
    const field = document.getElementById(id);
    const isFirst = field !== null && field.closest('form')?.querySelector('[aria-invalid="true"]') === field;
    // Who is writing in another field is left there.
    if (isFirst && !document.activeElement?.matches('input, textarea, select')) field.focus();
  }, [id, problem]);
  const ids = [other, problem && `${id}-p`, hint && `${id}-h`].filter(Boolean).join(' ');
  return { id, described: ids ? { 'aria-describedby': ids } : {} };
}

function Below({ id, hint, problem }: { id: string; hint: ReactNode; problem: string | undefined }) {
  return (
    <>
      {problem && (
        <span className="err" id={`${id}-p`}>
          <Icon name="alert" size="s" />
          {problem}
        </span>
      )}
      {hint && (
        <span className="hint" id={`${id}-h`}>
          {hint}
        </span>
      )}
    </>
  );
}

/** One line to fill in, with its label, hint and problem tied to it. */
export function Field({ label, hint, problem, beside, 'aria-describedby': other, ...input }: InputProps) {
  const { id, described } = useDescription(hint, problem, other);
  const box = (
    <input
      {...input}
      {...described}
      id={id}
      className={problem ? 'input input--err' : 'input'}
      aria-invalid={problem ? true : undefined}
    />
  );
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {beside ? (
        <div className="namerow">
          {box}
          {beside}
        </div>
      ) : (
        box
      )}
      <Below id={id} hint={hint} problem={problem} />
    </div>
  );
}

/** Several lines to fill in, with label, hint and problem. */
export function AreaField({ label, hint, problem, className, 'aria-describedby': other, ...area }: AreaProps) {
  const { id, described } = useDescription(hint, problem, other);
  const classes = ['input', problem && 'input--err', className].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea {...area} {...described} id={id} className={classes} aria-invalid={problem ? true : undefined} />
      <Below id={id} hint={hint} problem={problem} />
    </div>
  );
}
