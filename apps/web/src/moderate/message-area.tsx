import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  DirectoryOfHelplinesDocument,
  type TemplatePartsFragment,
  type TemplatePurpose,
} from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { locales } from '../language/language';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { blanksIn, fillIn, kindOf, type Known, selectBlank } from '../staff/blanks';
import { TemplateChoice } from './template-choice';

interface Props {
  label: ReactNode;
  hint?: ReactNode;
  problem?: string | undefined;
  rows: number;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
  readOnly?: boolean;
  /** Which templates are offered; none where no kind of template is made for it. */
  templates?: { readonly organisationId: string; readonly purpose: TemplatePurpose };
  /** What a template can be filled in with; `until` becomes its date, in the language of the template. */
  known?: Omit<Known, 'date'> & { readonly until?: Date | null };
}

/** Words that go out to a member: with templates to begin from, and the blanks that must be filled in before. */
export function MessageArea({ value, onChange, templates, known = {}, autoFocus, ...field }: Props) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const area = () => box.current?.querySelector('textarea') ?? undefined;
  const [before, setBefore] = useState<string>();
  const [chosen, setChosen] = useState(0);
  const open = [...new Set(blanksIn(value))];

  useEffect(() => {
    // What was chosen stands in the field by now: go on at what must be filled in.
    const field = chosen > 0 ? box.current?.querySelector('textarea') : null;
    if (!field) return;
    field.focus();
    selectBlank(field);
  }, [chosen]);

  function choose({ text, language }: TemplatePartsFragment): void {
    const { until, ...rest } = known;
    const date = until?.toLocaleString(locales[language], {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
    setBefore(value.trim() ? value : undefined);
    onChange(fillIn(text, date === undefined ? rest : { ...rest, date }));
    setChosen((times) => times + 1);
  }

  return (
    <div className="message" ref={box}>
      <AreaField
        {...field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoFocus={autoFocus}
        data-goes-out=""
      />
      {open.length > 0 && (
        <div className="blanks" role="group" aria-label={t('templates.open')}>
          <p className="meta">{t('templates.open')}</p>
          <p className="fills">
            {open.map((one) => (
              <button
                key={one}
                type="button"
                className="fill blank"
                onClick={() => {
                  const field = area();
                  if (field) selectBlank(field, one);
                }}
              >
                {one.slice(1, -1)}
              </button>
            ))}
          </p>
          {open.some((one) => kindOf(one) === 'helpline') && (
            <HelplineFill onChoose={(helpline) => onChange(fillIn(value, { helpline }))} />
          )}
        </div>
      )}
      <div className="row">
        {templates && <TemplateChoice {...templates} onChoose={choose} />}
        {before !== undefined && (
          <button
            type="button"
            className="btn btn--s btn--quiet"
            onClick={() => {
              onChange(before);
              setBefore(undefined);
              area()?.focus();
            }}
          >
            {t('templates.back')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Chooses the helpline that a template leaves open. */
function HelplineFill({ onChoose }: { onChoose: (helpline: string) => void }) {
  const t = useText();
  const [{ data }] = useQuery({ query: DirectoryOfHelplinesDocument });
  return (
    <label className="field">
      <span className="label">{t('templates.helpline')}</span>
      <select className="select" value="" onChange={(event) => event.target.value && onChoose(event.target.value)}>
        <option value="">{t('steer.offer.choose')}</option>
        {(data?.helplines ?? []).map(({ slug, name, phone }) => (
          <option key={slug} value={phone && phone !== name ? `${name} (${phone})` : name}>
            {phone && phone !== name ? `${name}, ${phone}` : name}
          </option>
        ))}
      </select>
    </label>
  );
}
