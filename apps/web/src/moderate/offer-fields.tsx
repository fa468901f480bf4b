import { useId } from 'react';
import { DirectoryOfHelplinesDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { EndChoices } from './end-choices';
import { NoticePreview } from './member-preview';
import { MessageField, type MessageParts } from './message-field';
import { PostChoice } from './post-choice';
import type { SteerFieldsProps } from './steer-fields-props';

type Props = Pick<SteerFieldsProps, 'draft' | 'change' | 'posts' | 'problemOf'> & Omit<MessageParts, 'posts'>;

/** Which helpline of the directory, for whom, and the words beside it. */
export function OfferFields(props: Props) {
  const { draft, change, posts, problemOf } = props;
  const t = useText();
  const id = useId();
  const [{ data }] = useQuery({ query: DirectoryOfHelplinesDocument });
  const lines = data?.helplines ?? [];
  const chosen = lines.find(({ slug }) => slug === draft.helpline);
  const problem = problemOf('helpline');
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={id}>
          {t('steer.offer.line')}
        </label>
        <select
          id={id}
          className="select"
          value={draft.helpline}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => change({ helpline: event.target.value })}
        >
          <option value="">{t('steer.offer.choose')}</option>
          {lines.map(({ slug, name, phone }) => (
            <option key={slug} value={slug}>
              {[name, phone].filter(Boolean).join(', ')}
            </option>
          ))}
        </select>
        {problem && <span className="err">{problem}</span>}
      </div>
      {posts.length > 0 && (
        <div role="group" aria-label={t('steer.offer.who')}>
          <p className="label">{t('steer.offer.who')}</p>
          <div className="chips chips--s">
            {([false, true] as const).map((forOne) => (
              <button
                key={String(forOne)}
                type="button"
                className="chip"
                aria-pressed={draft.forOne === forOne}
                onClick={() => change({ forOne })}
              >
                {t(forOne ? 'steer.offer.one' : 'steer.offer.all')}
              </button>
            ))}
          </div>
        </div>
      )}
      {draft.forOne && <PostChoice {...props} />}
      <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />
      <MessageField {...props} label={t(draft.forOne ? 'steer.message.member' : 'steer.message.members')} />
      <NoticePreview
        icon="phone"
        text={draft.message}
        endsAt={null}
        {...(chosen ? { more: [chosen.name, chosen.phone].filter(Boolean).join(', ') } : {})}
      />
    </>
  );
}
