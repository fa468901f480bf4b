import { randomUUID } from 'node:crypto';
import type { Organisation, RunningKring, StaffPerson } from '@kring/testing';
import { act } from './act';
import { type Audience, everyStaff, moderators } from './canaries';

/** A guideline in an organisation's own words, and a message template of its own. */
export async function guidanceOf(
  kring: RunningKring,
  { organisation, supervisor }: { readonly organisation: Organisation; readonly supervisor: StaffPerson },
  word: (place: string, audience: readonly Audience[]) => string,
): Promise<{ readonly template: string }> {
  const organisationId = organisation.id;
  const part = (name: string): string => `Kijk, ${word(`${name} of a guideline`, moderators)}.`;
  await act(kring, supervisor, 'keepGuideline', {
    clientKey: randomUUID(),
    organisationId,
    topic: 'SUICIDAL_INTENT',
    language: 'nl',
    version: 0,
    words: { look: part('look'), helps: part('helps'), avoid: part('avoid'), call: part('call') },
  });
  const made = await act<{ id: string }>(
    kring,
    supervisor,
    'keepMessageTemplate',
    {
      clientKey: randomUUID(),
      organisationId,
      purpose: 'ASIDE',
      language: 'nl',
      name: `Dag ${word('name of a template', everyStaff)}`,
      text: `Dag {bijnaam}, ${word('text of a template', everyStaff)}.`,
    },
    '... on MessageTemplate { id }',
  );
  return { template: made.id };
}
