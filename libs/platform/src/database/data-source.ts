import { DataSource, DefaultNamingStrategy, type EntitySchema, type MixedList, type NamingStrategyInterface } from 'typeorm';
import { snakeCase } from './snake-case';

class SnakeNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }
}

export type EntityClass = abstract new (...parameters: never[]) => object;

/** The service's own connection pool. The role behind the URL owns nothing and cannot bypass row-level security. */
export function serviceDataSource(url: string, poolSize: number, entities: readonly EntityClass[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities as unknown as MixedList<EntitySchema>,
    namingStrategy: new SnakeNaming(),
    poolSize,
    installExtensions: false,
    logging: false,
    applicationName: 'kring',
    connectTimeoutMS: 5000,
    extra: { idleTimeoutMillis: 30_000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 20_000 },
  });
}
