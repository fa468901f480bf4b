import type { PromptWords } from './interventions/rule';

/** A question that comes with the service, until an organisation makes it its own. */
export interface ShippedPrompt extends PromptWords {
  readonly key: string;
}

/** A question of an organisation's library. */
export interface LibraryPrompt extends PromptWords {
  readonly id: string;
  /** The question of the service that it was, if it was one. */
  readonly shippedKey: string | null;
  readonly version: number;
  readonly retiredAt: Date | null;
}

/** What nobody of an organisation touched yet stands in its library by its key, in the order of the service; its own come after. */
export function libraryOf(shipped: readonly ShippedPrompt[], own: readonly LibraryPrompt[]): LibraryPrompt[] {
  const fromService = shipped.map(
    ({ key, nl, fr, en }) =>
      own.find((one) => one.shippedKey === key) ?? {
        id: key,
        shippedKey: key,
        nl,
        fr,
        en,
        version: 0,
        retiredAt: null,
      },
  );
  return [...fromService, ...own.filter((one) => !shipped.some(({ key }) => key === one.shippedKey))];
}
