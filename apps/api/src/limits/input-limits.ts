import type { ApolloServerPlugin } from '@apollo/server';
import { type KringContext, type Settings } from '@kring/platform';
import type { GraphQLError } from 'graphql';
import { tooLarge } from './too-large';

/** Inputs are objects with lists in them. */
const deepestInput = 8;

/** The first limit that variables go beyond, or null. */
export function beyondInputLimits(settings: Settings, variables: unknown): GraphQLError | null {
  const { KRING_INPUT_LIST: longestList, KRING_INPUT_TEXT: longestText } = settings;
  const look = (value: unknown, depth: number): GraphQLError | null => {
    if (typeof value === 'string') return value.length > longestText ? tooLarge('text', longestText) : null;
    if (typeof value !== 'object' || value === null) return null;
    if (depth >= deepestInput) return tooLarge('nesting', deepestInput);
    const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (members.length > longestList) return tooLarge('list', longestList);
    for (const member of members) {
      const refused = look(member, depth + 1);
      if (refused) return refused;
    }
    return null;
  };
  return look(variables ?? null, 0);
}

/** Looks at what an operation sends along before anything is done with it. */
export function inputLimits(settings: Settings): ApolloServerPlugin<KringContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ request }) => {
          const refused = beyondInputLimits(settings, request.variables);
          return refused ? Promise.reject(refused) : Promise.resolve();
        },
      }),
  };
}
