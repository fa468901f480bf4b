// One Jest for every part; `npm run test:<part>` picks a folder. Integration parts share one PostgreSQL (see test/database.mjs).
import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
delete swc.jsc.baseUrl;
delete swc.jsc.paths;
delete swc.$schema;

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/migrations'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/apps/web/dist'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$|/otlp-exporter-base/.*\\.js$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  // It loads node:http by import(), which Jest cannot run as it is.
  transformIgnorePatterns: ['/node_modules/(?!@opentelemetry/otlp-exporter-base/)'],
  moduleNameMapper: {
    '^@kring/([a-z]+)/graphql$': '<rootDir>/libs/$1/src/graphql.ts',
    '^@kring/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  testTimeout: 30_000,
};
