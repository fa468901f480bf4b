import type { Severity } from '../severity';
import type { Passage } from '../signal';

/** Personal data that somebody would be found by. `rule` names the finder. */
export interface PersonalFinding {
  rule: string;
  severity: Severity;
  hold: boolean;
  passages: Passage[];
}

/** What the finders look words up in: `rules/finders.json`. */
export interface FinderData {
  helplines: string[];
  helpDomains: string[];
  digitWords: Record<string, string>;
  apps: string[];
  /** Where an address names somebody, or a channel away from here. */
  handleHosts: string[];
  isWords: string[];
  streetEndings: string[];
  streetWordsBefore: string[];
  streetWordsAfter: string[];
  publicPlaces: string[];
  schoolWords: string[];
  schoolNames: string[];
  notHandles: string[];
}
