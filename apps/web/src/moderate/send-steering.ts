import type { Client } from 'urql';
import {
  AddContentNoteDocument,
  AskSpotlightDocument,
  CloseThreadDocument,
  HidePostDocument,
  HoldMemberDocument,
  HoldRepliesDocument,
  type InterventionOutcomeFragment,
  MovePostsDocument,
  OfferReferralDocument,
  PauseMemberDocument,
  PauseThreadDocument,
  PinGuideNoteDocument,
  ReleasePostDocument,
  RemoveMemberDocument,
  SetQuietHoursDocument,
  SetSlowModeDocument,
  ShowPromptDocument,
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
    case 'REFRAME_PROMPT': {
      const input = { threadId, reason, promptId: draft.promptId, endsAt: end };
      return outcomeOf(await client.mutation(ShowPromptDocument, { input }), (data) => data.showPrompt);
    }
    case 'SLOW_MODE': {
      const { minutes, forWhom, sparesOpener } = draft;
      const input = { threadId, reason, minutes, forWhom, sparesOpener, endsAt: end };
      return outcomeOf(await client.mutation(SetSlowModeDocument, { input }), (data) => data.setSlowMode);
    }
    case 'HOLD_REPLIES': {
      const input = { threadId, reason, endsAt: end };
      return outcomeOf(await client.mutation(HoldRepliesDocument, { input }), (data) => data.holdReplies);
    }
    case 'QUIET_HOURS': {
      const { from, to } = draft;
      const input = { threadId, reason, from, to, messageToMembers: message, endsAt: end };
      return outcomeOf(await client.mutation(SetQuietHoursDocument, { input }), (data) => data.setQuietHours);
    }
    case 'PAUSE_THREAD': {
      const input = { threadId, reason, messageToMembers: message, reopensAt: end ?? '' };
      return outcomeOf(await client.mutation(PauseThreadDocument, { input }), (data) => data.pauseThread);
    }
    case 'MOVE_POSTS': {
      const { clientKey, postIds } = draft;
      const input = { clientKey, threadId, reason, postIds: [...postIds], title: draft.title.trim() };
      return outcomeOf(await client.mutation(MovePostsDocument, { input }), (data) => data.movePosts);
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
    case 'HOLD_MEMBER': {
      const input = { postId: draft.postId, reason, messageToMember: message, endsAt: end, charterRule };
      return outcomeOf(await client.mutation(HoldMemberDocument, { input }), (data) => data.holdMember);
    }
    case 'PAUSE_MEMBER': {
      const input = { postId: draft.postId, reason, returnPlan: message, until: end ?? '', charterRule };
      return outcomeOf(await client.mutation(PauseMemberDocument, { input }), (data) => data.pauseMember);
    }
    case 'REMOVE_MEMBER': {
      const input = { postId: draft.postId, reason, messageToMember: message, charterRule };
      return outcomeOf(await client.mutation(RemoveMemberDocument, { input }), (data) => data.removeMember);
    }
    case 'SPOTLIGHT': {
      const input = { clientKey: draft.clientKey, threadId, reason, messageToAuthor: message };
      return outcomeOf(await client.mutation(AskSpotlightDocument, { input }), (data) => data.askSpotlight);
    }
    case 'OFFER_REFERRAL': {
      const { clientKey, helpline, forOne } = draft;
      const whom = forOne ? { postId: draft.postId } : {};
      const input = { clientKey, threadId, ...whom, reason, helpline, messageToMembers: message, endsAt: end };
      return outcomeOf(await client.mutation(OfferReferralDocument, { input }), (data) => data.offerReferral);
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
