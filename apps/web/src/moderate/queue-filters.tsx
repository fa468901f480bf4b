import { useId } from 'react';
import type { QueueKind } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { GroupBoxes } from './group-boxes';
import { type QueueFilter, everything, isFiltered, queueMarks } from './queue-lanes';
import type { SavedView } from './use-saved-views';

const severities = ['CRISIS', 'RED', 'AMBER', 'GREEN'] as const;
const kinds = ['THREAD', 'APPEAL', 'DRAWN'] as const satisfies readonly QueueKind[];
const orders = ['GRAVEST', 'UNTOUCHED'] as const;

interface Props {
  filter: QueueFilter;
  groups: readonly { readonly id: string; readonly name: string }[];
  views: readonly SavedView[];
  /** The saved view that is shown, while nothing else was chosen. */
  viewId: string | null;
  onChange: (filter: QueueFilter) => void;
  onView: (view: SavedView | null) => void;
  onKeep: () => void;
}

/** How the queue is looked at: a saved view, the order, and what narrows it; what narrows is folded away until it is wanted. */
export function QueueFilters({ filter, groups, views, viewId, onChange, onView, onKeep }: Props) {
  const t = useText();
  return (
    <div className="lookat">
      {views.length > 0 && (
        <label className="field">
          <span className="label">{t('views.choose')}</span>
          <select
            className="select"
            value={viewId ?? ''}
            onChange={(event) => onView(views.find(({ id }) => id === event.target.value) ?? null)}
          >
            <option value="">{t(isFiltered(filter) && !viewId ? 'views.own' : 'views.all')}</option>
            {views.map(({ id, name, isShared }) => (
              <option key={id} value={id}>
                {isShared ? t('views.ofTeam', { name }) : name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div role="group" aria-label={t('desk.order')} className="chips chips--s">
        {orders.map((order) => (
          <button
            key={order}
            type="button"
            className="chip"
            aria-pressed={filter.order === order}
            onClick={() => onChange({ ...filter, order })}
          >
            {t(`desk.order.${order}`)}
          </button>
        ))}
      </div>
      <details className="disclose">
        <summary>
          <Icon name="next" />
          {t(isFiltered(filter) ? 'desk.filter.on' : 'desk.filter')}
        </summary>
        <div className="stack-s">
          {groups.length > 1 && (
            <GroupBoxes
              legend={t('desk.filter.groups')}
              groups={groups}
              chosen={filter.groupIds}
              onChange={(groupIds) => onChange({ ...filter, groupIds })}
            />
          )}
          <Chips
            legend={t('desk.filter.severity')}
            all={severities}
            chosen={filter.severities}
            show={(one) => t(`severity.${one}`)}
            onChange={(chosen) => onChange({ ...filter, severities: chosen })}
          />
          <Chips
            legend={t('desk.filter.kind')}
            all={kinds}
            chosen={filter.kinds}
            show={(one) => t(`desk.filter.kind.${one}`)}
            onChange={(chosen) => onChange({ ...filter, kinds: chosen })}
          />
          <Chips
            legend={t('desk.filter.only')}
            all={queueMarks}
            chosen={queueMarks.filter((mark) => filter[mark])}
            show={(mark) => t(`desk.filter.${mark}`)}
            onChange={(chosen) =>
              onChange({
                ...filter,
                ...Object.fromEntries(queueMarks.map((mark) => [mark, chosen.includes(mark)])),
              })
            }
          />
          <p className="row">
            <button type="button" className="btn btn--s" onClick={onKeep}>
              {t('views.keep')}
            </button>
            {isFiltered(filter) && (
              <button type="button" className="btn btn--quiet btn--s" onClick={() => onChange(everything)}>
                {t('desk.filter.clear')}
              </button>
            )}
          </p>
        </div>
      </details>
    </div>
  );
}

interface ChipsProps<One> {
  legend: string;
  all: readonly One[];
  chosen: readonly One[];
  show: (one: One) => string;
  onChange: (chosen: One[]) => void;
}

function Chips<One extends string>({ legend, all, chosen, show, onChange }: ChipsProps<One>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {legend}
      </p>
      <div className="chips chips--s">
        {all.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(one)}
            onClick={() =>
              onChange(all.filter((other) => (other === one ? !chosen.includes(one) : chosen.includes(other))))
            }
          >
            {show(one)}
          </button>
        ))}
      </div>
    </div>
  );
}
