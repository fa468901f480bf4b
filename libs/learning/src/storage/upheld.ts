/** SQL: whether a decision `d` agreed that the conversation needed somebody. */
export const upheld = `d.kind <> ALL (ARRAY['NO_ACTION', 'RELEASED'])`;
