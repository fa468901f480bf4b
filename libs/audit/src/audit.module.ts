import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail';
import { VerifyChain } from './verify-chain';

@Global()
@Module({ providers: [AuditTrail, VerifyChain], exports: [AuditTrail, VerifyChain] })
export class AuditModule {}
