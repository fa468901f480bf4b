const moments = [
  'Vanmorgen', 'Gisteren', 'Na school', 'Op de bus', 'In de pauze', 'Voor het eten', 'Zaterdag', 'Bij mijn oma', 'In het park', 'Aan zee',
]; // prettier-ignore
const deeds = [
  'heb ik soep gemaakt', 'heb ik een boek gelezen', 'heb ik met de hond gewandeld', 'heb ik muziek geluisterd', 'heb ik brood gebakken',
  'heb ik een brief geschreven', 'heb ik een tekening gemaakt', 'heb ik de planten water gegeven', 'heb ik een film gezien',
  'heb ik thee gedronken',
]; // prettier-ignore
const afters = ['daarna was ik rustiger', 'dat deed me goed', 'mijn zus deed mee', 'dat wil ik vaker doen'];

/** What a rule of the safety library raises: AMBER, AMBER and held, RED, CRISIS and held. */
const raised = [
  'Ik zie geen uitweg meer.',
  'Mijn mailadres is merel@voorbeeld.be.',
  'Ik denk vaak aan de dood.',
  'Ik ga er vanavond een einde aan maken.',
];

const syllables = ['ba', 'lo', 'mi', 'nu', 're', 'sa', 'to', 'vi', 'wa', 'zo'];

/** The sentence with this number; no two are the same. About one in six asks for a moderator. */
export function sentence(number: number): string {
  const moment = moments[number % moments.length];
  const deed = deeds[Math.floor(number / moments.length) % deeds.length];
  const after = afters[Math.floor(number / moments.length / deeds.length) % afters.length];
  const again = Math.floor(number / moments.length / deeds.length / afters.length);
  const plain = `${moment} ${deed}, en ${after}${again === 0 ? '' : ` (${nameOf(again)})`}.`;
  return number % 6 === 5 ? `${plain} ${raised[Math.floor(number / 6) % raised.length]}` : plain;
}

/** A number as a word that means nothing. */
function nameOf(number: number): string {
  return [...String(number)].map((digit) => syllables[Number(digit)]).join('');
}
