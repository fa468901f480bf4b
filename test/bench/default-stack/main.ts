/**
 * The default stack: what most people build with the same libraries. Apollo on Express, code-first types, TypeORM `find`
 * with relations, one repository a table, rights checked in the resolvers. It connects as a role that row-level security
 * does not bind, which makes it faster than it could be with Kring's guarantees.
 */
import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ExpressAdapter } from '@nestjs/platform-express';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Request } from 'express';
import { assess } from '@kring/safety';
import { entities } from './entities';
import {
  type DefaultContext,
  GroupResolver,
  QueueResolver,
  ReplyResolver,
  SessionCheck,
  SignInResolver,
  ThreadResolver,
} from './resolvers';

const { BENCH_DATABASE_URL: url = '', KRING_PORT: port = '0', KRING_POOL_SIZE: poolSize = '10' } = process.env;
const repositories = TypeOrmModule.forFeature(entities);

@Module({ imports: [repositories], providers: [SessionCheck], exports: [SessionCheck] })
class SessionModule {}

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url, entities, poolSize: Number(poolSize), installExtensions: false }),
    repositories,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [SessionModule],
      inject: [SessionCheck],
      useFactory: (sessions: SessionCheck) => ({
        autoSchemaFile: true,
        playground: false,
        introspection: false,
        context: async ({ req }: { req: Request }): Promise<DefaultContext> => {
          const token = /__Host-kring=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1];
          return { account: token ? await sessions.account(token) : null };
        },
      }),
    }),
  ],
  providers: [ThreadResolver, GroupResolver, ReplyResolver, SignInResolver, QueueResolver],
})
class DefaultStack {}

async function start(): Promise<void> {
  const app = await NestFactory.create(DefaultStack, new ExpressAdapter(), { logger: ['error', 'warn'] });
  assess(''); // The rules are read before the first reply, as in Kring.
  await app.listen(Number(port), '127.0.0.1');
  process.stdout.write('ready\n');
}

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'unknown reason'}\n`);
  process.exit(1);
});
