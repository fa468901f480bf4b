export { QualityModule } from './quality.module';
export { LookAfterReadings } from './use-cases/look-after-readings';
export { blindReadingChanged } from './events';
