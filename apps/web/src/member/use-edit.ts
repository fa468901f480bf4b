import { useState } from 'react';
import { useMutation } from 'urql';
import { EditPostDocument, type PostPartsFragment, type ProblemPartsFragment } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { showHelp } from './help-shown';

/** Puts other words in the place of those of a post; `onDone` hears the post as it is now. */
export function useEdit(postId: string, onDone: (post: PostPartsFragment) => void) {
  const [{ fetching }, edit] = useMutation(EditPostDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  async function send(text: string): Promise<void> {
    if (fetching) return;
    setProblem(undefined);
    setFailed(undefined);
    const outcome = outcomeOf(await edit({ input: { postId, text: text.trim() } }), (data) => data.editPost);
    if (outcome.kind === 'problem') return setProblem(outcome.problem);
    if (outcome.kind === 'failed') return setFailed(outcome);
    if (outcome.done.help) showHelp(outcome.done.help, outcome.done.post);
    onDone(outcome.done.post);
  }

  return { send, sending: fetching, problem, failed };
}
