import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { languages, messagesFrom, presentProblem, projectFolder } from '@kring/platform';

const libraries = readdirSync(join(projectFolder, 'libs'));
const folders = [
  'libs/platform/messages/problems',
  ...libraries
    .map((library) => `libs/${library}/messages`)
    .filter((folder) => existsSync(join(projectFolder, folder, 'nl.json'))),
];

function catalogue(folder: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(projectFolder, folder, `${language}.json`), 'utf8')) as Record<string, string>;
}

/** Names of the values that a message asks for, in any of its branches. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  const walk = (elements: readonly unknown[]): void => {
    for (const element of elements as {
      type: number;
      value?: string;
      options?: Record<string, { value: unknown[] }>;
      children?: unknown[];
    }[]) {
      // 0 is plain text, 7 the number sign within a plural.
      if (element.type !== 0 && element.type !== 7 && element.value !== undefined) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) walk(option.value);
      if (element.children) walk(element.children);
    }
  };
  walk(new IntlMessageFormat(text, 'nl').getAst());
  return [...names].sort();
}

describe.each(folders)('the messages of %s', (folder) => {
  const [dutch, french, english] = languages.map((language) => catalogue(folder, language)) as [
    Record<string, string>,
    Record<string, string>,
    Record<string, string>,
  ];

  it('are the same in each language: keys and placeholders', () => {
    expect(Object.keys(french).sort()).toEqual(Object.keys(dutch).sort());
    expect(Object.keys(english).sort()).toEqual(Object.keys(dutch).sort());
    for (const [key, text] of Object.entries(dutch)) {
      expect([key, placeholders(french[key] ?? '')]).toEqual([key, placeholders(text)]);
      expect([key, placeholders(english[key] ?? '')]).toEqual([key, placeholders(text)]);
    }
  });

  it('are written, and translated', () => {
    for (const key of Object.keys(dutch)) {
      const texts = [dutch[key], french[key], english[key]].map((text) => (text ?? '').trim());
      expect([key, texts.filter((text) => text.length < 2)]).toEqual([key, []]);
      const words = texts.map((text) => text.replace(/\{[^}]*\}/g, ''));
      if ((words[0] ?? '').length > 20) expect([key, new Set(words).size]).toEqual([key, 3]);
    }
  });

  it('can be said with their values', () => {
    const say = messagesFrom(folder);
    for (const [key, text] of Object.entries(dutch)) {
      const values = Object.fromEntries(
        placeholders(text).map((name) => [name, name === 'retryAt' || name.endsWith('At') ? new Date() : 3]),
      );
      for (const language of languages) expect(say(key, language, values)).not.toMatch(/[{}]/);
    }
    expect(() => say('no such key', 'nl')).toThrow(/no message/);
  });
});

interface Use {
  readonly key: string;
  readonly values: readonly string[];
  readonly place: string;
}

/** All refusals in the sources: which message they ask for and which values they give it. */
function uses(): Use[] {
  const files = ['libs', 'apps/api', 'apps/worker', 'apps/cli'].flatMap((root) =>
    readdirSync(join(projectFolder, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name.split('/').includes('src') && !name.includes('node_modules'))
      .map((name) => join(root, name)),
  );
  return files.filter((file) => !file.startsWith('libs/testing')).flatMap(usesIn);
}

function usesIn(file: string): Use[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(projectFolder, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: Use[] = [];
  const literals = (node: ts.Node | undefined): string[] => {
    if (!node) return [];
    if (ts.isStringLiteral(node)) return [node.text];
    if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
    return [];
  };
  /** What an object literal gives as its reason. */
  const reasonIn = (node: ts.Node | undefined): ts.Node | undefined => {
    if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
    const reason = node.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === 'reason');
    return reason && ts.isPropertyAssignment(reason) ? reason.initializer : undefined;
  };
  /** Names of the members of object literals anywhere inside. */
  const members = (node: ts.Node | undefined): string[] => {
    const names: string[] = [];
    const walk = (one: ts.Node): void => {
      if ((ts.isPropertyAssignment(one) || ts.isShorthandPropertyAssignment(one)) && ts.isIdentifier(one.name))
        names.push(one.name.text);
      ts.forEachChild(one, walk);
    };
    if (node) walk(node);
    return names;
  };
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first, second, third] = node.arguments;
      const place = `${file}: ${node.getText()}`;
      if (node.expression.text === 'problem') {
        const [reason] = literals(reasonIn(second));
        for (const code of literals(first))
          found.push({ key: reason ? `${code}.${reason}` : code, values: members(second), place });
      }
      if (node.expression.text === 'invalid') {
        const reasons = literals(second);
        if (reasons.length === 0) found.push({ key: 'INVALID_INPUT.?', values: [], place });
        for (const reason of reasons) found.push({ key: `INVALID_INPUT.${reason}`, values: members(third), place });
      }
    }
    // A refusal of one kind, told more precisely: `{ ...tooMany, reason: 'flags' }`.
    if (
      ts.isObjectLiteralExpression(node) &&
      node.properties.some((one) => ts.isSpreadAssignment(one) && one.expression.getText() === 'tooMany')
    ) {
      const reason = node.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === 'reason');
      if (reason && ts.isPropertyAssignment(reason)) {
        for (const one of literals(reason.initializer))
          found.push({ key: `TOO_MANY_TRIES.${one}`, values: ['retryAt'], place: file });
      }
    }
    if (file.endsWith('kernel/src/problem.ts') && ts.isPropertyAssignment(node) && node.name.getText() === 'code') {
      for (const code of literals(node.initializer)) found.push({ key: code, values: [], place: file });
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

describe('the catalogue of problems', () => {
  const said = catalogue('libs/platform/messages/problems', 'nl');
  const asked = uses();

  it('has a message for every refusal in the sources', () => {
    expect(asked.length).toBeGreaterThan(80);
    expect(asked.filter((use) => said[use.key] === undefined).map((use) => use.place)).toEqual([]);
  });

  it('has no message that nothing asks for', () => {
    const keys = new Set(asked.map((use) => use.key));
    expect(Object.keys(said).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('is given every value that its messages speak of', () => {
    const missing = asked.flatMap((use) =>
      placeholders(said[use.key] ?? '')
        .filter((name) => !use.values.includes(name))
        .map((name) => `${use.place} lacks ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('tells a reader code, message, field and moment in their language', () => {
    const retryAt = new Date('2026-11-22T21:05:00Z');
    const shown = languages.map((language) =>
      presentProblem({ code: 'TOO_MANY_TRIES', retryAt, field: 'passphrase' }, language),
    );
    expect(shown.map((one) => one.code)).toEqual(['TOO_MANY_TRIES', 'TOO_MANY_TRIES', 'TOO_MANY_TRIES']);
    expect(new Set(shown.map((one) => one.message)).size).toBe(3);
    // In the time of Flanders.
    expect(shown.every((one) => /22[.:h]\s?05/.test(one.message))).toBe(true);
    expect(shown[0]).toMatchObject({ field: 'passphrase', retryAt });
  });
});
