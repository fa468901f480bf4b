/** The numbers of "Help now", in this order. Static, so that they are there offline and signed out. */
export const helpLines = ['112', '1813', '102', '1712', '106'] as const;
export type HelpLine = (typeof helpLines)[number];
