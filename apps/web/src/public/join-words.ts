import type { AgeBand, Gender } from '../generated/documents';
import type { DrawingName } from '../parts/drawing';

/** What somebody fills in to join. */
export interface JoinWords {
  nickname: string;
  drawing: DrawingName;
  agreed: boolean;
  signInName: string;
  passphrase: string;
  ageBand: AgeBand | '';
  gender: Gender | '';
}
