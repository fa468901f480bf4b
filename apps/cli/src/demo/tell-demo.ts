import type { DemoFile, DemoPerson } from './demo-file';
import { totp } from './demo-people';

const membersShown = 3;
const width = 20;

/** How to sign in as each kind of person, in a few lines. */
export function linesFor(file: DemoFile, path: string): string[] {
  const organisations = [...new Set(file.people.map((one) => one.organisation))].filter(
    (name): name is string => name !== null,
  );
  const lines = [
    '',
    `The demo: sign in at ${file.url}`,
    `  passphrase, for everybody: ${file.people[0]?.passphrase ?? ''}`,
  ];
  for (const organisation of organisations) {
    const inside = file.people.filter((one) => one.organisation === organisation);
    lines.push(`  ${organisation}`);
    lines.push(...inside.filter((one) => one.oneTimeCodeSecret).map(lineFor));
    lines.push(...examples(inside).map(lineFor));
  }
  lines.push('  Steward', ...file.people.filter((one) => one.role === 'STEWARD').map(lineFor));
  lines.push(
    `  One-time codes change every 30 seconds and work once. Their secrets, for an authenticator app, and everybody else: ${path}`,
    '',
  );
  return lines;
}

/** Members in as many different groups as there are. */
function examples(people: readonly DemoPerson[]): DemoPerson[] {
  const members = people.filter((one) => one.role === 'MEMBER' && one.groups.length > 0);
  const groups = [...new Set(members.flatMap((one) => one.groups.map((group) => group.id)))];
  const firsts = groups.flatMap((id) => members.find((one) => one.groups.some((group) => group.id === id)) ?? []);
  const several = members.find((one) => one.groups.length > 1);
  return [...new Set([...firsts, ...(several ? [several] : [])])].slice(0, membersShown);
}

function lineFor(person: DemoPerson): string {
  const role = person.role.toLowerCase().padEnd(11);
  const name = person.signInName.padEnd(width);
  if (person.oneTimeCodeSecret) return `    ${role} ${name} one-time code ${totp(person.oneTimeCodeSecret).generate()}`;
  return `    ${role} ${name} ${person.groups.map((group) => group.name).join(', ')}`;
}
