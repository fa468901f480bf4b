import { Link } from 'wouter';
import { Say, useText } from '../language/text';
import { Note } from '../parts/note';
import { useOutbox } from './outbox';

/** What was sent by itself, after the connection came back, while the writer was somewhere else. */
export function Deliveries() {
  const t = useText();
  const { deliveries, dismiss } = useOutbox();
  return deliveries.map((delivery) => {
    const { draft, sent } = delivery;
    const story = draft.kind === 'story';
    const to = story ? `/groups/${draft.place}/write` : `/threads/${draft.place}`;
    return (
      <div className="offline" key={draft.clientKey}>
        <Note
          icon={sent.kind === 'done' ? 'check' : 'note'}
          kind={sent.kind === 'done' ? 'info' : 'calm'}
          live="status"
        >
          <p>
            {sent.kind === 'done' ? (
              <Say id={story ? 'delivery.story' : 'delivery.reply'} />
            ) : (
              <Say id="delivery.problem" values={{ message: sent.problem.message }} />
            )}
          </p>
          <p className="row">
            <Link
              className="btn btn--s"
              href={sent.kind === 'done' ? `/threads/${sent.done.post.thread.id}` : to}
              onClick={() => dismiss(delivery)}
            >
              {t('delivery.look')}
            </Link>
            <button type="button" className="btn btn--quiet btn--s" onClick={() => dismiss(delivery)}>
              {t('delivery.fine')}
            </button>
          </p>
        </Note>
      </div>
    );
  });
}
