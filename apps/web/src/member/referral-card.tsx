import type { ThreadPageQuery } from '../generated/documents';
import { useText } from '../language/text';
import { Note } from '../parts/note';
import { Words } from '../parts/words';

type Referral = NonNullable<ThreadPageQuery['thread']>['referrals'][number];

/** A helpline that a moderator points to: for all here, or for me alone. */
export function ReferralCard({ message, isPrivate, helpline }: Referral) {
  const t = useText();
  const { name, phone, chatUrl, url } = helpline;
  return (
    <Note icon="phone" kind={isPrivate ? 'private' : 'mod'}>
      <p className="meta">{t(isPrivate ? 'referral.private' : 'referral.all')}</p>
      <Words text={message} />
      <p className="row">
        <b>{name}</b>
        {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
        {chatUrl && (
          <a href={chatUrl} target="_blank" rel="noreferrer noopener">
            {t('referral.chat')}
          </a>
        )}
        {!chatUrl && url && (
          <a href={url} target="_blank" rel="noreferrer noopener">
            {t('referral.site')}
          </a>
        )}
      </p>
    </Note>
  );
}
