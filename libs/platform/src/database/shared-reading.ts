import type { Actor } from './actor';
import type { Transaction } from './transaction';

type Ask = (transaction: Transaction) => Promise<void>;
type Begin = (actor: Actor, work: (transaction: Transaction) => Promise<void>) => Promise<void>;

/**
 * What one reader asks for during one request, in as few transactions as possible: asks that come while an earlier one is
 * being answered, or in the turn after, go into its transaction. It waits for nobody: as soon as a turn brings no new ask,
 * the transaction ends, so that no connection is held while something else is done.
 */
export class SharedReading {
  private waiting: { readonly ask: Ask; readonly fail: (error: unknown) => void }[] = [];
  private running = false;

  constructor(
    readonly actor: Actor,
    private readonly begin: Begin,
  ) {}

  read<T>(ask: (transaction: Transaction) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ ask: async (transaction) => resolve(await ask(transaction)), fail: reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      let begun = false;
      try {
        await this.begin(this.actor, async (transaction) => {
          begun = true;
          do {
            for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
              await next.ask(transaction).catch((error: unknown) => {
                next?.fail(error);
                throw error; // The transaction is spoilt; whoever still waits gets a fresh one.
              });
            }
            await new Promise<void>((resume) => setImmediate(resume));
          } while (this.waiting.length > 0);
        });
      } catch (error) {
        // What failed was told. When there was no transaction at all, nobody can be answered.
        if (!begun) for (const one of this.waiting.splice(0)) one.fail(error);
      }
    }
    this.running = false;
  }
}
