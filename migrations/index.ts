import { Ground1763800000001 } from './0001-ground';
import { Identity1763800000002 } from './0002-identity';
import { OrganisationsAndGroups1763800000003 } from './0003-organisations-and-groups';
import { Stories1763800000004 } from './0004-stories';
import { Moderation1763800000005 } from './0005-moderation';
import { PlacesOfDeletedPosts1763800000006 } from './0006-places-of-deleted-posts';
import { NamesOfThoseInside1763800000007 } from './0007-names-of-those-inside';

/** The one ordered list for the whole database. */
export const migrations = [
  Ground1763800000001,
  Identity1763800000002,
  OrganisationsAndGroups1763800000003,
  Stories1763800000004,
  Moderation1763800000005,
  PlacesOfDeletedPosts1763800000006,
  NamesOfThoseInside1763800000007,
];
