import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { projectFolder } from '@kring/platform';
import { type RunningKring, startKring } from '@kring/testing';
import { differencesFromCore } from './core-differences';

jest.setTimeout(60_000);

const committed = join(projectFolder, 'schema.graphql');
const coreFile = join(projectFolder, 'docs/core.graphql');
const besideTheProject = {
  tool: join(projectFolder, '../shared/tools/check-core.mjs'),
  core: join(projectFolder, '../shared/design/core.graphql'),
};
const text = (file: string): string => readFileSync(file, 'utf8');

describe('the schema that the service generates', () => {
  let kring: RunningKring;
  let printed: string;

  beforeAll(async () => {
    kring = await startKring();
    printed = `${printSchema(lexicographicSortSchema(kring.app.get(GraphQLSchemaHost).schema))}\n`;
    if (process.env['KRING_UPDATE_SNAPSHOTS']) writeFileSync(committed, printed);
  });
  afterAll(() => kring.stop());

  it('is the one that is committed (KRING_UPDATE_SNAPSHOTS=1 writes it anew)', () => {
    expect(printed).toBe(text(committed));
  });

  it('has all of the core that clients rely on, and asks for nothing more', () => {
    expect(differencesFromCore(buildSchema(text(coreFile)), buildSchema(printed))).toEqual([]);
  });

  it('agrees with the check that is kept beside the project, where there is one', () => {
    if (!existsSync(besideTheProject.tool) || !existsSync(besideTheProject.core)) {
      expect(text(coreFile)).toContain('type Query');
      return;
    }
    expect(text(coreFile)).toBe(text(besideTheProject.core));
    const said = execFileSync(process.execPath, [besideTheProject.tool, coreFile, committed], {
      cwd: projectFolder,
      encoding: 'utf8',
    });
    expect(said.trim()).toBe('0 differences from the core');
  });
});

describe('the comparison with the core', () => {
  const core = `
    enum Mood { CALM LOW }
    union Found = Here | Gone
    type Here { id: ID! }
    type Gone { at: String }
    input Ask { text: String! }
    type Query { find(id: ID!): Found  here: Here! }`;
  const faultsOf = (schema: string): string[] => differencesFromCore(buildSchema(core), buildSchema(schema));

  it('is content with the same, and with more', () => {
    const more = core
      .replace('LOW', 'LOW HIGH')
      .replace('text: String!', 'text: String!  tone: String  size: Int! = 1')
      .replace('find(id: ID!)', 'find(id: ID!, deep: Boolean)');
    expect(faultsOf(core)).toEqual([]);
    expect(faultsOf(more)).toEqual([]);
  });

  it.each([
    ['LOW', '', 'missing: Mood.LOW'],
    ['Here | Gone', 'Here', 'missing: Gone in Found'],
    ['here: Here!', 'here: Here', 'Query.here: Here, the core has Here!'],
    ['find(id: ID!)', 'find', 'missing: Query.find(id)'],
    ['find(id: ID!)', 'find(id: String!)', 'Query.find(id): String!, the core has ID!'],
    ['find(id: ID!)', 'find(id: ID!, deep: Boolean!)', 'Query.find(deep) is required, and not in the core'],
    ['text: String!', 'text: String!  tone: String!', 'Ask.tone is required, and not in the core'],
    ['at: String', 'on: String', 'missing: Gone.at'],
  ])('tells of a change from "%s" to "%s"', (was, is, told) => {
    expect(faultsOf(core.replace(was, is))).toEqual([told]);
  });
});
