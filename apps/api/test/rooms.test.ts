import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';

const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8');
const paths = (name: string): unknown => {
  const file = JSON.parse(read(name)) as { jsc?: { paths?: unknown }; compilerOptions?: { paths?: unknown } };
  return file.jsc?.paths ?? file.compilerOptions?.paths;
};
const rooms = readdirSync(join(projectFolder, 'libs')).sort();

describe('a room of the house', () => {
  const doors = Object.fromEntries(
    rooms
      .flatMap((room) => [
        [`@kring/${room}`, `libs/${room}/src/index.ts`],
        [`@kring/${room}/graphql`, `libs/${room}/src/graphql.ts`],
      ])
      .filter(([, file]) => existsSync(join(projectFolder, file ?? '')))
      .map(([name, file]) => [name, [`./${file}`]]),
  );

  it('is found by the compiler, and by the service that is built', () => {
    expect(rooms.length).toBeGreaterThan(10);
    expect(paths('tsconfig.json')).toEqual(doors);
    expect(paths('.swcrc')).toEqual(doors);
  });

  it('is known to the workspace', () => {
    const { projects } = JSON.parse(read('nest-cli.json')) as { projects: Record<string, { type: string }> };
    const known = Object.keys(projects).filter((name) => projects[name]?.type === 'library');
    expect(known.sort()).toEqual(rooms);
  });

  it('stands in the map of the README and in the direction that is checked', () => {
    for (const name of ['README.md', '.dependency-cruiser.cjs'])
      expect(rooms.filter((room) => !new RegExp(String.raw`\b${room}\b`).test(read(name)))).toEqual([]);
  });
});
