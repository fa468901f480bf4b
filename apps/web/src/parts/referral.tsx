import { useText } from '../language/text';
import { Icon } from './icon';

interface Line {
  readonly name: string;
  readonly phone: string | null;
  readonly chatUrl: string | null;
  readonly url: string | null;
}

/** Where somebody is pointed to: a helpline, with the ways to reach it. */
export function Referral({ line }: { line: Line }) {
  const t = useText();
  return (
    <div className="referral">
      <p>
        <Icon name="lamp" size="s" />
        <b>{line.name}</b>
      </p>
      <p className="row">
        {line.phone && (
          <a className="btn btn--s" href={`tel:${line.phone.replace(/[^\d+]/gu, '')}`}>
            <Icon name="phone" size="s" />
            {t('referral.call', { phone: line.phone })}
          </a>
        )}
        {line.chatUrl && (
          <a className="btn btn--s" href={line.chatUrl} target="_blank" rel="noreferrer">
            <Icon name="chat" size="s" />
            {t('referral.chat')}
          </a>
        )}
        {!line.phone && !line.chatUrl && line.url && (
          <a className="btn btn--s" href={line.url} target="_blank" rel="noreferrer">
            {t('referral.site')}
          </a>
        )}
      </p>
    </div>
  );
}
