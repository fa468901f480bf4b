import type { WrittenSentence } from './written-sentence';
import type { WrittenThread } from './written-thread';

/** Threads in which people answer each other as most do; in others of the healthy kinds somebody tells of something grave. */
const ordinary: readonly string[] = ['supportive', 'recovery', 'heated_resolved', 'light_chat'];

/** What these are called among the sentences to learn from. */
export const everydayReply = 'everyday_reply';

/**
 * What members answer in threads that go well, as sentences that need nobody: how people talk when nothing is the matter, which
 * those who write sentences to be judged do not write.
 */
export function everydayReplies(threads: readonly WrittenThread[]): WrittenSentence[] {
  return threads
    .filter(({ kind }) => ordinary.includes(kind))
    .flatMap(({ posts, writer }) => {
      const [opener] = posts;
      return posts
        .filter(({ role, author }) => role === 'member' && author !== opener?.author)
        .map(({ text }): WrittenSentence => ({
          ...{ text, about: everydayReply, severity: 'GREEN', hold: false, categories: [], writer },
        }));
    });
}
