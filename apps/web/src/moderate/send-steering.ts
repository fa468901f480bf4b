import type { Client } from 'urql';
import {
  AddContentNoteDocument,
  CloseThreadDocument,
  HidePostDocument,
  HoldRepliesDocument,
  type InterventionOutcomeFragment,
  PauseThreadDocument,
  PinGuideNoteDocument,
  ReleasePostDocument,
  SetSlowModeDocument,
  UndoInterventionDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import type { SteerDraft, SteerKind } from './steer-kinds';

export type InterventionDone = Extract<InterventionOutcomeFragment, { __typename: 'InterventionDone' }>;
export type SteerOutcome = Outcome<InterventionDone>;

/** What an action is about: the thread, and where it turned. `endsAt` is the moment its end choice means. */
export interface Target {
  readonly threadId: string;
  readonly turnedAt: string | null;
  readonly endsAt: Date | null;
  readonly charterRule: { readonly version: number; readonly number: number } | null;
}

/** Sends one action of a moderator. */
export async function sendSteering(
  client: Client,
  kind: SteerKind,
  draft: SteerDraft,
  { threadId, turnedAt, endsAt, charterRule }: Target,
): Promise<SteerOutcome> {
  const reason = draft.reason.trim();
  const message = draft.message.trim();
  const end = endsAt?.toISOString() ?? null;
  switch (kind) {
    case 'GUIDE_NOTE': {
      const input = {
        threadId,
        reason,
        text: draft.text.trim(),
        clientKey: draft.clientKey,
        afterPostId: draft.place === 'turn' ? turnedAt : null,
      };
      return outcomeOf(await client.mutation(PinGuideNoteDocument, { input }), (data) => data.pinGuideNote);
    }
    case 'SLOW_MODE': {
      const input = { threadId, reason, minutes: draft.minutes, endsAt: end };
      return outcomeOf(await client.mutation(SetSlowModeDocument, { input }), (data) => data.setSlowMode);
    }
    case 'HOLD_REPLIES': {
      const input = { threadId, reason, endsAt: end };
      return outcomeOf(await client.mutation(HoldRepliesDocument, { input }), (data) => data.holdReplies);
    }
    case 'PAUSE_THREAD': {
      const input = { threadId, reason, messageToMembers: message, reopensAt: end ?? '' };
      return outcomeOf(await client.mutation(PauseThreadDocument, { input }), (data) => data.pauseThread);
    }
    case 'CLOSE_THREAD': {
      const input = { threadId, reason, messageToMembers: message };
      return outcomeOf(await client.mutation(CloseThreadDocument, { input }), (data) => data.closeThread);
    }
    case 'CONTENT_NOTE': {
      const input = { postId: draft.postId, reason, note: draft.note.trim() };
      return outcomeOf(await client.mutation(AddContentNoteDocument, { input }), (data) => data.addContentNote);
    }
    case 'HIDE_POST': {
      const input = { postId: draft.postId, reason, messageToAuthor: message, charterRule };
      return outcomeOf(await client.mutation(HidePostDocument, { input }), (data) => data.hidePost);
    }
    case 'RELEASE_POST': {
      const input = { postId: draft.postId, reason };
      return outcomeOf(await client.mutation(ReleasePostDocument, { input }), (data) => data.releasePost);
    }
  }
}

/** Takes an action back. */
export async function sendUndo(client: Client, interventionId: string, reason: string): Promise<SteerOutcome> {
  const answer = await client.mutation(UndoInterventionDocument, { input: { interventionId, reason } });
  return outcomeOf(answer, (data) => data.undoIntervention);
}
