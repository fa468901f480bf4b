import { languages } from '@kring/safety';
import { practisedKinds, type PracticeScript, type Words } from './script';

const dashes = /[\u2013\u2014]/u;

/**
 * What is wrong with a practice thread, in sentences for whoever writes one: words that miss a language, names of nobody,
 * turns that nothing hears of, times outside the story. Empty: it can be played.
 */
export function lintScript(script: PracticeScript): string[] {
  const faults: string[] = [];
  const words = (where: string, text: Words): void => {
    for (const language of languages) {
      const said: string | undefined = text[language];
      if (!said?.trim()) faults.push(`${where} lacks words in ${language}`);
      else if (dashes.test(said)) faults.push(`${where} in ${language} has a dash that people do not type`);
    }
  };
  const once = (what: string, keys: readonly string[]): void => {
    for (const key of keys) if (keys.indexOf(key) !== keys.lastIndexOf(key)) faults.push(`${what} ${key} stands twice`);
  };
  words('the title', script.title);
  words('what it is about', script.about);
  words('what to take from it', script.afterwards);
  once(
    'member',
    script.members.map(({ key }) => key),
  );
  once(
    'turn',
    script.turns.map(({ key }) => key),
  );
  once(
    'event',
    script.events.map(({ key }) => key),
  );
  for (const member of script.members) words(`member ${member.key}`, member.about);
  const turns = new Set(script.turns.map(({ key }) => key));
  const people = new Set(script.members.map(({ key }) => key));
  const posts = new Set(script.events.filter(({ kind }) => kind === 'POST').map(({ key }) => key));
  for (const turn of script.turns) {
    words(`turn ${turn.key}`, turn.told);
    if (turn.anyOf.length === 0) faults.push(`turn ${turn.key} is taken by nothing`);
    for (const kind of turn.anyOf)
      if (!practisedKinds.includes(kind)) faults.push(`turn ${turn.key} asks for ${kind}, which cannot be practised`);
    if (turn.about !== undefined && !posts.has(turn.about)) faults.push(`turn ${turn.key} is about no post`);
    if (turn.with !== undefined && !people.has(turn.with)) faults.push(`turn ${turn.key} is with nobody`);
    if ((turn.from ?? 0) > (turn.by ?? script.minutes)) faults.push(`turn ${turn.key} ends before it begins`);
  }
  for (const event of script.events) {
    words(`event ${event.key}`, event.text);
    if (event.guidance) words(`the guidance at ${event.key}`, event.guidance);
    if (event.matters && !event.guidance) faults.push(`event ${event.key} matters, and nobody says why`);
    if (event.minute < 0 || event.minute >= script.minutes) faults.push(`event ${event.key} lies outside the story`);
    if ((event.kind === 'NEWS') !== (event.by === undefined))
      faults.push(`event ${event.key} is said by the wrong one`);
    if (event.by !== undefined && !people.has(event.by)) faults.push(`event ${event.key} is said by nobody`);
    for (const turn of [...(event.needs ?? []), ...(event.not ?? []), ...(event.after ? [event.after] : [])])
      if (!turns.has(turn)) faults.push(`event ${event.key} hears of ${turn}, which is no turn`);
  }
  const [first] = script.events;
  if (first?.kind !== 'POST' || first.minute !== 0 || first.needs || first.not || first.after)
    faults.push('the story begins with a post at minute 0 that always comes');
  if (!script.events.some(({ matters }) => matters)) faults.push('nothing in it matters');
  return faults;
}
