import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../language/text';
import { Icon, Ring } from '../parts/icon';
import { useSession } from '../session/session-provider';
import { CallBanner } from './call-banner';
import { StaffMenu } from './staff-menu';
import type { StaffPlace } from './staff-place';
import type { ChosenOrganisation } from './use-organisation';

interface Props {
  places: readonly StaffPlace[];
  chosen?: ChosenOrganisation;
  /** Whether the viewer is on duty; absent where that means nothing. */
  onDuty?: boolean | undefined;
}

/** The bar of every staff space: where you are, for whom you work, and the menu with language, theme and sign-out. */
export function StaffBar({ places, chosen, onDuty }: Props) {
  const t = useText();
  const [path] = useLocation();
  const { viewer } = useSession();
  const [open, setOpen] = useState(false);
  const isHere = (place: StaffPlace) => place.href === path || place.owns?.(path) === true;
  return (
    <header>
      {viewer && <CallBanner />}
      <div className="deskbar">
        <Link className="brand" href={places[0]?.href ?? '/staff'}>
          <Ring />
          <span>{t('app.name')}</span>
        </Link>
        {places.length > 0 && (
          <nav aria-label={t('staff.nav')} className="deskbar__places">
            <ul className="deskbar__nav">
              {places
                .filter((place) => !place.isInMenu || isHere(place))
                .map((place) => (
                  <li key={place.href}>
                    <Link href={place.href} aria-current={isHere(place) ? 'page' : undefined}>
                      {place.label}
                      {place.waiting && place.waiting.count > 0 && (
                        <>
                          <span className="deskbar__count" aria-hidden="true">
                            {place.waiting.count}
                          </span>
                          <span className="sr">, {place.waiting.words}</span>
                        </>
                      )}
                    </Link>
                  </li>
                ))}
            </ul>
          </nav>
        )}
        <div className="shift">
          {chosen?.organisation && <OrganisationSwitch chosen={chosen} />}
          {onDuty !== undefined && <span className="shift__duty">{t(onDuty ? 'staff.onDuty' : 'staff.offDuty')}</span>}
          <button type="button" className="btn btn--s shift__menu" onClick={() => setOpen(true)} aria-haspopup="dialog">
            <Icon name="menu" size="s" />
            {t('staff.menu')}
          </button>
        </div>
      </div>
      {open && <StaffMenu places={places} onClose={() => setOpen(false)} />}
    </header>
  );
}

function OrganisationSwitch({ chosen }: { chosen: ChosenOrganisation }) {
  const t = useText();
  const { organisation, organisations, choose } = chosen;
  if (organisations.length < 2) return <b className="shift__org">{organisation?.name}</b>;
  return (
    <label className="shift__switch">
      <span className="sr">{t('staff.organisation')}</span>
      <select className="select" value={organisation?.id} onChange={(event) => choose(event.target.value)}>
        {organisations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
