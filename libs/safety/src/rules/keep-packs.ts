import { library } from '../library';
import { keepPacks } from './kept-packs';

/** Run by the build, in the folder that it made: the rules are compiled once, and not at each start. */
const { packs, fingerprint } = library();
keepPacks(packs, fingerprint);
