import { Ground1763800000001 } from './0001-ground';
import { Identity1763800000002 } from './0002-identity';
import { OrganisationsAndGroups1763800000003 } from './0003-organisations-and-groups';
import { Stories1763800000004 } from './0004-stories';
import { Moderation1763800000005 } from './0005-moderation';
import { PlacesOfDeletedPosts1763800000006 } from './0006-places-of-deleted-posts';
import { NamesOfThoseInside1763800000007 } from './0007-names-of-those-inside';
import { ReadingFast1763800000008 } from './0008-reading-fast';
import { WhatIsWatched1763800000009 } from './0009-what-is-watched';
import { Erasures1763800000010 } from './0010-erasures';
import { StandingOfClimates1763800000011 } from './0011-standing-of-climates';
import { SafetyOfGroups1763800000012 } from './0012-safety-of-groups';
import { WhatOthersSay1763800000013 } from './0013-what-others-say';
import { OrganisationsAtNight1763800000014 } from './0014-organisations-at-night';
import { MoreToSteerWith1763800000016 } from './0016-more-to-steer-with';
import { MembersAndOffers1763800000017 } from './0017-members-and-offers';
import { Shifts1763800000020 } from './0020-shifts';
import { HandOvers1763800000021 } from './0021-hand-overs';
import { ReasonsAndAppeals1763800000022 } from './0022-reasons-and-appeals';
import { Asides1763800000024 } from './0024-asides';
import { WatchingOver1763800000025 } from './0025-watching-over';
import { CareForModerators1763800000026 } from './0026-care-for-moderators';
import { QualityOfDecisions1763800000027 } from './0027-quality-of-decisions';
import { Practice1763800000028 } from './0028-practice';
import { GuidanceAtHand1763800000029 } from './0029-guidance-at-hand';
import { LanesAndEffect1763800000030 } from './0030-lanes-and-effect';
import { MembersAndNights1763800000031 } from './0031-members-and-nights';
import { Photos1763800000032 } from './0032-photos';
import { HandOverOfPromises1763800000033 } from './0033-hand-over-of-promises';

/** The one ordered list for the whole database. */
export const migrations = [
  Ground1763800000001,
  Identity1763800000002,
  OrganisationsAndGroups1763800000003,
  Stories1763800000004,
  Moderation1763800000005,
  PlacesOfDeletedPosts1763800000006,
  NamesOfThoseInside1763800000007,
  ReadingFast1763800000008,
  WhatIsWatched1763800000009,
  Erasures1763800000010,
  StandingOfClimates1763800000011,
  SafetyOfGroups1763800000012,
  WhatOthersSay1763800000013,
  OrganisationsAtNight1763800000014,
  MoreToSteerWith1763800000016,
  MembersAndOffers1763800000017,
  Shifts1763800000020,
  HandOvers1763800000021,
  ReasonsAndAppeals1763800000022,
  Asides1763800000024,
  WatchingOver1763800000025,
  CareForModerators1763800000026,
  QualityOfDecisions1763800000027,
  Practice1763800000028,
  GuidanceAtHand1763800000029,
  LanesAndEffect1763800000030,
  MembersAndNights1763800000031,
  Photos1763800000032,
  HandOverOfPromises1763800000033,
];
