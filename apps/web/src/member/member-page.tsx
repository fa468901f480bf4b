import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../language/text';
import { Drawing, StaffInitials } from '../parts/drawing';
import { Page } from '../parts/page';
import { useViewer } from '../session/session-provider';
import { AsideNotice } from './aside-notice';

interface Props {
  title: string;
  back?: { href: string; label: string };
  /** The group the page belongs to, for the links in the bar. */
  groupId?: string;
  current?: 'group' | 'write' | 'groups';
  children: ReactNode;
}

/** The frame of the member pages: links to the group, writing and all groups, and the way to one's own page. */
export function MemberPage({ title, back, groupId, current, children }: Props) {
  const t = useText();
  const { memberships, staffPositions } = useViewer();
  const active = memberships.filter((one) => one.state === 'ACTIVE');
  // On pages of no group in particular, somebody with one group still finds it in the bar.
  const place = groupId ?? (active.length === 1 ? active[0]?.group.id : undefined);
  const here = active.find((one) => one.group.id === place);
  const me = here ?? active[0] ?? memberships[0];
  const links: { key: NonNullable<Props['current']>; href: string; label: string }[] = [];
  if (place) links.push({ key: 'group', href: `/groups/${place}`, label: t('nav.group') });
  if (here) links.push({ key: 'write', href: `/groups/${here.group.id}/write`, label: t('nav.write') });
  links.push({ key: 'groups', href: '/groups', label: t('nav.groups') });
  return (
    <Page
      title={title}
      {...(back ? { back } : {})}
      nav={
        <nav className="nav" aria-label={t('nav.label')}>
          <ul>
            {links.map((link) => (
              <li key={link.key}>
                <Link href={link.href} {...(link.key === current ? { 'aria-current': 'page' as const } : {})}>
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      }
      end={
        <Link className="iconbtn" href="/me" aria-label={me ? t('nav.me', { name: me.nickname }) : t('nav.meNameless')}>
          {me ? (
            <Drawing avatar={me.avatar} />
          ) : staffPositions.length > 0 ? (
            <StaffInitials name={t('nav.staff')} />
          ) : (
            <Drawing avatar="steen:gal" />
          )}
        </Link>
      }
    >
      <AsideNotice />
      {children}
    </Page>
  );
}
