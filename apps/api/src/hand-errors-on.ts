import { Catch, type ExceptionFilter } from '@nestjs/common';

/**
 * Hands every error on to GraphQL, which masks it and logs its name. Nest's own filter would log it whole before: its
 * message, which may hold words or a value, and its stack, for a plain refusal too.
 */
@Catch()
export class HandErrorsOn implements ExceptionFilter<unknown> {
  catch(error: unknown): never {
    throw error;
  }
}
