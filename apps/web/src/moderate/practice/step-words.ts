import { useText } from '../../language/text';
import type { PracticeRun, PracticeStep } from './use-practice-run';

/** Says in one line what a step was. */
export function useStepWords(run: PracticeRun): (step: PracticeStep) => string {
  const t = useText();
  const named = (key: string | null | undefined): string =>
    run.posts.find((post) => post.key === key)?.by?.nickname ?? '';
  return (step) => {
    switch (step.kind) {
      case 'LOOK':
        if (step.looked === 'CLIMATE') return t('practice.step.climate');
        if (step.looked === 'MEMBER')
          return t('practice.step.member', {
            name: run.members.find(({ key }) => key === step.member)?.nickname ?? '',
          });
        return step.posts.length === 1
          ? t('practice.step.post', { name: named(step.posts[0]) })
          : t('practice.step.posts', { count: step.posts.length });
      case 'STEER': {
        const kind = step.intervention ? t(`intervention.${step.intervention}`) : '';
        const name = named(step.posts[0]);
        return name ? t('practice.step.about', { kind, name }) : kind;
      }
      case 'UNDO': {
        const undone = run.steps.find(({ id }) => id === step.undoes)?.intervention;
        return t('practice.step.undo', { kind: undone ? t(`intervention.${undone}`) : '' });
      }
      case 'PACE':
        return step.running ? t('practice.step.run', { speed: step.speed ?? 1 }) : t('practice.step.stop');
      case 'RESOLVE':
        return t('practice.step.resolve', { decision: step.decision ? t(`decision.${step.decision}`) : '' });
    }
  };
}
