export { AuditModule } from './audit.module';
export { AuditTrail } from './audit-trail';
export { VerifyChain, type ChainReading } from './verify-chain';
