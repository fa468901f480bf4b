import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { VerifyChain } from '@kring/audit';
import { EndPause } from '@kring/groups';
import { ResealSecrets } from '@kring/identity';
import { ResumeRechecks } from '@kring/moderation';
import { EndDuty } from '@kring/organisations';
import {
  Dispatcher,
  type Erasure,
  ErasureFile,
  ErasureLedger,
  type Settings,
  system,
  UnitOfWork,
} from '@kring/platform';
import { AppModule } from '../../../api/src/app.module';

export interface AfterLoading {
  /** Erasures in the files that were not in the backup yet, and were done again. */
  readonly erasedAgain: number;
  /** Lines of the files that could not be read. */
  readonly unreadable: number;
  /** Seals that open with no key at hand. */
  readonly closed: number;
  readonly seals: number;
  /** Organisations whose audit chain does not hold. */
  readonly broken: readonly string[];
}

/**
 * What a restored database needs before anybody may see it: erasures done again by the code that does them always, timers
 * set again, waiting news delivered, seals and audit chains looked at. Runs as the owner, for the service may not in yet.
 */
export async function afterLoading(
  ownerUrl: string,
  settings: Settings,
  erasureFiles: readonly string[],
): Promise<AfterLoading> {
  const asOwner: Settings = { ...settings, DATABASE_SERVICE_URL: ownerUrl };
  const app = await NestFactory.createApplicationContext(AppModule.with(asOwner, { behindHttp: false }), {
    logger: false,
    abortOnError: false,
  });
  try {
    let unreadable = 0;
    const erasures = new Map<string, Erasure>();
    for (const path of erasureFiles)
      for await (const one of new ErasureFile(path).read(() => (unreadable += 1))) erasures.set(one.id, one);
    const erasedAgain = await eraseAgain(app, [...erasures.values()]);
    const organisations = await app.get(VerifyChain).organisations();
    for (const organisationId of organisations) {
      await app.get(ResumeRechecks).run(organisationId);
      await app.get(EndPause).resume(organisationId);
      await app.get(EndDuty).resume(organisationId);
    }
    await app.get(Dispatcher).drain();
    const { all, closed } = await app.get(ResealSecrets).run({ look: true });
    const broken: string[] = [];
    for (const organisationId of organisations) {
      const reading = await app.get(VerifyChain).run(organisationId);
      if (reading.brokenAt !== null) broken.push(organisationId);
    }
    return { erasedAgain, unreadable, closed: closed.length, seals: all, broken };
  } finally {
    await app.close();
  }
}

async function eraseAgain(app: INestApplicationContext, erasures: readonly Erasure[]): Promise<number> {
  const work = app.get(UnitOfWork);
  const ledger = app.get(ErasureLedger);
  let done = 0;
  for (const erasure of erasures) {
    const { organisationId } = erasure;
    done += await work.as(system('erase-again', organisationId), async (transaction) => {
      const known = await transaction.row(`SELECT 1 AS known FROM erasures WHERE organisation_id = $1 AND id = $2`, [
        organisationId,
        erasure.id,
      ]);
      if (known) return 0;
      await ledger.again(transaction, erasure);
      return 1;
    });
  }
  return done;
}
