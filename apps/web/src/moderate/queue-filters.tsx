import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { type QueueFilter, everything, isFiltered } from './queue-lanes';

const severities = ['CRISIS', 'RED', 'AMBER', 'GREEN'] as const;

interface Props {
  filter: QueueFilter;
  groups: readonly { readonly id: string; readonly name: string }[];
  onChange: (filter: QueueFilter) => void;
}

/** Narrows the queue: one group, some severities, only what I hold. Folded away until it is wanted. */
export function QueueFilters({ filter, groups, onChange }: Props) {
  const t = useText();
  const toggled = (severity: (typeof severities)[number]) =>
    filter.severities.includes(severity)
      ? filter.severities.filter((one) => one !== severity)
      : [...filter.severities, severity];
  return (
    <details className="disclose filters">
      <summary>
        <Icon name="next" />
        {t(isFiltered(filter) ? 'desk.filter.on' : 'desk.filter')}
      </summary>
      <div className="stack-s">
        {groups.length > 1 && (
          <label className="field">
            <span className="label">{t('desk.filter.group')}</span>
            <select
              className="select"
              value={filter.groupId ?? ''}
              onChange={(event) => onChange({ ...filter, groupId: event.target.value || null })}
            >
              <option value="">{t('desk.filter.group.all')}</option>
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <div role="group" aria-label={t('desk.filter.severity')} className="chips chips--s">
          {severities.map((severity) => (
            <button
              key={severity}
              type="button"
              className="chip"
              aria-pressed={filter.severities.includes(severity)}
              onClick={() => onChange({ ...filter, severities: toggled(severity) })}
            >
              {t(`severity.${severity}`)}
            </button>
          ))}
          <button
            type="button"
            className="chip"
            aria-pressed={filter.mine}
            onClick={() => onChange({ ...filter, mine: !filter.mine })}
          >
            {t('desk.filter.mine')}
          </button>
        </div>
        {isFiltered(filter) && (
          <button type="button" className="btn btn--quiet btn--s" onClick={() => onChange(everything)}>
            {t('desk.filter.clear')}
          </button>
        )}
      </div>
    </details>
  );
}
