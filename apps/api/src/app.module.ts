import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { AsidesModule } from '@kring/asides';
import { AuditModule } from '@kring/audit';
import { CareModule } from '@kring/care';
import { ExposureModule } from '@kring/exposure';
import { GroupsModule } from '@kring/groups';
import { GuidanceModule } from '@kring/guidance';
import { IdentityModule } from '@kring/identity';
import type { Clock } from '@kring/kernel';
import { LearningModule } from '@kring/learning';
import { ModerationModule } from '@kring/moderation';
import { OrganisationsModule } from '@kring/organisations';
import { Metrics, PlatformModule, type Settings, Traces } from '@kring/platform';
import { QualityModule } from '@kring/quality';
import { StoriesModule } from '@kring/stories';
import { TrainingModule } from '@kring/training';
import { graphqlOptions } from './graphql-options';
import { Requests } from './requests';
import { Sockets } from './sockets';
import { watchOperations } from './watch-operations';

const rooms = [
  AuditModule,
  IdentityModule,
  OrganisationsModule,
  GroupsModule,
  StoriesModule,
  GuidanceModule,
  AsidesModule,
  ModerationModule,
  LearningModule,
  CareModule,
  ExposureModule,
  TrainingModule,
  QualityModule,
];

/** The HTTP half: GraphQL on top of the house. */
@Module({ imports: [IdentityModule], providers: [Requests, Sockets], exports: [Requests, Sockets] })
class RequestsModule {}

/** The whole house. `behindHttp` adds GraphQL; workers and commands do without. */
@Module({})
export class AppModule {
  static with(settings: Settings, options: { readonly behindHttp: boolean; readonly clock?: Clock }): DynamicModule {
    const graphql = GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [RequestsModule],
      inject: [Requests, Metrics, Traces],
      useFactory: (requests: Requests, metrics: Metrics, traces: Traces) =>
        graphqlOptions(settings, requests, watchOperations(metrics, traces)),
    });
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings, options.clock),
        ...rooms,
        ...(options.behindHttp ? [RequestsModule, graphql] : []),
      ],
    };
  }
}
